import { describe, expect, it } from 'vitest';
import { hours } from '../../std/durations.ts';
import { SeededRandom } from '../../std/random.ts';
import { qualityOf } from '../evaluation/metrics.ts';
import {
  DEFAULT_PARAMETERS,
  type MasteryParameters,
  masteryAt,
  NO_EVIDENCE,
  withAttempt,
} from '../mastery.ts';
import { FEATURES } from './features.ts';
import { type ConceptAttempt, MasteryRows } from './mastery-fit.ts';

const START = Date.UTC(2026, 0, 5, 9);

/** What somebody would do of whom these parameters are true. */
function practice(truth: MasteryParameters, random: SeededRandom, concept: string): ConceptAttempt[] {
  let evidence = NO_EVIDENCE;
  return Array.from({ length: 25 }, (_, number) => {
    const atMs = START + number * hours(5);
    const level =
      evidence.attempts === 0
        ? 1 / (1 + Math.exp(-truth.intercept))
        : masteryAt(evidence, new Date(atMs), truth).level;
    const score = random.chance(level) ? 1 : 0;
    evidence = withAttempt(evidence, { atMs, score, expected: 0.5 });
    return { concept, atMs, score, difficulty: undefined };
  });
}

function rowsOf(truth: MasteryParameters, seed: number, learners: number): MasteryRows {
  const random = new SeededRandom(seed);
  const rows = new MasteryRows();
  for (let learner = 0; learner < learners; learner++) {
    rows.add(['a', 'b'].flatMap((concept) => practice(truth, random, concept)));
  }
  return rows;
}

const TRUTH: MasteryParameters = {
  intercept: -0.8,
  weights: { ...DEFAULT_PARAMETERS.weights, lastRight: 1.6, recentWrong: -0.1, away: 0 },
};

describe('a fit of the mastery model', () => {
  it('predicts learners it has not seen as well as the truth does', () => {
    const unseen = rowsOf(TRUTH, 2, 200);
    const fitted = unseen.judge(rowsOf(TRUTH, 1, 400).fit());
    expect(fitted.logLoss).toBeLessThan(unseen.judge(TRUTH).logLoss + 0.002);
    expect(fitted.logLoss).toBeLessThan(unseen.judge(DEFAULT_PARAMETERS).logLoss - 0.02);
    expect(fitted.ece).toBeLessThan(0.02);
  });

  it('has no weight of a forbidden sign, even where learners do worse with every right answer', () => {
    const contrary = { intercept: 1, weights: { right: -0.6, lastRight: -1, away: 0.1 } };
    const { weights } = rowsOf(contrary, 3, 100).fit();
    for (const { name, sign } of FEATURES)
      expect((weights[name] ?? 0) * sign, name).toBeGreaterThanOrEqual(0);
  });

  it('judges each attempt as the stored model does, from what came before it', () => {
    const attempts = practice(TRUTH, new SeededRandom(4), 'a');
    const rows = new MasteryRows();
    expect(rows.add(attempts)).toBe(attempts.length);
    let evidence = NO_EVIDENCE;
    const predictions = attempts.map(({ atMs, score = 0 }) => {
      const { level } = masteryAt(evidence, new Date(atMs), TRUTH);
      const before = evidence.attempts === 0 ? 1 / (1 + Math.exp(-TRUTH.intercept)) : level;
      evidence = withAttempt(evidence, { atMs, score, expected: 0.5 });
      return before;
    });
    const stored = qualityOf(
      Float64Array.from(predictions),
      Uint8Array.from(attempts, ({ score = 0 }) => score),
    );
    const judged = rows.judge(TRUTH);
    expect(judged.logLoss).toBeCloseTo(stored.logLoss, 5);
    expect(judged.auc).toBeCloseTo(stored.auc ?? 0, 5);
  });

  it('counts what was only shown for the time it was met, not as an attempt', () => {
    const rows = new MasteryRows();
    expect(rows.add([{ concept: 'a', atMs: START, score: undefined, difficulty: undefined }])).toBe(0);
  });
});
