import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonym } from './pseudonym.ts';
import { IndexKey } from './secret-key.ts';

const KEY = new IndexKey('pseudonym', 1, Buffer.alloc(32, 1));

describe('a pseudonym', () => {
  it('is a UUID of version 8, the same for the same source and identifier', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, sourceId) => {
        const one = pseudonym(KEY, 'learner', source, sourceId);
        expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(pseudonym(KEY, 'learner', source, sourceId)).toBe(one);
      }),
    );
  });

  it('depends on key, kind, source and identifier, and on where the source ends', () => {
    const other = new IndexKey('pseudonym', 2, Buffer.alloc(32, 2));
    const pseudonyms = [
      pseudonym(KEY, 'learner', 'ab', 'c'),
      pseudonym(KEY, 'session', 'ab', 'c'),
      pseudonym(other, 'learner', 'ab', 'c'),
      pseudonym(KEY, 'learner', 'a', 'bc'),
      pseudonym(KEY, 'learner', 'ab', 'd'),
    ];
    expect(new Set(pseudonyms).size).toBe(pseudonyms.length);
  });

  it('does not collide among many', () => {
    const pseudonyms = Array.from({ length: 5_000 }, (_, id) => pseudonym(KEY, 'learner', 's', String(id)));
    expect(new Set(pseudonyms).size).toBe(pseudonyms.length);
  });
});
