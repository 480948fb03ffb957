// The messages of Terraform's plugin protocol 5 that a provider needs to check a configuration, in
// protobuf's wire format. Field numbers are those of tfplugin5.proto.

const VARINT = 0;
const BYTES = 2;

/** Writes one message: fields are added in any order, absent values are left out. */
export class Writer {
    #chunks = [];

    number(field, value) {
        if (value) {
            this.#chunks.push(varint((field << 3) | VARINT), varint(Number(value)));
        }
        return this;
    }

    bytes(field, value) {
        if (value !== undefined) {
            const content = typeof value === 'string' ? Buffer.from(value) : value;
            this.#chunks.push(varint((field << 3) | BYTES), varint(content.length), content);
        }
        return this;
    }

    /** Returns the message's bytes. */
    end() {
        return Buffer.concat(this.#chunks);
    }
}

function varint(value) {
    const bytes = [];
    let rest = value;
    while (rest > 0x7f) {
        bytes.push((rest & 0x7f) | 0x80);
        rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
    return Buffer.from(bytes);
}

/** Reads one message: field number to its last value, bytes or number. */
export function read(message) {
    const fields = {};
    let at = 0;
    const next = () => {
        let value = 0;
        for (let scale = 1; ; scale *= 128) {
            const byte = message[at++];
            if (byte === undefined) {
                throw new Error('the message ends in the middle of a number');
            }
            value += (byte & 0x7f) * scale;
            if (byte < 0x80) {
                return value;
            }
        }
    };
    while (at < message.length) {
        const key = next();
        const wire = key & 7;
        if (wire === VARINT) {
            fields[key >>> 3] = next();
        } else if (wire === BYTES) {
            const length = next();
            fields[key >>> 3] = message.subarray(at, at + length);
            at += length;
        } else {
            throw new Error(`wire type ${wire} is not used by the protocol`);
        }
    }
    return fields;
}

const NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 };

/** Writes a schema as `terraform providers schema -json` has it. */
export function schemaMessage(schema) {
    return new Writer()
        .number(1, schema.version)
        .bytes(2, blockMessage(schema.block ?? {}))
        .end();
}

function blockMessage(block) {
    const writer = new Writer();
    for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
        writer.bytes(
            2,
            new Writer()
                .bytes(1, name)
                .bytes(2, JSON.stringify(attribute.type))
                .number(4, attribute.required)
                .number(5, attribute.optional)
                .number(6, attribute.computed)
                .number(7, attribute.sensitive)
                .end(),
        );
    }
    for (const [name, nested] of Object.entries(block.block_types ?? {})) {
        writer.bytes(
            3,
            new Writer()
                .bytes(1, name)
                .bytes(2, blockMessage(nested.block))
                .number(3, NESTING[nested.nesting_mode])
                .number(4, nested.min_items)
                .number(5, nested.max_items)
                .end(),
        );
    }
    return writer.end();
}

/** Writes the answer to GetSchema from one provider's part of a schema file. */
export function providerSchemaMessage(provider) {
    const writer = new Writer().bytes(1, schemaMessage(provider.provider));
    const entries = (field, schemas) => {
        for (const [name, schema] of Object.entries(schemas ?? {})) {
            writer.bytes(field, new Writer().bytes(1, name).bytes(2, schemaMessage(schema)).end());
        }
    };
    entries(2, provider.resource_schemas);
    entries(3, provider.data_source_schemas);
    return writer.end();
}

/** Writes an error about one argument. */
export function diagnosticMessage(argument, summary, detail) {
    const step = new Writer().bytes(1, argument).end();
    const path = new Writer().bytes(1, step).end();
    return new Writer().number(1, 1).bytes(2, summary).bytes(3, detail).bytes(4, path).end();
}
