// The parts of the schema-only provider that the planted mistakes cannot reach one by one.
// Run with: node --test terraform/checks/provider/provider.test.mjs
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './body.mjs';
import { read, Writer } from './messages.mjs';
import { decode, ofDynamicType, UNKNOWN } from './values.mjs';

const bytes = hex => Buffer.from(hex.replaceAll(' ', ''), 'hex');

for (const [hex, value] of [
    ['00', 0], ['7f', 127], ['ff', -1], ['e0', -32], ['cc ff', 255], ['cd 0100', 256], ['ce 00010000', 65536],
    ['cf 0000000100000000', 4294967296], ['d0 80', -128], ['d1 8000', -32768], ['d2 80000000', -2147483648],
    ['d3 ffffffff00000000', -4294967296], ['ca 3fc00000', 1.5], ['cb 3ff8000000000000', 1.5], ['c0', null],
    ['c2', false], ['c3', true], ['a161', 'a'], ['d9 01 61', 'a'], ['da 0001 61', 'a'], ['db 00000001 61', 'a'],
    ['92 01 02', [1, 2]], ['dc 0001 01', [1]], ['dd 00000001 01', [1]], ['81 a161 01', { a: 1 }],
    ['de 0001 a161 01', { a: 1 }], ['df 00000001 a161 01', { a: 1 }], ['d4 00 00', UNKNOWN], ['c7 03 0c 000000', UNKNOWN],
]) {
    test(`reads ${hex}`, () => assert.deepEqual(decode(bytes(hex)), value));
}

test('refuses a value that ends early, and one with more after it', () => {
    assert.throws(() => decode(bytes('92 01')), /ends too early/);
    assert.throws(() => decode(bytes('01 02')), /left after/);
    assert.throws(() => decode(bytes('c1')), /starts no value/);
});

test('takes a value out of its dynamic type', () => {
    assert.deepEqual(ofDynamicType(decode(bytes('92 c4 01 22 81 a161 01'))), { a: 1 });
    assert.equal(ofDynamicType(null), null);
    assert.equal(ofDynamicType(UNKNOWN), UNKNOWN);
});

test('reads the messages that it writes', () => {
    const message = new Writer().number(1, 300).bytes(2, 'text').number(3, 0).bytes(4, undefined).end();
    assert.deepEqual(read(message), { 1: 300, 2: Buffer.from('text') });
    assert.throws(() => read(bytes('0d 00000000')), /wire type 5/);
    assert.throws(() => read(bytes('08 80')), /in the middle/);
});

const schemas = {
    resources: {
        'A/b@1': {
            type: 'object',
            required: ['properties'],
            additionalProperties: false,
            'x-name': { type: 'string', minLength: 2 },
            properties: { properties: { $ref: '#/$defs/Thing' } },
        },
    },
    $defs: {
        Thing: {
            type: 'object',
            additionalProperties: false,
            properties: {
                count: { type: 'integer', minimum: 1, maximum: 3 },
                names: { type: 'array', maxItems: 1, items: { type: 'string', pattern: '^a' } },
                where: {
                    type: 'object',
                    required: ['kind'],
                    discriminator: { propertyName: 'kind' },
                    oneOf: [{
                        type: 'object',
                        additionalProperties: false,
                        properties: { kind: { const: 'Blob' }, id: { type: 'string' } },
                    }],
                },
            },
        },
    },
};

for (const [body, expected] of [
    [{ properties: { count: 2, names: ['a'], where: { kind: 'Blob', id: 'x' } } }, []],
    [{ properties: { count: UNKNOWN, names: UNKNOWN, where: { kind: UNKNOWN, id: 1 } } }, []],
    [UNKNOWN, []],
    [null, []],
    [{}, ['body: properties is missing']],
    [{ properties: {}, extra: 1 }, ['body: has no property extra; there are: properties']],
    [{ properties: { constructor: 1 } }, ['properties: has no property constructor; there are: count, names, where']],
    [{ properties: { count: 0 } }, ['properties.count: must be at least 1, is 0']],
    [{ properties: { count: 4 } }, ['properties.count: must be at most 3, is 4']],
    [{ properties: { count: 1.5 } }, ['properties.count: must be integer, is 1.5']],
    [{ properties: { count: '1' } }, ['properties.count: must be integer, is "1"']],
    [{ properties: { names: ['a', 'b'] } }, ['properties.names: must have at most 1 items', 'properties.names[1]: must match ^a']],
    [{ properties: { where: { kind: 'Queue' } } }, ['properties.where: kind must be one of Blob, is Queue']],
    [{ properties: { where: { kind: 'Blob', ids: 'x' } } }, ['properties.where: has no property ids; there are: kind, id']],
]) {
    test(`checks ${body === UNKNOWN ? 'an unknown body' : JSON.stringify(body)}`, () => {
        const texts = problems(schemas, 'a/B@1', 'ab', body).map(([, text]) => text);
        assert.deepEqual(texts.sort(), expected.sort());
    });
}

test('checks type and name', () => {
    assert.deepEqual(problems(schemas, 'A/c@1', 'ab', null), [['type', 'there is no schema for "A/c@1"; there are: A/b@1']]);
    assert.deepEqual(problems(schemas, 'A/b@1', 'a', null), [['name', 'name: must have at least 2 characters']]);
    assert.deepEqual(problems(schemas, 'A/b@1', UNKNOWN, null), []);
});

test('knows every keyword of its schemas', () => {
    const odd = { resources: { 'A/b@1': { type: 'object', not: {} } }, $defs: {} };
    assert.throws(() => problems(odd, 'A/b@1', 'ab', {}), /uses not/);
});
