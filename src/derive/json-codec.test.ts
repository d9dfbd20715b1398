import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import type { ResolvedCollection, ResolvedField } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';
import { fromJson, toJson } from './json-codec.ts';

const collections = Object.values(SCHEMA.collections).map((collection): [string, ResolvedCollection] => [
  collection.name,
  collection,
]);

describe('documents come back from JSON as they were', () => {
  it.each(collections)(
    '%s',
    (_, collection) => {
      const [there, back] = [toJson(collection.root), fromJson(collection.root)];
      fc.assert(
        fc.property(arbitraryDocument(collection), (document) => {
          expect(back(JSON.parse(JSON.stringify(there(document))))).toEqual(withoutNegativeZero(document));
        }),
        { numRuns: 10 },
      );
    },
    60_000,
  );
});

/** JSON has no negative zero. */
function withoutNegativeZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [name, withoutNegativeZero(inside)]),
  );
}

describe('what is no instant passes through', () => {
  const field = findField(SCHEMA.collections['users']?.root as never, 'created_at') as ResolvedField;

  it.each(['2024-02-30T10:00:00Z', '2024-02-01', '1', 'yesterday', 7, null, true])('%s', (value) => {
    expect(fromJson(field)(value)).toBe(value);
  });

  it('takes offsets and fractions', () => {
    expect(fromJson(field)('2024-02-29T10:00:00.250+02:00')).toEqual(new Date('2024-02-29T08:00:00.250Z'));
  });
});
