import { bounded, type FsrsWeights, PUBLISHED, WEIGHT_DEVIATIONS, WEIGHTS } from './fsrs-parameters.ts';
import { lossOf, type Prediction, predictions, type ReviewSequence } from './review-sequences.ts';

/** Reviews that tell something below which a learner keeps the published parameters (as FSRS recommends). */
export const FIT_REVIEWS_MIN = 400;

/** What a fit came to. */
export interface Fit {
  readonly weights: FsrsWeights;
  /** Reviews that were predicted. */
  readonly reviews: number;
  /** Mean loss of those with the published and with the fitted weights, nats. */
  readonly publishedLogLoss: number;
  readonly logLoss: number;
}

/** A span of time; the beginning belongs to it, the end does not. */
export interface Span {
  readonly from?: Date;
  readonly until?: Date;
}

const STEPS_MAX = 20;
/** Step of the differences, in deviations. */
const STEP = 1e-4;
/** A step that gains less than this, in nats over all reviews, is the last. */
const GAIN_MIN = 1e-3;
const DAMPING_MAX = 1e6;
/** What the earliest review counts, of 1 for the latest; between them it grows with the third power of the rank. */
const IMPORTANCE_MIN = 0.25;

/**
 * Fits the 21 weights to a learner's reviews: the most probable weights given the reviews and that learners differ from
 * the published weights by the published deviations (a normal prior, as in fsrs-optimizer). Later reviews count more,
 * by 1/4 + 3/4·rank³ (same): a learner changes. Found by Fisher scoring with Levenberg's damping and weights kept in their
 * bounds; slopes of the expectations are forward differences. The same reviews give the same weights. Time is linear
 * in steps · 22 · reviews: about two seconds for ten thousand.
 *
 * @param sequences in any order; only reviews before `until` count.
 */
export function fitParameters(
  sequences: readonly ReviewSequence[],
  { until, signal }: { readonly until?: Date; readonly signal?: AbortSignal } = {},
): Fit {
  const telling = sequences
    .map((sequence) => (until ? sequence.filter(({ at }) => at < until) : sequence))
    .filter((sequence) => sequence.length > 1);
  const published = evaluateWeights(PUBLISHED.weights, telling);
  if (published.reviews === 0) {
    return { weights: PUBLISHED.weights, reviews: 0, publishedLogLoss: 0, logLoss: 0 };
  }
  const importance = importanceOf(telling);
  let weights: FsrsWeights = PUBLISHED.weights;
  let held = objectiveOf(weights, telling, importance);
  let damping = 1;
  for (let step = 0; step < STEPS_MAX; step++) {
    signal?.throwIfAborted();
    const { gradient, information } = scoring(weights, telling, importance);
    let gain = 0;
    while (damping < DAMPING_MAX) {
      const change = solve(information, gradient, damping);
      const next = bounded(weights.map((weight, at) => weight - (change[at] ?? 0) * deviation(at)));
      const objective = objectiveOf(next, telling, importance);
      if (objective < held) {
        gain = held - objective;
        [weights, held] = [next, objective];
        damping /= 5;
        break;
      }
      damping *= 4;
    }
    if (gain < GAIN_MIN) break;
  }
  const rounded = weights.map((weight) => Math.round(weight * 1e6) / 1e6);
  return {
    weights: rounded,
    reviews: published.reviews,
    publishedLogLoss: published.logLoss,
    logLoss: evaluateWeights(rounded, telling).logLoss,
  };
}

/** Mean loss of the predictions within a span of time, and how many there were. */
export function evaluateWeights(
  weights: FsrsWeights,
  sequences: readonly ReviewSequence[],
  { from, until }: Span = {},
): { readonly reviews: number; readonly logLoss: number } {
  let [loss, reviews] = [0, 0];
  for (const sequence of sequences) {
    for (const prediction of predictions(weights, sequence)) {
      if ((from && prediction.at < from) || (until && prediction.at >= until)) continue;
      loss += lossOf(prediction);
      reviews++;
    }
  }
  return { reviews, logLoss: reviews === 0 ? 0 : loss / reviews };
}

