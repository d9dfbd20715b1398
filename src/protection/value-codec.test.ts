import fc from 'fast-check';
import { BSON } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { isError } from '../errors/error.ts';
import { InvariantViolation } from '../std/assert.ts';
import { type BsonType, bsonTypeOf, decodeValue, documentIdBytes, encodeValue } from './value-codec.ts';

/** Texts that UTF-8 can hold (no lone surrogates) and keys BSON can (no NUL). */
const texts = fc.string({ unit: 'grapheme' });
const keys = texts.filter((key) => !key.includes('\0') && !key.startsWith('$') && key !== '_bsontype');
const dates = fc.date({ noInvalidDate: true });
const leaves = fc.oneof(texts, fc.double(), fc.integer(), fc.boolean(), dates, fc.constant(null));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaves,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(keys, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('a protected value', () => {
  it('comes back as it was, with its type', () => {
    fc.assert(
      fc.property(tree, (value) => {
        fc.pre(value !== null);
        const bsonType = bsonTypeOf(value);
        expect(decodeValue(encodeValue(value, bsonType), bsonType)).toEqual(value);
      }),
    );
  });

  it.each<[unknown, BsonType]>([
    ['', 'string'],
    [1, 'int'],
    [1.5, 'double'],
    [2 ** 31, 'double'],
    [Number.NaN, 'double'],
    [true, 'bool'],
    [new Date(0), 'date'],
    [[], 'array'],
    [{}, 'object'],
    [Buffer.from('x'), 'binData'],
    [new BSON.ObjectId(), 'objectId'],
    [BSON.Long.fromNumber(1), 'long'],
    [BSON.Decimal128.fromString('1.5'), 'decimal'],
  ])('%o has the type %s', (value, bsonType) => {
    expect(bsonTypeOf(value)).toBe(bsonType);
  });

  it.each<[number, BsonType]>([
    [1, 'double'],
    [1.5, 'double'],
    [-3, 'int'],
    [3, 'long'],
    [2 ** 40, 'long'],
  ])('the number %d takes the declared type %s', (value, bsonType) => {
    expect(decodeValue(encodeValue(value, bsonType), bsonType)).toBe(value);
  });

  it('leaves out what is undefined inside objects', () => {
    const value = { kept: 1, missing: undefined };
    expect(decodeValue(encodeValue(value, 'object'), 'object')).toStrictEqual({ kept: 1 });
  });

  it.each<[string, unknown, BsonType]>([
    ['a text as an object', 'x', 'object'],
    ['a fraction as an int', 1.5, 'int'],
    ['a fraction as a long', 1.5, 'long'],
    ['null', null, 'string'],
    ['nothing', undefined, 'string'],
    ['an invalid date', new Date(Number.NaN), 'date'],
  ])('is never %s', (_, value, bsonType) => {
    expect(() => encodeValue(value, bsonType)).toThrow(InvariantViolation);
  });

  it('that cannot be written says so without its content', () => {
    const circular: Record<string, unknown> = { secretKey: 'secret value' };
    circular['secretKey'] = circular;
    expect(() => encodeValue(circular, 'object')).toThrow(/^(?!.*secret)/);
  });

  it('is refused when its bytes are of another type or none', () => {
    const refused = expect.objectContaining({ code: 'ciphertext_refused' });
    expect(() => decodeValue(encodeValue('x', 'string'), 'object')).toThrow(refused);
    expect(() => decodeValue(BSON.serialize({ w: 'x' }), 'string')).toThrow(refused);
    expect(() => decodeValue(BSON.serialize({ v: 'x', w: 1 }), 'string')).toThrow(refused);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (garbage) => {
        try {
          decodeValue(garbage, 'string');
        } catch (thrown) {
          expect(isError(thrown, 'ciphertext_refused')).toBe(true);
        }
      }),
    );
  });
});

describe('a document identifier', () => {
  it('has the same bytes each time, and others when its type differs', () => {
    const ids = ['1', 1, Buffer.from('1'), new Date(1), 1n];
    for (const id of ids) expect(documentIdBytes(id)).toEqual(documentIdBytes(id));
    expect(new Set(ids.map((id) => documentIdBytes(id).toString('hex'))).size).toBe(ids.length);
  });
});
