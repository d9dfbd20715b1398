import { type Curvature, inverseOf } from './curvature.ts';
import { descend, TOLERANCE } from './descent.ts';
import type { ObservedRows } from './rows.ts';

/** What a regression is asked for. */
export interface RegressionRequest {
  readonly rows: ObservedRows;
  /** One penalty for each column: the inverse variance of a normal prior around 0, ≥ 0. */
  readonly penalties: Float64Array;
  /** Sign each weight may have: 1, -1, or 0 for either. All of either sign unless given. */
  readonly signs?: Int8Array;
  /** Columns from here on depend on each other much; there should be few of them. None unless given. */
  readonly dependentFrom?: number;
  /** Rows that count; all of them unless given. */
  readonly counts?: (row: number) => boolean;
  /** Where to begin; at 0 unless given. */
  readonly start?: Float64Array;
  readonly iterationsMax?: number;
  /** See `TOLERANCE`. */
  readonly tolerance?: number;
}

/** A fitted regression. */
export interface Regression {
  readonly weights: Float64Array;
  /** Sum of the observations' information p(1 - p)x² and of the penalty, for each weight: its inverse variance. */
  readonly information: Float64Array;
  readonly iterations: number;
}

const ITERATIONS_MAX = 300;

/** The logistic function, 1 / (1 + e^-x). */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Logistic regression with a normal prior on each weight: the maximum of the posterior, by L-BFGS (Liu and Nocedal,
 * 1989). Outcomes may be any share of 1. Weights that would have a forbidden sign are held at 0 and the rest is fitted
 * again, until none has; each round costs a fit that begins near its end.
 *
 * Complexity O(iterations × features); deterministic.
 */
export function regress(request: RegressionRequest): Regression {
  const { penalties, signs } = request;
  const held = new Uint8Array(penalties.length);
  let weights = request.start ?? new Float64Array(penalties.length);
  let iterations = 0;
  for (;;) {
    const fitted = maximise(request, held, weights);
    weights = fitted.weights;
    iterations += fitted.iterations;
    let forbidden = 0;
    for (let column = 0; signs && column < weights.length; column++) {
      if ((weights[column] as number) * (signs[column] as number) >= 0) continue;
      held[column] = 1;
      weights[column] = 0;
      forbidden++;
    }
    if (forbidden === 0) return { weights, iterations, information: informationOf(request, weights) };
  }
}

function maximise(request: RegressionRequest, held: Uint8Array, start: Float64Array) {
  const {
    rows,
    penalties,
    counts = () => true,
    iterationsMax = ITERATIONS_MAX,
    tolerance = TOLERANCE,
  } = request;
  const { columns, values, ends, outcomes } = rows.view();
  const objective = (weights: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    for (let column = 0; column < weights.length; column++) {
      const weight = weights[column] as number;
      const penalty = penalties[column] as number;
      loss += 0.5 * penalty * weight * weight;
      gradient[column] = penalty * weight;
    }
    for (let row = 0, from = 0; row < outcomes.length; row++) {
      const to = ends[row] as number;
      if (counts(row)) {
        let logit = 0;
        for (let at = from; at < to; at++) {
          logit += (weights[columns[at] as number] as number) * (values[at] as number);
        }
        const outcome = outcomes[row] as number;
        // log(1 + e^x) - yx, written so that neither overflows.
        loss += Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))) - outcome * logit;
        const error = logistic(logit) - outcome;
        for (let at = from; at < to; at++) {
          const column = columns[at] as number;
          gradient[column] = (gradient[column] as number) + error * (values[at] as number);
        }
      }
      from = to;
    }
    for (let column = 0; column < gradient.length; column++) if (held[column] === 1) gradient[column] = 0;
    return loss;
  };
  return descend(objective, start, inverseOf(curvatureOf(request, held, start)), {
    iterationsMax,
    tolerance,
  });
}

function curvatureOf(request: RegressionRequest, held: Uint8Array, weights: Float64Array): Curvature {
  const diagonal = informationOf(request, weights);
  const from = request.dependentFrom ?? diagonal.length;
  const size = diagonal.length - from;
  const block = new Float64Array(size * size);
  const isDependent = (column: number) => column >= from && held[column] === 0;
  forEachRow(
    request,
    weights,
    (columns, values, begin, end, p) => {
      for (let one = begin; one < end; one++) {
        const column = columns[one] as number;
        if (!isDependent(column)) continue;
        const scaled = p * (1 - p) * (values[one] as number);
        for (let other = begin; other < end; other++) {
          const row = columns[other] as number;
          if (!isDependent(row) || row < column) continue;
          const at = (row - from) * size + column - from;
          block[at] = (block[at] as number) + scaled * (values[other] as number);
        }
      }
    },
    size > 0,
  );
  for (let row = 0; row < size; row++) {
    const at = row * size + row;
    block[at] = (block[at] as number) + Math.max(request.penalties[from + row] as number, 1e-6);
  }
  return { diagonal, from, size, block };
}

function informationOf(request: RegressionRequest, weights: Float64Array): Float64Array {
  const information = Float64Array.from(request.penalties);
  forEachRow(request, weights, (columns, values, begin, end, p) => {
    for (let at = begin; at < end; at++) {
      const column = columns[at] as number;
      information[column] = (information[column] as number) + p * (1 - p) * (values[at] as number) ** 2;
    }
  });
  return information;
}

/** Calls for every row that counts, with where its features stand and its probability. */
function forEachRow(
  { rows, counts = () => true }: RegressionRequest,
  weights: Float64Array,
  call: (columns: Int32Array, values: Float32Array, begin: number, end: number, p: number) => void,
  isWanted = true,
): void {
  const { columns, values, ends, outcomes } = rows.view();
  for (let row = 0, begin = 0; isWanted && row < outcomes.length; row++) {
    const end = ends[row] as number;
    if (counts(row)) {
      let logit = 0;
      for (let at = begin; at < end; at++) {
        logit += (weights[columns[at] as number] as number) * (values[at] as number);
      }
      call(columns, values, begin, end, logistic(logit));
    }
    begin = end;
  }
}
