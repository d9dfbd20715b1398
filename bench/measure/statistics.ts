/** A value below which that share of the values lies, by linear interpolation (Hyndman and Fan's type 7). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A mean of ratios, and between which bounds it lies in 95 of 100 such runs. */
export interface MeanRatio {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Standard errors on either side of a normal distribution's mean that hold 95 in 100. */
const ERRORS_95 = 1.96;

/**
 * The geometric mean, in which twice as much and half as much cancel; the interval is of the mean of the logarithms.
 * Queries differ in earnest too, so the interval is rather too wide. Of a single ratio there is no telling.
 */
export function meanRatio(ratios: readonly number[]): MeanRatio {
  const logs = ratios.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1);
  const error = logs.length > 1 ? ERRORS_95 * Math.sqrt(variance / logs.length) : Number.POSITIVE_INFINITY;
  return { mean: Math.exp(mean), low: Math.exp(mean - error), high: Math.exp(mean + error) };
}

/** The latencies a table shows. */
export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly calls: number;
}

export function latencyOf(latenciesMs: readonly number[]): Latency {
  return {
    p50Ms: median(latenciesMs),
    p95Ms: quantile(latenciesMs, 0.95),
    p99Ms: quantile(latenciesMs, 0.99),
    calls: latenciesMs.length,
  };
}
