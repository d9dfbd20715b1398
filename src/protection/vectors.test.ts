/**
 * A second implementation of every construction, written from the documented layout on WebCrypto alone: it shares no
 * code with the first. Stored data stays readable exactly as long as the committed vectors hold.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemEntropy } from '../std/random.ts';
import { unwrapKey, wrapKey } from '../stores/keys/key-wrap.ts';
import { blindIndex, normaliseEmail } from './blind-index.ts';
import { open, type Place, seal } from './envelope.ts';
import { type PseudonymKind, pseudonym } from './pseudonym.ts';
import { DataKey, IndexKey } from './secret-key.ts';
import vectors from './vectors.json' with { type: 'json' };

type Bytes = Uint8Array<ArrayBuffer>;

const { subtle } = globalThis.crypto;
const utf8 = (text: string): Bytes => Uint8Array.from(new TextEncoder().encode(text));
const fromHex = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bufferOf = (hex: string): Buffer => Buffer.from(hex, 'hex');
const copyOf = (bytes: Uint8Array): Bytes => Uint8Array.from(bytes);

function joined(...parts: readonly Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function uint32(value: number): Bytes {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function prefixed(...parts: readonly Uint8Array[]): Bytes {
  return joined(...parts.flatMap((part) => [uint32(part.length), part]));
}

async function hkdf(secret: Bytes, salt: Bytes, info: Bytes): Promise<Bytes> {
  const key = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-512', salt, info }, key, 256));
}

async function hmac(secret: Bytes, message: Bytes): Promise<Bytes> {
  const key = await subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', key, message));
}

async function gcm(
  direction: 'encrypt' | 'decrypt',
  keyBytes: Bytes,
  iv: Bytes,
  additionalData: Bytes,
  data: Bytes,
): Promise<Bytes> {
  const key = await subtle.importKey('raw', keyBytes, 'AES-GCM', false, [direction]);
  return new Uint8Array(await subtle[direction]({ name: 'AES-GCM', iv, additionalData }, key, data));
}

function placeBytes(keyId: Uint8Array, place: Place): Bytes {
  return prefixed(
    Uint8Array.of(1),
    Uint8Array.of(1),
    keyId,
    utf8(place.tenant),
    utf8(place.collection),
    place.documentId,
    utf8(place.path),
    utf8(place.bsonType),
    uint32(place.protectionVersion),
  );
}

const algorithmInfo = (label: string) => joined(Uint8Array.of(1, 1), utf8(label));

async function sealAgain(key: { id: Bytes; secret: Bytes }, random: Bytes, plaintext: Bytes, place: Place) {
  const [salt, iv] = [random.slice(0, 16), random.slice(16)];
  const messageKey = await hkdf(key.secret, salt, algorithmInfo('DERIVEKEY'));
  const commitment = await hkdf(key.secret, salt, algorithmInfo('COMMITKEY'));
  const sealed = await gcm('encrypt', messageKey, iv, placeBytes(key.id, place), plaintext);
  return joined(Uint8Array.of(1, 1), key.id, salt, commitment, iv, sealed);
}

async function openAgain(secret: Bytes, envelope: Bytes, place: Place): Promise<Bytes> {
  const [keyId, salt] = [envelope.slice(2, 18), envelope.slice(18, 34)];
  const commitment = await hkdf(secret, salt, algorithmInfo('COMMITKEY'));
  expect(toHex(envelope.slice(34, 66))).toBe(toHex(commitment));
  const messageKey = await hkdf(secret, salt, algorithmInfo('DERIVEKEY'));
  return gcm('decrypt', messageKey, envelope.slice(66, 78), placeBytes(keyId, place), envelope.slice(78));
}

/** Hands out the bytes one after the other. */
function fixed(hex: string) {
  let left = bufferOf(hex);
  const bytes = (count: number) => {
    const taken = left.subarray(0, count);
    left = left.subarray(count);
    return taken;
  };
  return { uuid: () => expect.fail('no UUID is needed'), bytes };
}

describe.each(vectors.envelopes)('the envelope of $name', (vector) => {
  const place: Place = { ...vector.place, documentId: fromHex(vector.place.documentId) };
  const key = new DataKey(bufferOf(vector.keyId), bufferOf(vector.secret));

  it('is written as it always was, by both implementations', async () => {
    expect(toHex(seal(key, bufferOf(vector.plaintext), place, fixed(vector.random)))).toBe(vector.envelope);
    const second = { id: fromHex(vector.keyId), secret: fromHex(vector.secret) };
    const sealed = await sealAgain(second, fromHex(vector.random), fromHex(vector.plaintext), place);
    expect(toHex(sealed)).toBe(vector.envelope);
  });

  it('is opened by both implementations', async () => {
    expect(toHex(open(key, bufferOf(vector.envelope), place))).toBe(vector.plaintext);
    const opened = await openAgain(fromHex(vector.secret), fromHex(vector.envelope), place);
    expect(toHex(opened)).toBe(vector.plaintext);
  });
});

