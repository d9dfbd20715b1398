import { BSON } from 'mongodb';
import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';

/** The BSON types a protected value may have, with the byte that marks an element of each (bsonspec.org 1.1). */
const ELEMENT_TYPES = {
  double: 0x01,
  string: 0x02,
  object: 0x03,
  array: 0x04,
  binData: 0x05,
  objectId: 0x07,
  bool: 0x08,
  date: 0x09,
  int: 0x10,
  long: 0x12,
  decimal: 0x13,
} as const;

/** A BSON type by its `$type` alias. */
export type BsonType = keyof typeof ELEMENT_TYPES;

const NAME_OF = new Map<number, BsonType>(
  (Object.entries(ELEMENT_TYPES) as [BsonType, number][]).map(([name, byte]) => [byte, name]),
);

/** Where the first element's type stands: behind the document's length. */
const TYPE_AT = 4;

/**
 * The value's bytes, as the BSON document `{v: value}`. A number takes the declared type, whatever it happens to be
 * (1 in a field of doubles is the double 1); `undefined` inside objects is left out, as if it were not there.
 *
 * A value that does not have the declared type is a defect of the caller: values are validated before they come here.
 */
export function encodeValue(value: unknown, bsonType: BsonType): Buffer {
  const bytes = serialise(asDeclared(value, bsonType));
  invariant(
    bytes[TYPE_AT] === ELEMENT_TYPES[bsonType],
    `a protected value has its declared type, ${bsonType}`,
  );
  return bytes;
}

/**
 * The value that `encodeValue` encoded, as the driver would give it from the database.
 *
 * @throws MasterXError `ciphertext_refused` when the bytes are no value of that type.
 */
export function decodeValue(bytes: Uint8Array, bsonType: BsonType): unknown {
  if (bytes[TYPE_AT] !== ELEMENT_TYPES[bsonType]) throw refusal();
  try {
    const document = BSON.deserialize(bytes);
    if (Object.keys(document).length === 1 && 'v' in document) return document['v'];
  } catch {
    // Without its cause: it may quote the plain value.
  }
  throw refusal();
}

/** The type BSON gives a value by itself: whole numbers of 32 bits are `int`, other numbers `double`. */
export function bsonTypeOf(value: unknown): BsonType {
  const name = NAME_OF.get(serialise(value)[TYPE_AT] ?? 0);
  invariant(name, 'a protected value has a BSON type that can be protected');
  return name;
}

/** A document's `_id` as canonical bytes for a `Place`: its BSON, so that a text and bytes never coincide. */
export function documentIdBytes(id: unknown): Buffer {
  return serialise(id);
}

function asDeclared(value: unknown, bsonType: BsonType): unknown {
  if (typeof value === 'number' && bsonType === 'double') return new BSON.Double(value);
  if (typeof value === 'number' && bsonType === 'long') {
    invariant(Number.isSafeInteger(value), 'a long is a whole number that is exact');
    return BSON.Long.fromNumber(value);
  }
  return value;
}

function serialise(value: unknown): Buffer {
  invariant(value !== undefined && value !== null, 'a missing value is not protected but left out');
  invariant(!(value instanceof Date && Number.isNaN(value.getTime())), 'a date is an instant');
  try {
    return Buffer.from(BSON.serialize({ v: value }, { ignoreUndefined: true }));
  } catch (thrown) {
    // Its message names keys, which may be personal; its kind is enough to find the defect.
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    invariant(false, `a protected value can be written as BSON (${kind})`);
  }
}

function refusal(): MasterXError {
  return new MasterXError('ciphertext_refused');
}
