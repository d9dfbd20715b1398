import { expect, it } from 'vitest';
import { systemEntropy } from '../std/random.ts';
import { ENVELOPE_OVERHEAD_BYTES, type Place, SALT_BYTES, seal } from './envelope.ts';
import { DataKey, KEY_ID_BYTES } from './secret-key.ts';

const ENVELOPES = 1_000_000;
/** As many as a document with some protected fields has, sealed in one write under one salt. */
const ENVELOPES_OF_A_WRITE = 10;
const PLAIN = Buffer.from('a word');
const HEAD_BYTES = 2 + KEY_ID_BYTES;
const COMMITMENT_BYTES = 32;

it('never repeats salt and IV in a million envelopes of one key', () => {
  const key = new DataKey(systemEntropy.bytes(KEY_ID_BYTES), systemEntropy.bytes(32));
  const place: Place = {
    tenant: 'default',
    collection: 'users',
    documentId: Buffer.from('a'),
    path: 'name',
    bsonType: 'string',
    protectionVersion: 1,
  };
  // 64 bits of each pair, mixed: that two of a million agree by chance has a probability of 3 in 100 million.
  const seen = new BigUint64Array(ENVELOPES);
  const salts = new Set<bigint>();
  let salt: Buffer = Buffer.alloc(0);
  for (let at = 0; at < ENVELOPES; at++) {
    if (at % ENVELOPES_OF_A_WRITE === 0) salt = systemEntropy.bytes(SALT_BYTES);
    const envelope = seal(key, PLAIN, place, systemEntropy, salt);
    const saltAt = HEAD_BYTES;
    const ivAt = saltAt + SALT_BYTES + COMMITMENT_BYTES;
    const ofSalt = envelope.readBigUInt64BE(saltAt) ^ envelope.readBigUInt64BE(saltAt + 8);
    if (at % ENVELOPES_OF_A_WRITE === 0) salts.add(ofSalt);
    seen[at] = ofSalt ^ envelope.readBigUInt64BE(ivAt) ^ BigInt(envelope.readUInt32BE(ivAt + 8));
  }
  seen.sort();
  let repeated = 0;
  for (let at = 1; at < ENVELOPES; at++) if (seen[at] === seen[at - 1]) repeated += 1;
  expect(repeated).toBe(0);
  expect(salts.size).toBe(ENVELOPES / ENVELOPES_OF_A_WRITE);
  expect(key.sealed).toBe(ENVELOPES);
  expect(ENVELOPE_OVERHEAD_BYTES).toBe(HEAD_BYTES + SALT_BYTES + COMMITMENT_BYTES + 12 + 16);
});
