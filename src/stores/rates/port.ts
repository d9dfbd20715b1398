/** How often something may happen: `max` at once, and as many again in each window, evenly. */
export interface RateLimit {
  readonly max: number;
  readonly windowMs: number;
}

/** How a key stands after it was counted. */
export interface RateState {
  readonly allowed: boolean;
  /** How often it may still happen at once. */
  readonly remaining: number;
  /** Milliseconds until all of `max` may happen at once again. */
  readonly resetMs: number;
  /** Milliseconds until it may happen again; 0 where it may now. */
  readonly retryMs: number;
}

/**
 * Counts how often something happens, and says when it is too often: the generic cell rate algorithm (ITU-T I.371),
 * which needs one number a key and has no edge of a window to wait for.
 *
 * `take` never rejects: counters that cannot be reached are those of the process.
 */
export interface RateCounters {
  /** Whether all nodes count together by now, or each process for itself. */
  readonly scope: 'cluster' | 'process';
  /** Counts one; where that would be too often it is not counted. */
  take(key: string, limit: RateLimit): Promise<RateState>;
}

/**
 * The state of a key whose theoretical arrival time lies `aheadMs` ahead of now, with the one just counted in it where
 * it was allowed.
 */
export function rateState(aheadMs: number, allowed: boolean, { max, windowMs }: RateLimit): RateState {
  const intervalMs = windowMs / max;
  return {
    allowed,
    remaining: Math.max(0, Math.floor((windowMs - aheadMs) / intervalMs + 1e-6)),
    resetMs: Math.max(0, aheadMs),
    retryMs: allowed ? 0 : Math.max(0, aheadMs + intervalMs - windowMs),
  };
}
