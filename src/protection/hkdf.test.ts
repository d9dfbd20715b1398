import { hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey, hkdfExpand, hkdfExtract } from './hkdf.ts';

const bytes = (constraints?: fc.IntArrayConstraints) => fc.uint8Array(constraints);

describe('HKDF-SHA-512', () => {
  it('equals what Node computes', () => {
    const cases = [bytes({ minLength: 1, maxLength: 64 }), bytes(), bytes({ maxLength: 40 })] as const;
    fc.assert(
      fc.property(...cases, fc.integer({ min: 1, max: 64 }), (secret, salt, info, byteCount) => {
        const expected = Buffer.from(hkdfSync('sha512', secret, salt, info, byteCount));
        expect(hkdfExpand(hkdfExtract(secret, salt), info, byteCount)).toEqual(expected);
      }),
    );
  });

  // The inputs of RFC 5869 A.1 and A.3, whose outputs the RFC gives for SHA-256 only; these are SHA-512's.
  it.each([
    {
      secret: '0b'.repeat(22),
      salt: '000102030405060708090a0b0c',
      info: 'f0f1f2f3f4f5f6f7f8f9',
      extracted:
        '665799823737ded04a88e47e54a5890bb2c3d247c7a4254a8e61350723590a26c36238127d8661b88cf80ef802d57e2f7cebcf1e00e083848be19929c61b4237',
      expanded: '832390086cda71fb47625bb5ceb168e4c8e26a1a16ed34d9fc7fe92c1481579338da362cb8d9f925d7cb',
    },
    {
      secret: '0b'.repeat(22),
      salt: '',
      info: '',
      extracted:
        'fd200c4987ac491313bd4a2a13287121247239e11c9ef82802044b66ef357e5b194498d0682611382348572a7b1611de54764094286320578a863f36562b0df6',
      expanded: 'f5fa02b18298a72a8c23898a8703472c6eb179dc204c03425c970e3b164bf90fff22d04836d0e2343bac',
    },
  ])('gives the known answer for info "$info"', ({ secret, salt, info, extracted, expanded }) => {
    const pseudoRandomKey = hkdfExtract(Buffer.from(secret, 'hex'), Buffer.from(salt, 'hex'));
    expect(pseudoRandomKey.toString('hex')).toBe(extracted);
    expect(hkdfExpand(pseudoRandomKey, Buffer.from(info, 'hex'), 42).toString('hex')).toBe(expanded);
  });

  it('derives a key without a salt as the RFC says', () => {
    const [secret, info] = [Buffer.alloc(32, 7), Buffer.from('users.email.1')];
    expect(deriveKey(secret, info)).toEqual(Buffer.from(hkdfSync('sha512', secret, '', info, 32)));
  });

  it('gives at most one block', () => {
    expect(() => hkdfExpand(Buffer.alloc(64), Buffer.alloc(0), 65)).toThrow('one block');
  });
});
