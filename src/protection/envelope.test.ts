import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MasterXError } from '../errors/error.ts';
import { SeededRandom, seededEntropy, systemEntropy } from '../std/random.ts';
import { dataKeyIdOf, ENVELOPE_OVERHEAD_BYTES, open, type Place, seal } from './envelope.ts';
import { DataKey } from './secret-key.ts';
import { documentIdBytes } from './value-codec.ts';

const entropy = seededEntropy(new SeededRandom(1));

const newKey = (id = entropy.bytes(16), secret = entropy.bytes(32)) => new DataKey(id, secret);

const PLACE: Place = {
  tenant: 'default',
  collection: 'users',
  documentId: documentIdBytes('7b0c6a52-7a3f-4c38-9a6c-1f0a5e1f0a11'),
  path: 'profile.name',
  bsonType: 'string',
  protectionVersion: 1,
};

const places: fc.Arbitrary<Place> = fc.record({
  tenant: fc.string(),
  collection: fc.string(),
  documentId: fc.uint8Array({ maxLength: 40 }),
  path: fc.string(),
  bsonType: fc.string(),
  protectionVersion: fc.nat(),
});

/** Refused, and with the one text that tells nothing about the reason. */
function expectRefused(opening: () => unknown): void {
  let thrown: unknown;
  try {
    opening();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MasterXError);
  expect(thrown).toMatchObject({ code: 'ciphertext_refused', detail: undefined, cause: undefined });
}

describe('an envelope', () => {
  it('opens with its key at its place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), places, (plaintext, place) => {
        const key = newKey();
        const envelope = seal(key, plaintext, place, entropy);
        expect(envelope.byteLength).toBe(plaintext.byteLength + ENVELOPE_OVERHEAD_BYTES);
        expect(dataKeyIdOf(envelope)).toEqual(key.id);
        expect(open(key, envelope, place)).toEqual(Buffer.from(plaintext));
      }),
    );
  });

  it('opens from bytes that are no Buffer', () => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('x'), PLACE, entropy);
    expect(open(key, new Uint8Array(envelope), PLACE).toString()).toBe('x');
  });

  it('is refused when any one bit of it is flipped', () => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('the learner’s words'), PLACE, entropy);
    for (let at = 0; at < envelope.byteLength; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(envelope);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expectRefused(() => open(key, changed, PLACE));
      }
    }
  });

  it('is refused when it is cut anywhere or goes on', () => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('words'), PLACE, entropy);
    for (let length = 0; length < envelope.byteLength; length++) {
      expectRefused(() => open(key, envelope.subarray(0, length), PLACE));
      expectRefused(() => open(key, envelope.subarray(envelope.byteLength - length), PLACE));
    }
    expectRefused(() => open(key, Buffer.concat([envelope, Buffer.alloc(1)]), PLACE));
  });

  it('is refused when it is garbage, and its header too', () => {
    const key = newKey();
    const layout = fc.constantFrom([], [1], [1, 1], [1, 1, ...key.id]);
    fc.assert(
      fc.property(layout, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const garbage = Uint8Array.from([...start, ...rest]);
        expectRefused(() => open(key, garbage, PLACE));
        if (garbage.byteLength < ENVELOPE_OVERHEAD_BYTES) expectRefused(() => dataKeyIdOf(garbage));
      }),
    );
  });

  it.each([
    ['tenant', { tenant: 'other' }],
    ['collection', { collection: 'sessions' }],
    ['document', { documentId: documentIdBytes('another') }],
    ['document of another type', { documentId: documentIdBytes(7) }],
    ['field', { path: 'profile.email' }],
    ['BSON type', { bsonType: 'object' }],
    ['version of the protection', { protectionVersion: 2 }],
  ])('is refused for another %s', (_, change) => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('words'), PLACE, entropy);
    expectRefused(() => open(key, envelope, { ...PLACE, ...change }));
  });

  it('is refused at every other place', () => {
    fc.assert(
      fc.property(places, places, (place, other) => {
        fc.pre(fc.stringify(place) !== fc.stringify(other));
        const key = newKey();
        const envelope = seal(key, Buffer.from('words'), place, entropy);
        expectRefused(() => open(key, envelope, other));
      }),
    );
  });

  it('is refused where the same letters are split differently', () => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('words'), { ...PLACE, tenant: 'ab', collection: 'c' }, entropy);
    expectRefused(() => open(key, envelope, { ...PLACE, tenant: 'a', collection: 'bc' }));
  });

  it('is refused by another key, also by one that took its id', () => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('words'), PLACE, entropy);
    expectRefused(() => open(newKey(), envelope, PLACE));
    expectRefused(() => open(newKey(key.id), envelope, PLACE));
    expectRefused(() => open(newKey(undefined, Buffer.from(key.secret)), envelope, PLACE));
  });

  it('differs each time, in salt, commitment and iv', () => {
    const key = newKey();
    const [one, other] = [1, 2].map(() => seal(key, Buffer.from('words'), PLACE, systemEntropy));
    expect(one?.subarray(18, 34)).not.toEqual(other?.subarray(18, 34));
    expect(one?.subarray(34, 66)).not.toEqual(other?.subarray(34, 66));
    expect(one?.subarray(66, 78)).not.toEqual(other?.subarray(66, 78));
  });

  it('counts as a use of its key, opening does not', () => {
    const told: Buffer[] = [];
    const key = new DataKey(entropy.bytes(16), entropy.bytes(32), (keyId) => told.push(keyId));
    const envelope = seal(key, Buffer.from('words'), PLACE, entropy);
    seal(key, Buffer.from('words'), PLACE, entropy);
    open(key, envelope, PLACE);
    expect(key.sealed).toBe(2);
    expect(told).toEqual([key.id, key.id]);
  });

  it('is never sealed or opened with a key that was cleared', () => {
    const key = newKey();
    const envelope = seal(key, Buffer.from('words'), PLACE, entropy);
    const secret = key.secret;
    key.zeroise();
    expect(secret).toEqual(Buffer.alloc(32));
    const cleared = expect.objectContaining({ code: 'keys_unavailable' });
    expect(() => seal(key, Buffer.from('words'), PLACE, entropy)).toThrow(cleared);
    expect(() => open(key, envelope, PLACE)).toThrow(cleared);
  });
});

describe('a plain key', () => {
  it('does not show itself when it is printed', () => {
    const secret = Buffer.alloc(32, 0xab);
    const shown = JSON.stringify(new DataKey(Buffer.alloc(16), secret)) + fc.stringify(newKey());
    expect(shown).not.toContain('171');
    expect(shown).not.toContain('abab');
  });

  it('has 256 bits', () => {
    expect(() => newKey(undefined, Buffer.alloc(16))).toThrow('256 bits');
    expect(() => newKey(Buffer.alloc(12))).toThrow('16 bytes');
  });
});
