import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../std/random.ts';
import { logistic, regress } from './regression.ts';
import { ObservedRows } from './rows.ts';

function rowsOf(observations: readonly (readonly [outcome: number, ...features: number[]])[]): ObservedRows {
  const rows = new ObservedRows();
  for (const [outcome, ...features] of observations) {
    for (const [column, value] of features.entries()) rows.feature(column, value);
    rows.end(outcome);
  }
  return rows;
}

const EIGHT = [
  [1, 1, 0, 0.5],
  [1, 0, 1, 1.5],
  [0, 1, 0, -1],
  [0, 0, 1, 0.2],
  [1, 1, 0, 2],
  [0, 0, 1, -0.7],
  [1, 1, 0, 0.1],
  [0, 0, 1, 0.9],
] as const;

describe('a logistic regression', () => {
  // Oracle: scikit-learn, LogisticRegression(C=1, fit_intercept=False, solver='newton-cg', tol=1e-12).
  it.each([undefined, 0])('has the weights scikit-learn finds, dependent from %s', (dependentFrom) => {
    const { weights } = regress({
      rows: rowsOf(EIGHT),
      penalties: new Float64Array(3).fill(1),
      tolerance: 1e-6,
      ...(dependentFrom !== undefined && { dependentFrom }),
    });
    const expected = [0.40097648, -0.7348094, 0.89737187];
    for (const [at, weight] of expected.entries()) expect(weights[at]).toBeCloseTo(weight, 5);
  });

  it('of a constant is the log-odds of the mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (right, wrong) => {
        const rows = rowsOf([
          ...Array.from({ length: right }, () => [1, 1] as const),
          ...Array.from({ length: wrong }, () => [0, 1] as const),
        ]);
        const { weights } = regress({ rows, penalties: new Float64Array(1), tolerance: 1e-7 });
        expect(weights[0]).toBeCloseTo(Math.log(right / wrong), 4);
      }),
    );
  });

  it('holds weights of a forbidden sign at nothing, and fits the others without them', () => {
    const penalties = new Float64Array(3).fill(1);
    const { weights } = regress({
      rows: rowsOf(EIGHT),
      penalties,
      signs: Int8Array.from([0, 0, -1]),
      tolerance: 1e-6,
    });
    expect(weights[2]).toBe(0);
    const without = rowsOf(EIGHT.map(([outcome, a, b]) => [outcome, a, b]));
    const two = regress({ rows: without, penalties: penalties.subarray(0, 2), tolerance: 1e-6 });
    expect(weights[0]).toBeCloseTo(two.weights[0] ?? 0, 5);
    expect(weights[1]).toBeCloseTo(two.weights[1] ?? 0, 5);
  });

  it('finds the weights that made the outcomes', () => {
    const random = new SeededRandom(7);
    const truth = [0.8, -1.2, 0.4];
    const rows = rowsOf(
      Array.from({ length: 20_000 }, () => {
        const features = truth.map(() => random.normal());
        const logit = features.reduce((sum, x, at) => sum + x * (truth[at] ?? 0), 0);
        return [random.chance(logistic(logit)) ? 1 : 0, ...features] as const;
      }),
    );
    const { weights, information } = regress({ rows, penalties: new Float64Array(3).fill(0.01) });
    for (const [at, weight] of truth.entries()) {
      const deviation = 1 / Math.sqrt(information[at] ?? 1);
      expect(Math.abs((weights[at] ?? 0) - weight)).toBeLessThan(4 * deviation);
    }
  });
});
