import fc from 'fast-check';
import { Binary, ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import { protectionPlanOf } from '../derive/protection-plan.ts';
import { LEARNER_COLLECTIONS } from '../schema/schema.ts';
import { SeededRandom, seededEntropy } from '../std/random.ts';
import { ENVELOPE_OVERHEAD_BYTES } from './envelope.ts';
import { Sealer } from './sealer.ts';
import { DataKey, KEY_ID_BYTES } from './secret-key.ts';

const entropy = seededEntropy(new SeededRandom(5));
const newKey = () => new DataKey(entropy.bytes(KEY_ID_BYTES), entropy.bytes(32));
const id = new ObjectId('650000000000000000000001');

describe.each(LEARNER_COLLECTIONS.map((collection) => [collection.name, collection] as const))(
  '%s',
  (_, collection) => {
    const sealer = new Sealer(protectionPlanOf(collection), 'tenant', entropy);

    it('comes back from its stored form as it was, and leaves what it was given alone', () => {
      fc.assert(
        fc.property(arbitraryDocument(collection), (document) => {
          const key = newKey();
          const before = structuredClone(document);
          const stored = sealer.seal(document as never, { id, key });
          expect(document).toEqual(before);
          expect(sealer.open(stored, { id, key })).toEqual(document);
        }),
        { numRuns: 40 },
      );
    });

    it('does not open when any two of its envelopes are swapped, or one is flipped or cut', () => {
      if (!protectionPlanOf(collection).needsKey) return;
      fc.assert(
        fc.property(arbitraryDocument(collection), fc.nat(), fc.nat(), fc.nat(), (document, a, b, where) => {
          const key = newKey();
          const sealed = () => sealer.seal(document as never, { id, key });
          const stored = sealed();
          const all = binariesIn(stored);
          if (all.length < 2) return;
          const first = all[a % all.length] as Binary;
          const second = all[b % all.length] as Binary;
          const bytes = Buffer.from(first.buffer);
          const other = Buffer.from(second.buffer);
          const opens = () => sealer.open(stored, { id, key });
          if (first !== second) {
            [first.buffer, second.buffer] = [other, bytes];
            [first.position, second.position] = [other.byteLength, bytes.byteLength];
            expect(opens).toThrow(/ciphertext/);
            [second.buffer, second.position] = [other, other.byteLength];
          }
          const flipped = Buffer.from(bytes);
          flipped[where % bytes.byteLength] = (flipped[where % bytes.byteLength] ?? 0) ^ (1 + (where % 255));
          [first.buffer, first.position] = [flipped, flipped.byteLength];
          expect(opens).toThrow(/ciphertext/);
          const cut = bytes.subarray(0, where % bytes.byteLength);
          [first.buffer, first.position] = [cut, cut.byteLength];
          expect(opens).toThrow(/ciphertext/);
          [first.buffer, first.position] = [bytes, bytes.byteLength];
          expect(opens()).toEqual(document);
        }),
        { numRuns: 40 },
      );
    });

    it('does not open for another document, another key or another tenant', () => {
      if (!protectionPlanOf(collection).needsKey) return;
      fc.assert(
        fc.property(arbitraryDocument(collection), (document) => {
          const key = newKey();
          const stored = sealer.seal(document as never, { id, key });
          if (!Object.values(stored).some((value) => hasBinary(value))) return;
          const elsewhere = new Sealer(protectionPlanOf(collection), 'other tenant', entropy);
          expect(() => sealer.open(stored, { id: new ObjectId(), key })).toThrow(/ciphertext/);
          expect(() => sealer.open(stored, { id, key: newKey() })).toThrow(/ciphertext/);
          expect(() => elsewhere.open(stored, { id, key })).toThrow(/ciphertext/);
        }),
        { numRuns: 20 },
      );
    });
  },
);

it('gives the envelopes of one write one salt, and each an IV of its own', () => {
  const users = LEARNER_COLLECTIONS.find(({ name }) => name === 'users');
  if (!users) throw new Error('There is no collection of users.');
  const sealer = new Sealer(protectionPlanOf(users), 'tenant', entropy);
  fc.assert(
    fc.property(arbitraryDocument(users), (document) => {
      const key = newKey();
      const [first, second] = [1, 2].map(() =>
        envelopesIn(sealer.seal(document as never, sealer.writing(id, key))),
      );
      const salts = [first, second].map((envelopes = []) => new Set(envelopes.map(saltOf)));
      expect(salts.map(({ size }) => size)).toEqual([1, 1]);
      expect(salts[0]).not.toEqual(salts[1]);
      const all = [...(first ?? []), ...(second ?? [])];
      expect(new Set(all.map(ivOf)).size).toBe(all.length);
    }),
    { numRuns: 20 },
  );
});

const saltOf = (envelope: Buffer) => envelope.subarray(18, 34).toString('hex');
const ivOf = (envelope: Buffer) => envelope.subarray(66, 78).toString('hex');

function envelopesIn(value: unknown): Buffer[] {
  if (value instanceof Binary) return [Buffer.from(value.value())];
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.values(value).flatMap(envelopesIn);
}

function binariesIn(value: unknown): Binary[] {
  if (value instanceof Binary) return value.position >= ENVELOPE_OVERHEAD_BYTES ? [value] : [];
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.values(value).flatMap(binariesIn);
}

function hasBinary(value: unknown): boolean {
  if (value instanceof Binary) return true;
  if (value === null || typeof value !== 'object' || value instanceof Date) return false;
  return Object.values(value).some(hasBinary);
}
