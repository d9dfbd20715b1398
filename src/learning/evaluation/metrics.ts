/** One bin of a calibration: predictions in [low, high), the last one in [low, 1]. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean of the predictions; null in an empty bin. */
  readonly predicted: number | null;
  /** Share of right answers; null in an empty bin. */
  readonly observed: number | null;
}

/** How good predictions of right and wrong are. */
export interface Quality {
  readonly attempts: number;
  /** Area under the ROC curve; null where all answers are right, or all wrong. */
  readonly auc: number | null;
  /** Mean negative log likelihood, in nats. */
  readonly logLoss: number;
  readonly rmse: number;
  /** Expected calibration error: mean distance of predicted and observed over the bins, weighted by their counts. */
  readonly ece: number;
  readonly calibration: readonly CalibrationBin[];
}

/** Bins of equal width (Guo et al., On calibration of modern neural networks, 2017). */
export const CALIBRATION_BINS = 10;

/** No prediction is surer than this: one miss must not outweigh everything else. */
const PROBABILITY_MIN = 1e-6;

/**
 * Judges predictions, each the probability in [0, 1] of a right answer, by what happened: 1 right, 0 wrong.
 *
 * Complexity O(n log n) for the AUC.
 */
export function qualityOf(predictions: Float64Array, outcomes: Uint8Array): Quality {
  const attempts = predictions.length;
  const sums = Array.from({ length: CALIBRATION_BINS }, () => ({ count: 0, predicted: 0, right: 0 }));
  let loss = 0;
  let squares = 0;
  for (let at = 0; at < attempts; at++) {
    const p = predictions[at] as number;
    const y = outcomes[at] as number;
    loss -= Math.log(Math.max(PROBABILITY_MIN, y === 1 ? p : 1 - p));
    squares += (p - y) ** 2;
    const bin = sums[Math.min(CALIBRATION_BINS - 1, Math.floor(p * CALIBRATION_BINS))];
    if (bin) {
      bin.count++;
      bin.predicted += p;
      bin.right += y;
    }
  }
  const n = Math.max(1, attempts);
  return {
    attempts,
    auc: areaUnderCurve(predictions, outcomes),
    logLoss: loss / n,
    rmse: Math.sqrt(squares / n),
    ece: sums.reduce((sum, { predicted, right }) => sum + Math.abs(predicted - right), 0) / n,
    calibration: sums.map(({ count, predicted, right }, at) => ({
      low: at / CALIBRATION_BINS,
      high: (at + 1) / CALIBRATION_BINS,
      count,
      predicted: count === 0 ? null : predicted / count,
      observed: count === 0 ? null : right / count,
    })),
  };
}

/**
 * The probability that a right answer was predicted higher than a wrong one, ties counting half: the rank sum of Mann
 * and Whitney (1947). Null where there is no such pair.
 */
export function areaUnderCurve(predictions: Float64Array, outcomes: Uint8Array): number | null {
  const order = Uint32Array.from(predictions.keys()).sort(
    (a, b) => (predictions[a] as number) - (predictions[b] as number),
  );
  let right = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    const value = predictions[order[from] as number];
    let to = from;
    let rightHere = 0;
    for (; to < order.length && predictions[order[to] as number] === value; to++) {
      rightHere += outcomes[order[to] as number] as number;
    }
    // Tied predictions share their mean rank; ranks count from 1.
    rankSum += rightHere * ((from + 1 + to) / 2);
    right += rightHere;
    from = to;
  }
  const wrong = order.length - right;
  if (right === 0 || wrong === 0) return null;
  return (rankSum - (right * (right + 1)) / 2) / (right * wrong);
}
