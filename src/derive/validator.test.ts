import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import { mutationsOf } from '../../test/support/mutations.ts';
import type { ResolvedGroup, ResolvedList } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';
import { validatorOf } from './validator.ts';

const collections = Object.values(SCHEMA.collections).map(
  (collection) => [collection.name, collection, validatorOf(collection.root)] as const,
);

describe('documents that fit', () => {
  it.each(collections)('%s', (_, collection, validator) => {
    fc.assert(
      fc.property(arbitraryDocument(collection), (document) => {
        expect(validator.violations(document)).toEqual([]);
        expect(validator.fits(document)).toBe(true);
        expect(() => validator.assertFits(document)).not.toThrow();
      }),
      { numRuns: 20 },
    );
  });
});

it('refuses half a character, which the database would turn into another text', () => {
  const goals = findField(SCHEMA.collections['users']?.root as ResolvedGroup, 'profile.learning_goals');
  const goal = validatorOf((goals as ResolvedList).element);
  for (const text of ['\ud83d', 'half \ude00 a face']) {
    expect(goal.fits(text)).toBe(false);
    expect(goal.violations(text, 'goal')).toEqual([{ path: 'goal', message: 'must be well-formed Unicode' }]);
  }
  expect(goal.fits('a whole \ud83d\ude00')).toBe(true);
});

describe('documents with one fault are refused where it is', () => {
  it.each(collections)('%s', (_, collection, validator) => {
    fc.assert(
      fc.property(arbitraryDocument(collection), fc.nat(), (document, pick) => {
        const copy = structuredClone(document);
        const mutations = mutationsOf(collection.root, copy);
        const mutation = mutations[pick % mutations.length];
        if (!mutation) throw new Error('there is always a mutation');
        mutation.apply();
        const { what, path } = mutation;
        const paths = validator.violations(copy).map((violation) => violation.path);
        expect({ what, fits: validator.fits(copy), paths: [...new Set(paths)] }).toEqual({
          what,
          fits: false,
          paths: [path],
        });
        expect(() => validator.assertFits(copy)).toThrow(
          expect.objectContaining({ code: 'validation_failed' }),
        );
      }),
      { numRuns: 150 },
    );
  });
});
