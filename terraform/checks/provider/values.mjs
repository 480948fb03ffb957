// Reads Terraform's values: MessagePack, with an extension for what is not known before an apply.

/** Stands for a value that is not known yet. */
export const UNKNOWN = Symbol('unknown');

/** Reads one value. A value of dynamic type comes as a pair of its type and itself. */
export function decode(bytes) {
    const reader = new Reader(bytes);
    const value = reader.value();
    if (reader.at !== bytes.length) {
        throw new Error('bytes are left after the value');
    }
    return value;
}

/** Takes a value of dynamic type out of its wrapping. */
export function ofDynamicType(value) {
    return Array.isArray(value) ? decodeIfBytes(value[1]) : value;
}

function decodeIfBytes(value) {
    return Buffer.isBuffer(value) ? decode(value) : value;
}

class Reader {
    constructor(bytes) {
        this.bytes = Buffer.from(bytes);
        this.at = 0;
    }

    take(length) {
        if (this.at + length > this.bytes.length) {
            throw new Error('the value ends too early');
        }
        this.at += length;
        return this.bytes.subarray(this.at - length, this.at);
    }

    uint(length) {
        return Number(BigInt('0x' + this.take(length).toString('hex')));
    }

    int(length) {
        return Number(BigInt.asIntN(length * 8, BigInt('0x' + this.take(length).toString('hex'))));
    }

    text(length) {
        return this.take(length).toString('utf8');
    }

    list(length) {
        return Array.from({ length }, () => this.value());
    }

    map(length) {
        const result = {};
        for (let i = 0; i < length; i++) {
            const key = this.value();
            result[key] = this.value();
        }
        return result;
    }

    extension(length) {
        this.take(1 + length);
        return UNKNOWN;
    }

    value() {
        const head = this.uint(1);
        if (head < 0x80) return head;
        if (head < 0x90) return this.map(head & 0x0f);
        if (head < 0xa0) return this.list(head & 0x0f);
        if (head < 0xc0) return this.text(head & 0x1f);
        if (head >= 0xe0) return head - 0x100;
        return this.#long(head);
    }

    #long(head) {
        switch (head) {
            case 0xc0: return null;
            case 0xc2: return false;
            case 0xc3: return true;
            case 0xc4: return this.take(this.uint(1));
            case 0xc5: return this.take(this.uint(2));
            case 0xc6: return this.take(this.uint(4));
            case 0xc7: return this.extension(this.uint(1));
            case 0xc8: return this.extension(this.uint(2));
            case 0xc9: return this.extension(this.uint(4));
            case 0xca: return this.take(4).readFloatBE();
            case 0xcb: return this.take(8).readDoubleBE();
            case 0xcc: return this.uint(1);
            case 0xcd: return this.uint(2);
            case 0xce: return this.uint(4);
            case 0xcf: return this.uint(8);
            case 0xd0: return this.int(1);
            case 0xd1: return this.int(2);
            case 0xd2: return this.int(4);
            case 0xd3: return this.int(8);
            case 0xd4: return this.extension(1);
            case 0xd5: return this.extension(2);
            case 0xd6: return this.extension(4);
            case 0xd7: return this.extension(8);
            case 0xd8: return this.extension(16);
            case 0xd9: return this.text(this.uint(1));
            case 0xda: return this.text(this.uint(2));
            case 0xdb: return this.text(this.uint(4));
            case 0xdc: return this.list(this.uint(2));
            case 0xdd: return this.list(this.uint(4));
            case 0xde: return this.map(this.uint(2));
            case 0xdf: return this.map(this.uint(4));
            default: throw new Error(`0x${head.toString(16)} starts no value`);
        }
    }
}
