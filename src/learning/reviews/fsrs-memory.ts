import type { FsrsWeights } from './fsrs-parameters.ts';

/** FSRS grades: again, hard, good, easy. */
export type Grade = 1 | 2 | 3 | 4;

/** What FSRS says of a memory. */
export interface Memory {
  /** Days until recall falls to 90 in 100. */
  readonly stability: number;
  /** [1, 10] */
  readonly difficulty: number;
}

const STABILITY_MIN = 0.001;
const STABILITY_MAX = 36_500;

/**
 * The memory after a review, as FSRS-6 has it (open-spaced-repetition, "The algorithm"). Written out without the
 * rounding of ts-fsrs, whose steps would drown the differences that fitting rests on; the schedule itself comes from
 * ts-fsrs, and the tests hold both to py-fsrs.
 *
 * @param elapsedDays whole periods of 24 hours since the review before; of no account for the first.
 */
export function reviewed(w: FsrsWeights, memory: Memory | null, elapsedDays: number, grade: Grade): Memory {
  if (memory === null) {
    return {
      stability: clamp(at(w, grade - 1), STABILITY_MIN, STABILITY_MAX),
      difficulty: clamp(initialDifficulty(w, grade), 1, 10),
    };
  }
  const { stability: s, difficulty: d } = memory;
  const stability =
    elapsedDays < 1
      ? sameDay(w, s, grade)
      : grade === 1
        ? forgotten(w, memory, elapsedDays)
        : recalled(w, memory, elapsedDays, grade);
  const damped = d + (-at(w, 6) * (grade - 3) * (10 - d)) / 9;
  const difficulty = at(w, 7) * initialDifficulty(w, 4) + (1 - at(w, 7)) * damped;
  return {
    stability: clamp(stability, STABILITY_MIN, STABILITY_MAX),
    difficulty: clamp(difficulty, 1, 10),
  };
}

/** Probability of recall after some days, [0, 1]. */
export function recallAfter(w: FsrsWeights, stability: number, elapsedDays: number): number {
  const decay = -at(w, 20);
  const factor = 0.9 ** (1 / decay) - 1;
  return (1 + (factor * elapsedDays) / stability) ** decay;
}

function sameDay(w: FsrsWeights, s: number, grade: Grade): number {
  const growth = Math.exp(at(w, 17) * (grade - 3 + at(w, 18))) * s ** -at(w, 19);
  return s * (grade === 1 ? growth : Math.max(growth, 1));
}

function recalled(
  w: FsrsWeights,
  { stability: s, difficulty: d }: Memory,
  days: number,
  grade: Grade,
): number {
  const recall = recallAfter(w, s, days);
  const hard = grade === 2 ? at(w, 15) : 1;
  const easy = grade === 4 ? at(w, 16) : 1;
  const growth =
    Math.exp(at(w, 8)) * (11 - d) * s ** -at(w, 9) * (Math.exp(at(w, 10) * (1 - recall)) - 1) * hard * easy;
  return s * (1 + growth);
}

function forgotten(w: FsrsWeights, { stability: s, difficulty: d }: Memory, days: number): number {
  const recall = recallAfter(w, s, days);
  const long = at(w, 11) * d ** -at(w, 12) * ((s + 1) ** at(w, 13) - 1) * Math.exp(at(w, 14) * (1 - recall));
  return Math.min(long, s / Math.exp(at(w, 17) * at(w, 18)));
}

function initialDifficulty(w: FsrsWeights, grade: Grade): number {
  return at(w, 4) - Math.exp(at(w, 5) * (grade - 1)) + 1;
}

function at(w: FsrsWeights, index: number): number {
  return w[index] ?? 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