it('each implementation opens what the other one seals', async () => {
  const place = fc.record<Place>({
    tenant: fc.string({ unit: 'grapheme' }),
    collection: fc.string(),
    documentId: fc.uint8Array({ maxLength: 40 }),
    path: fc.string(),
    bsonType: fc.string(),
    protectionVersion: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  const plaintexts = fc.uint8Array({ maxLength: 500 });
  await fc.assert(
    fc.asyncProperty(plaintexts, place, async (plaintext, there) => {
      const [id, secret] = [systemEntropy.bytes(16), systemEntropy.bytes(32)];
      const key = new DataKey(id, secret);
      const first = seal(key, plaintext, there, systemEntropy);
      expect(await openAgain(copyOf(secret), copyOf(first), there)).toEqual(copyOf(plaintext));
      const random = copyOf(systemEntropy.bytes(28));
      const second = await sealAgain(
        { id: copyOf(id), secret: copyOf(secret) },
        random,
        copyOf(plaintext),
        there,
      );
      expect(copyOf(open(key, second, there))).toEqual(copyOf(plaintext));
    }),
    { numRuns: 50 },
  );
});

describe.each(vectors.wrappedKeys)('the wrapped key $iv', (vector) => {
  const context = vector.context as Record<string, string>;

  it('is written and read as it always was', () => {
    const [wrappingKey, plainKey] = [bufferOf(vector.wrappingKey), bufferOf(vector.plainKey)];
    expect(toHex(wrapKey(wrappingKey, plainKey, context, fixed(vector.iv)))).toBe(vector.wrapped);
    expect(toHex(unwrapKey(wrappingKey, bufferOf(vector.wrapped), context))).toBe(vector.plainKey);
  });

  it('is what the second implementation wraps and unwraps', async () => {
    const names = Object.keys(context).sort();
    const entries = names.flatMap((name) => [utf8(name), utf8(context[name] ?? '')]);
    const additionalData = prefixed(Uint8Array.of(1), ...entries);
    const [key, iv] = [fromHex(vector.wrappingKey), fromHex(vector.iv)];
    const wrapped = await gcm('encrypt', key, iv, additionalData, fromHex(vector.plainKey));
    expect(toHex(joined(Uint8Array.of(1), iv, wrapped))).toBe(vector.wrapped);
    const stored = fromHex(vector.wrapped);
    const plain = await gcm('decrypt', key, stored.slice(1, 13), additionalData, stored.slice(13));
    expect(toHex(plain)).toBe(vector.plainKey);
  });
});

it.each(vectors.blindIndexes)(
  'the blind index of $collection.$field.$version is unchanged',
  async (vector) => {
    const key = new IndexKey('email', 1, bufferOf(vector.secret));
    expect(normaliseEmail(vector.address)).toBe(vector.normalised);
    expect(toHex(blindIndex(key, vector, vector.normalised))).toBe(vector.index);
    const info = utf8(`${vector.collection}.${vector.field}.${vector.version}`);
    const fieldKey = await hkdf(fromHex(vector.secret), new Uint8Array(), info);
    expect(toHex(await hmac(fieldKey, utf8(vector.normalised)))).toBe(vector.index);
  },
);

it.each(vectors.pseudonyms)('the pseudonym of $kind "$sourceId" of $source is unchanged', async (vector) => {
  const { kind, source, sourceId } = vector;
  const key = new IndexKey('pseudonym', 1, bufferOf(vector.secret));
  expect(pseudonym(key, kind as PseudonymKind, source, sourceId)).toBe(vector.uuid);
  const kindKey = await hkdf(fromHex(vector.secret), new Uint8Array(), utf8(`pseudonym.${kind}`));
  const hash = await hmac(kindKey, prefixed(utf8(source), utf8(sourceId)));
  const compact = toHex(hash.slice(0, 16));
  const variant = ((Number.parseInt(compact.slice(16, 17), 16) & 3) | 8).toString(16);
  const expected = `${compact.slice(0, 12)}8${compact.slice(13, 16)}${variant}${compact.slice(17)}`;
  expect(vector.uuid.replaceAll('-', '')).toBe(expected);
});
