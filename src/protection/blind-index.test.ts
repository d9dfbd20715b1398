import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindIndex, type IndexedField, normaliseEmail } from './blind-index.ts';
import { IndexKey } from './secret-key.ts';

const KEY = new IndexKey('email', 1, Buffer.alloc(32, 1));
const EMAIL: IndexedField = { collection: 'users', field: 'email', version: 1 };

describe('a blind index', () => {
  it('is equal exactly when the values are', () => {
    const texts = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const equal = blindIndex(KEY, EMAIL, one).equals(blindIndex(KEY, EMAIL, other));
        expect(equal).toBe(one === other);
      }),
    );
  });

  it('has 32 bytes and depends on key, collection, field and version', () => {
    const values = [
      blindIndex(KEY, EMAIL, 'a@b.org'),
      blindIndex(new IndexKey('email', 2, Buffer.alloc(32, 2)), EMAIL, 'a@b.org'),
      blindIndex(KEY, { ...EMAIL, collection: 'guardians' }, 'a@b.org'),
      blindIndex(KEY, { ...EMAIL, field: 'profile.email' }, 'a@b.org'),
      blindIndex(KEY, { ...EMAIL, version: 2 }, 'a@b.org'),
    ];
    for (const value of values) expect(value.byteLength).toBe(32);
    expect(new Set(values.map((value) => value.toString('hex'))).size).toBe(values.length);
  });

  it('is not given for a collection whose name could run into the field', () => {
    expect(() => blindIndex(KEY, { ...EMAIL, collection: 'users.email' }, 'x')).toThrow('dots');
  });
});

describe('a normalised email address', () => {
  it.each([
    ['Ada@Example.ORG', 'ada@example.org'],
    ['  ada@example.org\n', 'ada@example.org'],
    ['ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'ada@example.org'],
    ['Jose\u0301@example.org', 'jos\u00e9@example.org'],
    ['\u212bse@example.org', '\u00e5se@example.org'],
    ['STRASSE@MÜNCHEN.de', 'strasse@münchen.de'],
  ])('%j is %j', (given, normalised) => {
    expect(normaliseEmail(given)).toBe(normalised);
  });

  it.each([
    ['a.b@example.org', 'ab@example.org'],
    ['ada+school@example.org', 'ada@example.org'],
    ['mıke@example.org', 'mike@example.org'],
    ['аda@example.org', 'ada@example.org'],
  ])('%j and %j stay two', (one, other) => {
    expect(normaliseEmail(one)).not.toBe(normaliseEmail(other));
  });

  it('does not change when normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (address) => {
        const once = normaliseEmail(address);
        expect(normaliseEmail(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
