import fc from 'fast-check';
import { expect, it } from 'vitest';
import { continued, leadingSort, placeAfter } from './continuation.ts';
import type { Place } from './cursor.ts';

/** Finds as a database would, in order, along an index over `at`. */
function find(stored: readonly { at: number }[], bound: { $gte?: number; $lte?: number }, direction: 1 | -1) {
  const { $gte = -Infinity, $lte = Infinity } = bound;
  return stored.filter(({ at }) => at >= $gte && at <= $lte).sort((a, b) => direction * (a.at - b.at));
}

it('walks every document once, whatever ties there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(1 as const, -1 as const),
      (values, limit, direction) => {
        const stored = values.map((at, id) => ({ id, at }));
        const asked = { filter: { at: { $gte: 1, $lte: 5 } }, sort: { at: direction } };
        const seen: unknown[] = [];
        let after: Place | null = null;
        for (let pages = 0; pages <= values.length; pages++) {
          const { at } = continued(asked, after) as { at: { $gte?: number; $lte?: number } };
          const found = find(stored, at, direction).slice(after?.skip ?? 0, (after?.skip ?? 0) + limit + 1);
          const page = found.slice(0, limit);
          seen.push(...page);
          if (found.length <= limit) break;
          after = placeAfter(page, leadingSort(asked.sort), after);
        }
        expect(seen).toEqual(find(stored, asked.filter.at, direction));
      },
    ),
  );
});

it('refuses a place that would widen what was asked for', () => {
  const asked = { filter: { at: { $gte: 5 } }, sort: { at: 1 as const } };
  expect(() => continued(asked, { value: 4, skip: 0 })).toThrow('cursor');
  expect(() => continued(asked, { value: '9', skip: 0 })).toThrow('cursor');
  expect(continued(asked, { value: 5, skip: 1 })).toEqual({ at: { $gte: 5 } });
});
