import { describe, expect, it } from 'vitest';
import { days } from '../../std/durations.ts';
import { SeededRandom } from '../../std/random.ts';
import { evaluateWeights, fitParameters } from './fit-parameters.ts';
import { type Grade, type Memory, recallAfter, reviewed } from './fsrs-memory.ts';
import { bounded, type FsrsWeights, PUBLISHED, WEIGHT_DEVIATIONS } from './fsrs-parameters.ts';
import type { Review } from './review-sequences.ts';

/** A learner who forgets exactly as the weights say. */
function reviewsOf(weights: FsrsWeights, cards: number, random: SeededRandom): Review[][] {
  return Array.from({ length: cards }, (_, card) => {
    let atMs = days(1) * card;
    let memory: Memory | null = null;
    return Array.from({ length: 8 }, (): Review => {
      const waited: number =
        memory === null ? 0 : 1 + Math.floor(memory.stability * random.between(0.3, 1.8));
      atMs += days(waited);
      const chance: number = memory === null ? 0.6 : recallAfter(weights, memory.stability, waited);
      const grade: Grade = random.chance(chance) ? random.pick([2, 3, 3, 3, 4] as const) : 1;
      memory = reviewed(weights, memory, waited, grade);
      return { at: new Date(atMs), grade };
    });
  });
}

describe('fitting parameters', () => {
  it('finds what a learner who forgets otherwise forgets by, as far as later reviews can tell', () => {
    const random = new SeededRandom(7);
    const truth = bounded(
      PUBLISHED.weights.map(
        (weight, at) =>
          weight + (WEIGHT_DEVIATIONS[at] ?? 0) * (at % 3 === 0 ? 0.7 : at % 3 === 1 ? -0.5 : 0.4),
      ),
    );
    const sequences = reviewsOf(truth, 400, random);
    const unseen = reviewsOf(truth, 400, random);
    const fit = fitParameters(sequences);
    const [best, fitted, published] = [truth, fit.weights, PUBLISHED.weights].map(
      (weights) => evaluateWeights(weights, unseen).logLoss,
    ) as [number, number, number];
    expect(published - best).toBeGreaterThan(0.01);
    expect((published - fitted) / (published - best)).toBeGreaterThan(0.9);
    expect(fit.logLoss).toBeLessThan(fit.publishedLogLoss);
  });

  it('moves little on little evidence, and on none not at all', () => {
    expect(fitParameters([]).weights).toEqual(PUBLISHED.weights);
    const few = reviewsOf(PUBLISHED.weights, 3, new SeededRandom(3));
    const { weights } = fitParameters(few);
    const moved = weights.map(
      (weight, at) => (weight - (PUBLISHED.weights[at] ?? 0)) / (WEIGHT_DEVIATIONS[at] ?? 1),
    );
    // A learner drawn from the prior is about sqrt(21) deviations away.
    expect(Math.hypot(...moved)).toBeLessThan(Math.sqrt(21) / 1.5);
  });

  it('does not depend on the order of the sequences, and counts nothing from after its end', () => {
    const sequences = reviewsOf(PUBLISHED.weights, 60, new SeededRandom(5));
    const until = new Date(days(80));
    const fit = fitParameters(sequences, { until });
    const early = sequences.map((sequence) => sequence.filter(({ at }) => at < until));
    const again = fitParameters([...early].reverse());
    for (const [at, weight] of fit.weights.entries()) expect(again.weights[at]).toBeCloseTo(weight, 3);
    expect(fit.reviews).toBe(again.reviews);
  });
});
