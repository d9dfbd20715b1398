import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, qualityOf } from './metrics.ts';

/** Every pair of a right and a wrong answer, counted one by one. */
function naiveArea(predictions: Float64Array, outcomes: Uint8Array): number | null {
  let [above, pairs] = [0, 0];
  for (const [one, y] of outcomes.entries()) {
    for (const [other, z] of outcomes.entries()) {
      if (y !== 1 || z !== 0) continue;
      pairs++;
      const [p, q] = [predictions[one] ?? 0, predictions[other] ?? 0];
      above += p > q ? 1 : p === q ? 0.5 : 0;
    }
  }
  return pairs === 0 ? null : above / pairs;
}

const predicted = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 1,
  maxLength: 60,
});

describe('quality of predictions', () => {
  it('has the area that counting every pair gives, ties included', () => {
    fc.assert(
      fc.property(predicted, (pairs) => {
        const predictions = Float64Array.from(pairs, ([p]) => p / 20);
        const outcomes = Uint8Array.from(pairs, ([, y]) => y);
        const area = areaUnderCurve(predictions, outcomes);
        const naive = naiveArea(predictions, outcomes);
        if (naive === null) expect(area).toBeNull();
        else expect(area).toBeCloseTo(naive, 10);
      }),
    );
  });

  it('is what the definitions say', () => {
    const quality = qualityOf(Float64Array.from([0.9, 0.8, 0.3, 0.35]), Uint8Array.from([1, 0, 0, 1]));
    expect(quality.auc).toBe(0.75);
    expect(quality.logLoss).toBeCloseTo(
      -(Math.log(0.9) + Math.log(0.2) + Math.log(0.7) + Math.log(0.35)) / 4,
      12,
    );
    expect(quality.rmse).toBeCloseTo(Math.sqrt((0.01 + 0.64 + 0.09 + 0.4225) / 4), 12);
    // Bins: 0.3 and 0.35 with one of two right, 0.8 wrong, 0.9 right.
    expect(quality.ece).toBeCloseTo((2 * Math.abs(0.325 - 0.5) + 0.8 + 0.1) / 4, 12);
    expect(quality.calibration[3]).toEqual({
      low: 0.3,
      high: 0.4,
      count: 2,
      predicted: expect.closeTo(0.325, 12),
      observed: 0.5,
    });
  });

  it('counts every attempt in one bin, certain ones too', () => {
    const quality = qualityOf(Float64Array.from([0, 1, 1]), Uint8Array.from([1, 1, 0]));
    expect(quality.calibration.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(Number.isFinite(quality.logLoss)).toBe(true);
  });
});
