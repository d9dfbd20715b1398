import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../std/clock.ts';
import { SeededRandom } from '../../std/random.ts';
import { logistic } from '../logistic/regression.ts';
import { fitTracing } from '../tracing/batch-fit.ts';
import { predictByTracing } from '../tracing/predict-log.ts';
import { fitBkt } from './bkt.ts';
import { evaluate } from './evaluate.ts';
import { PracticeLog } from './practice-log.ts';

const HOUR_MS = 3_600_000;

/** Learners who differ, items that differ, and skills that are learned by practice: the truth is known. */
function invented(seed: number, learners = 240) {
  const random = new SeededRandom(seed);
  const log = new PracticeLog();
  const difficulty = Array.from({ length: 60 }, () => random.normal(0, 0.8));
  const truth: number[] = [];
  for (let learner = 0; learner < learners; learner++) {
    const ability = random.normal(0, 1);
    const known = Array.from({ length: 6 }, () => ability + random.normal(0, 0.7));
    const isTest = learner >= learners * 0.75;
    for (let step = 0; step < 60; step++) {
      const item = random.integer(0, 59);
      const skill = item % 6;
      const p = logistic((known[skill] ?? 0) - (difficulty[item] ?? 0));
      const score = random.chance(p) ? 1 : 0;
      known[skill] = (known[skill] ?? 0) + 0.12;
      if (isTest) truth.push(p);
      log.add(
        {
          learner: `${learner}`,
          item: `${item}`,
          skills: [`${skill}`],
          at: new Date(1e12 + step * HOUR_MS),
          score,
        },
        isTest,
      );
    }
  }
  return { log, truth };
}

describe('an evaluation', () => {
  it('finds ours above the others, and calibrated, on invented learners', async () => {
    const { log } = invented(3);
    const { models, testAttempts } = await evaluate(
      log,
      new ManualClock('2026-01-01T00:00:00Z'),
      async () => undefined,
    );
    const of = (name: string) => models.find(({ model }) => model === name)?.auc ?? 0;
    expect(testAttempts).toBe(60 * 60);
    expect(of('constant')).toBe(0.5);
    expect(of('tracing')).toBeGreaterThan(of('bkt'));
    expect(of('tracing')).toBeGreaterThan(of('pfa'));
    expect(of('tracing')).toBeGreaterThan(of('best_lr') - 0.005);
    expect(models[0]?.ece).toBeLessThan(0.03);
  });

  it('comes near the true probability of a right answer', () => {
    const { log, truth } = invented(4);
    const predictions = predictByTracing(log, fitTracing(log));
    const errors = truth.map((p, at) => Math.abs(p - (predictions[at] ?? 0)));
    // Knowing nothing of a learner costs 0.22 here.
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.12);
  });

  it('predicts an attempt without having seen it', () => {
    const { log } = invented(5, 40);
    const last = { learner: '39', item: '0', skills: ['0'], at: new Date(2e12) };
    const other = invented(5, 40).log;
    log.add({ ...last, score: 1 }, true);
    other.add({ ...last, score: 0 }, true);
    const fitted = [log, other].map((one) => predictByTracing(one, fitTracing(one)));
    expect(fitted[0]).toEqual(fitted[1]);
  });

  it('takes tables of a few attempts, with items and skills the training does not have', async () => {
    const log = new PracticeLog();
    const at = new Date(0);
    log.add({ learner: 'a', item: 'x', skills: ['s'], at, score: 1 }, false);
    log.add({ learner: 'b', item: 'y', skills: ['s', 't'], at, score: 0 }, true);
    log.add({ learner: 'b', item: 'z', skills: ['u'], at, score: 1 }, true);
    const { models } = await evaluate(log, new ManualClock('2026-01-01T00:00:00Z'), async () => undefined);
    for (const { logLoss } of models) expect(Number.isFinite(logLoss)).toBe(true);
  });
});

describe('Bayesian knowledge tracing', () => {
  it('finds the parameters that made the answers', () => {
    const truth = { known: 0.3, learn: 0.15, guess: 0.2, slip: 0.1 };
    const random = new SeededRandom(11);
    const sequences = Array.from({ length: 3_000 }, () => {
      let known = random.chance(truth.known);
      return Array.from({ length: 12 }, () => {
        const right = random.chance(known ? 1 - truth.slip : truth.guess) ? 1 : 0;
        known ||= random.chance(truth.learn);
        return right;
      });
    });
    const found = fitBkt(sequences);
    for (const [name, value] of Object.entries(truth)) {
      expect(Math.abs(found[name as keyof typeof truth] - value), name).toBeLessThan(0.03);
    }
  });
});
