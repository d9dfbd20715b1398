import type { Clock } from '../../std/clock.ts';
import { fitTracing } from '../tracing/batch-fit.ts';
import { predictByTracing } from '../tracing/predict-log.ts';
import { predictByBkt } from './bkt.ts';
import { BEST_LR, ITEM_ONLY, PFA, predictByCounts } from './count-regressions.ts';
import { type Quality, qualityOf } from './metrics.ts';
import type { PracticeLog } from './practice-log.ts';

/** How one model did. */
export interface ModelQuality extends Quality {
  readonly model: 'tracing' | 'constant' | 'item' | 'pfa' | 'bkt' | 'best_lr';
  /** What it is, in words. */
  readonly name: string;
  /** Time to fit it and to predict the test. */
  readonly seconds: number;
}

/** How all of them did on the same attempts. */
export interface Evaluation {
  readonly trainAttempts: number;
  readonly testAttempts: number;
  readonly learners: number;
  readonly items: number;
  readonly skills: number;
  /** Events a second that the model replays, predicts and learns from, one after the other, on one core. */
  readonly attemptsPerSecond: number;
  /** Ours first. */
  readonly models: readonly ModelQuality[];
}

/**
 * Fits every model to the training part of a log, and has each predict every attempt of the test before it is seen.
 * Both parts must have attempts.
 *
 * @param pause is waited for between models, and may throw to end the work.
 */
export async function evaluate(
  log: PracticeLog,
  clock: Clock,
  pause: (next: string, share: number) => Promise<void>,
): Promise<Evaluation> {
  const outcomes = outcomesOf(log);
  const models: ModelQuality[] = [];
  const judge = async (
    model: ModelQuality['model'],
    name: string,
    share: number,
    predict: () => Float64Array,
  ): Promise<void> => {
    await pause(name, share);
    const from = clock.monotonicMs();
    const predictions = predict();
    const seconds = (clock.monotonicMs() - from) / 1000;
    models.push({ model, name, seconds, ...qualityOf(predictions, outcomes) });
  };
  let replayMs = 0;
  await judge('tracing', 'MasterX tracing', 0, () => {
    const fitted = fitTracing(log);
    const from = clock.monotonicMs();
    const predictions = predictByTracing(log, fitted);
    replayMs = clock.monotonicMs() - from;
    return predictions;
  });
  await judge('constant', 'Constant', 0.55, () => new Float64Array(outcomes.length).fill(shareRight(log)));
  await judge('item', 'Item-only logistic regression', 0.56, () => predictByCounts(log, ITEM_ONLY));
  await judge('pfa', 'PFA', 0.6, () => predictByCounts(log, PFA));
  await judge('bkt', 'BKT', 0.7, () => predictByBkt(log));
  await judge('best_lr', 'Best-LR', 0.75, () => predictByCounts(log, BEST_LR));
  return {
    trainAttempts: attemptsOf(log) - outcomes.length,
    testAttempts: outcomes.length,
    learners: log.learners.count,
    items: log.items.count,
    skills: log.skills.count,
    attemptsPerSecond: Math.round(log.length / Math.max(1e-3, replayMs / 1000)),
    models,
  };
}

function outcomesOf(log: PracticeLog): Uint8Array {
  const outcomes: number[] = [];
  for (let event = 0; event < log.length; event++) {
    if (log.isAttempt(event) && log.isTest(event)) outcomes.push(log.outcome(event));
  }
  return Uint8Array.from(outcomes);
}

function attemptsOf(log: PracticeLog): number {
  let count = 0;
  for (let event = 0; event < log.length; event++) if (log.isAttempt(event)) count++;
  return count;
}

function shareRight(log: PracticeLog): number {
  let [right, count] = [0, 0];
  for (let event = 0; event < log.length && !log.isTest(event); event++) {
    if (!log.isAttempt(event)) continue;
    right += log.outcome(event);
    count++;
  }
  return right / count;
}
