import { days } from '../../std/durations.ts';
import { type Grade, type Memory, recallAfter, reviewed } from './fsrs-memory.ts';
import type { FsrsWeights } from './fsrs-parameters.ts';

/** One review of one card or concept. */
export interface Review {
  readonly at: Date;
  readonly grade: Grade;
}

/** The reviews of one card or concept, in order of time. */
export type ReviewSequence = readonly Review[];

/** A review with what was expected of it; those of the same day are no test of memory and have none. */
export interface Prediction {
  readonly at: Date;
  readonly recalled: boolean;
  /** (0, 1) */
  readonly expected: number;
}

/** Losses are taken of chances no nearer to 0 and 1 than this. */
const CHANCE_MIN = 1e-7;

/**
 * What FSRS with these weights expects of each review before it is made: of every one that comes at least 24 hours
 * after the review before, as the open-spaced-repetition benchmark counts them.
 */
export function predictions(weights: FsrsWeights, sequence: ReviewSequence): Prediction[] {
  const found: Prediction[] = [];
  let memory: Memory | null = null;
  let lastMs = 0;
  for (const { at, grade } of sequence) {
    const elapsed: number = memory === null ? 0 : elapsedDays(lastMs, at.getTime());
    if (memory !== null && elapsed >= 1) {
      const chance = recallAfter(weights, memory.stability, elapsed);
      found.push({
        at,
        recalled: grade > 1,
        expected: Math.min(1 - CHANCE_MIN, Math.max(CHANCE_MIN, chance)),
      });
    }
    memory = reviewed(weights, memory, elapsed, grade);
    lastMs = Math.max(lastMs, at.getTime());
  }
  return found;
}

/** Loss of one prediction, nats. */
export function lossOf({ recalled, expected }: Prediction): number {
  return -Math.log(recalled ? expected : 1 - expected);
}

/** Whole periods of 24 hours between two moments, at least 0. */
export function elapsedDays(fromMs: number, toMs: number): number {
  return Math.max(0, Math.floor((toMs - fromMs) / days(1)));
}
