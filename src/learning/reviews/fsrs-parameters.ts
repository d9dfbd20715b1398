import { default_w } from 'ts-fsrs';
import { invariant } from '../../std/assert.ts';

/** The 21 weights of FSRS-6, w0 to w20. */
export type FsrsWeights = readonly number[];

/** Parameters as they are used and stored. */
export interface FsrsParameters {
  /** 0 for the published ones; counts the fits of a learner from 1. */
  readonly version: number;
  readonly weights: FsrsWeights;
}

/** The published parameters, fitted by open-spaced-repetition to some ten thousand learners. */
export const PUBLISHED: FsrsParameters = { version: 0, weights: [...default_w] };

export const WEIGHTS = 21;

const STABILITY_MIN = 0.001;
const INITIAL_STABILITY_MAX = 100;

/** Where each weight may lie (py-fsrs 6, scheduler.py). */
export const WEIGHT_BOUNDS: readonly (readonly [low: number, high: number])[] = [
  ...Array.from({ length: 4 }, () => [STABILITY_MIN, INITIAL_STABILITY_MAX] as const),
  [1, 10],
  [0.001, 4],
  [0.001, 4],
  [0.001, 0.75],
  [0, 4.5],
  [0, 0.8],
  [0.001, 3.5],
  [0.001, 5],
  [0.001, 0.25],
  [0.001, 0.9],
  [0, 4],
  [0, 1],
  [1, 6],
  [0, 2],
  [0, 2],
  [0, 0.8],
  [0.1, 0.8],
];

/** How much each weight differs between learners: standard deviations (fsrs-optimizer 6). */
export const WEIGHT_DEVIATIONS: readonly number[] = [
  6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31,
  0.32, 0.14, 0.27,
];

/** Weights drawn into their bounds. */
export function bounded(weights: FsrsWeights): number[] {
  invariant(weights.length === WEIGHTS, 'FSRS-6 has 21 weights');
  return weights.map((weight, at) => {
    const [low, high] = WEIGHT_BOUNDS[at] ?? [weight, weight];
    return Math.min(high, Math.max(low, weight));
  });
}
