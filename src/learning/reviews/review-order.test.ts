import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DueConcept, inReviewOrder } from './review-order.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const due = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }).chain((concepts) =>
  fc.tuple(
    ...concepts.map((concept) =>
      fc.record({
        subject: fc.constant('s'),
        concept: fc.constant(concept),
        retrievability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        dueAt: fc.integer({ min: 0, max: 5 }).map((day) => new Date(day)),
      }),
    ),
  ),
);
/** Each concept may rest on earlier ones of the list: no circle. */
const without = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 12 });

const needing = (pairs: readonly (readonly [number, number])[]) => (_: string, concept: string) =>
  pairs.filter(([, after]) => names[after] === concept).map(([before]) => names[before] ?? '');

describe('the order of reviews', () => {
  it('has everything once, and what others rest on before them', () => {
    fc.assert(
      fc.property(due, without, (items, pairs) => {
        const forward = pairs.filter(([before, after]) => before < after);
        const ordered = inReviewOrder<DueConcept>(items, needing(forward));
        expect([...ordered].sort(byName)).toEqual([...items].sort(byName));
        const place = new Map(ordered.map(({ concept }, at) => [concept, at]));
        for (const [before, after] of forward) {
          const [first, second] = [place.get(names[before] ?? ''), place.get(names[after] ?? '')];
          if (first !== undefined && second !== undefined) expect(first).toBeLessThan(second);
        }
      }),
    );
  });

  it('puts what is recalled least first where nothing rests on anything', () => {
    fc.assert(
      fc.property(due, (items) => {
        const chances = inReviewOrder<DueConcept>(items, () => []).map(
          ({ retrievability }) => retrievability ?? 1,
        );
        expect(chances).toEqual([...chances].sort((a, b) => a - b));
      }),
    );
  });

  it('takes circles where recall is least, and loses nothing', () => {
    fc.assert(
      fc.property(due, without, (items, pairs) => {
        const ordered = inReviewOrder<DueConcept>(items, needing(pairs));
        expect([...ordered].sort(byName)).toEqual([...items].sort(byName));
      }),
    );
  });
});

function byName(a: DueConcept, b: DueConcept): number {
  return a.concept < b.concept ? -1 : 1;
}