type Importance = (prediction: Prediction) => number;

/** Weight of each review by its rank in time; those of one moment have one weight. Their mean is 1. */
function importanceOf(sequences: readonly ReviewSequence[]): Importance {
  const times = sequences
    .flatMap((sequence) => predictions(PUBLISHED.weights, sequence).map(({ at }) => at.getTime()))
    .sort((a, b) => a - b);
  const ranks = new Map(
    times.map((time, rank) => [
      time,
      IMPORTANCE_MIN + (1 - IMPORTANCE_MIN) * ((rank + 1) / times.length) ** 3,
    ]),
  );
  const mean = times.reduce((sum, time) => sum + (ranks.get(time) ?? 0), 0) / times.length;
  return ({ at }) => (ranks.get(at.getTime()) ?? 0) / mean;
}

/** Weighted loss, and the prior: half the squared distance from the published weights, in deviations. */
function objectiveOf(
  weights: FsrsWeights,
  sequences: readonly ReviewSequence[],
  importance: Importance,
): number {
  let sum = 0;
  for (const sequence of sequences) {
    for (const prediction of predictions(weights, sequence))
      sum += importance(prediction) * lossOf(prediction);
  }
  return sum + weights.reduce((prior, _, at) => prior + fromPublished(weights, at) ** 2, 0) / 2;
}

/** Gradient of the objective and its expected curvature, per deviation of each weight. */
function scoring(weights: FsrsWeights, sequences: readonly ReviewSequence[], importance: Importance) {
  const gradient = weights.map((_, at) => fromPublished(weights, at));
  const information = weights.map((_, row): number[] =>
    weights.map((__, column) => (row === column ? 1 : 0)),
  );
  const moved = weights.map((_, moving) =>
    weights.map((weight, at) => (at === moving ? weight + STEP * deviation(at) : weight)),
  );
  for (const sequence of sequences) {
    const here = predictions(weights, sequence);
    if (here.length === 0) continue;
    const there = moved.map((one) => predictions(one, sequence));
    for (const [index, prediction] of here.entries()) {
      const { recalled, expected } = prediction;
      const weight = importance(prediction) / (expected * (1 - expected));
      const slopes = there.map((ones) => ((ones[index]?.expected ?? expected) - expected) / STEP);
      const miss = expected - (recalled ? 1 : 0);
      for (let row = 0; row < WEIGHTS; row++) {
        const slope = slopes[row] ?? 0;
        if (slope === 0) continue;
        gradient[row] = (gradient[row] ?? 0) + weight * miss * slope;
        const cells = information[row] ?? [];
        for (let column = 0; column < WEIGHTS; column++) {
          cells[column] = (cells[column] ?? 0) + weight * slope * (slopes[column] ?? 0);
        }
      }
    }
  }
  return { gradient, information };
}

/** Solves (A + damping · diag A) x = b by Cholesky's decomposition; A is positive definite by the prior. */
function solve(matrix: readonly (readonly number[])[], b: readonly number[], damping: number): number[] {
  const size = b.length;
  const lower = Array.from({ length: size }, () => new Float64Array(size));
  const cell = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = (matrix[row]?.[column] ?? 0) * (row === column ? 1 + damping : 1);
      for (let k = 0; k < column; k++) sum -= cell(row, k) * cell(column, k);
      const target = lower[row];
      if (target) target[column] = row === column ? Math.sqrt(sum) : sum / cell(column, column);
    }
  }
  const x = [...b];
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] = (x[row] ?? 0) - cell(row, k) * (x[k] ?? 0);
    x[row] = (x[row] ?? 0) / cell(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row] = (x[row] ?? 0) - cell(k, row) * (x[k] ?? 0);
    x[row] = (x[row] ?? 0) / cell(row, row);
  }
  return x;
}

/** How far a weight is from the published one, in deviations. */
function fromPublished(weights: FsrsWeights, at: number): number {
  return ((weights[at] ?? 0) - (PUBLISHED.weights[at] ?? 0)) / deviation(at);
}

function deviation(at: number): number {
  return WEIGHT_DEVIATIONS[at] ?? 1;
}
