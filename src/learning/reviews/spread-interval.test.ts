import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadInterval, spreadRange } from './spread-interval.ts';

const DAYS_MAX = 36_500;

describe('a spread interval', () => {
  it('stays in its range, and is the same for the same text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: DAYS_MAX }), fc.string(), (days, by) => {
        const [low, high] = spreadRange(days, DAYS_MAX);
        const spread = spreadInterval(days, by, DAYS_MAX);
        expect(spread).toBe(spreadInterval(days, by, DAYS_MAX));
        expect(spread).toBeGreaterThanOrEqual(low);
        expect(spread).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(days, 2));
        expect(high).toBeLessThanOrEqual(DAYS_MAX);
        if (days < 3) expect(spread).toBe(days);
      }),
    );
  });

  // Oracle: py-fsrs 6, scheduler.py, _get_fuzz_range.
  it.each([
    [3, 2, 4],
    [7, 5, 9],
    [20, 17, 23],
    [100, 93, 107],
  ])('of %i days lies between %i and %i', (days, low, high) => {
    expect(spreadRange(days, DAYS_MAX)).toEqual([low, high]);
  });

  it('parts a thousand concepts learned on one day evenly over the days of the range', () => {
    const counts = new Map<number, number>();
    for (let at = 0; at < 1000; at++) {
      const days = spreadInterval(30, `learner concept-${at} 1777600000000`, DAYS_MAX);
      counts.set(days, (counts.get(days) ?? 0) + 1);
    }
    const [low, high] = spreadRange(30, DAYS_MAX);
    const even = 1000 / (high - low + 1);
    expect(counts.size).toBe(high - low + 1);
    for (const count of counts.values()) expect(Math.abs(count - even)).toBeLessThan(0.35 * even);
  });
});
