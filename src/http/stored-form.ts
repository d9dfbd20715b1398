import { Binary, BSON } from 'mongodb';
import { isError } from '../errors/error.ts';
import { dataKeyIdOf } from '../protection/envelope.ts';

/** Length of a blind index: HMAC-SHA-512, cut to 256 bits. */
const BLIND_INDEX_BYTES = 32;

/**
 * A document as the database holds it, in relaxed extended JSON; what is encrypted is shown by its size and the id of
 * its data key, never by its bytes.
 */
export function storedForm(value: unknown): unknown {
  if (value instanceof Binary) return binaryForm(value);
  if (Array.isArray(value)) return value.map(storedForm);
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, storedForm(inside)]));
  }
  return (BSON.EJSON.serialize({ value }, { relaxed: true }) as { value?: unknown }).value ?? null;
}

function binaryForm({ buffer }: Binary): unknown {
  const keyId = keyIdOf(buffer);
  return keyId === null && buffer.byteLength === BLIND_INDEX_BYTES
    ? { $blind_index: { bytes: BLIND_INDEX_BYTES } }
    : { $envelope: { bytes: buffer.byteLength, key_id: keyId } };
}

function keyIdOf(bytes: Uint8Array): string | null {
  try {
    return dataKeyIdOf(bytes).toString('hex');
  } catch (thrown) {
    if (isError(thrown, 'ciphertext_refused')) return null;
    throw thrown;
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
