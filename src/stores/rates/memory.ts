import type { Clock } from '../../std/clock.ts';
import { type RateCounters, type RateLimit, type RateState, rateState } from './port.ts';

/** Keys held at once; those counted longest ago go first. */
const KEYS_MAX = 100_000;

/** Counters in the memory of one process. */
export class MemoryRateCounters implements RateCounters {
  readonly scope = 'process';
  readonly #clock: Clock;
  readonly #keysMax: number;
  /** Theoretical arrival time of each key, in the order in which they were counted last. */
  readonly #arrivals = new Map<string, number>();

  constructor(clock: Clock, keysMax = KEYS_MAX) {
    this.#clock = clock;
    this.#keysMax = keysMax;
  }

  async take(key: string, limit: RateLimit): Promise<RateState> {
    const nowMs = this.#clock.monotonicMs();
    const { max, windowMs } = limit;
    const arrivalMs = Math.max(nowMs, this.#arrivals.get(key) ?? 0);
    const nextMs = arrivalMs + windowMs / max;
    // The tolerance of a thousandth covers what sums of fractions lose.
    if (nextMs - nowMs > windowMs + 1e-3) return rateState(arrivalMs - nowMs, false, limit);
    this.#arrivals.delete(key);
    this.#arrivals.set(key, nextMs);
    this.#forget(nowMs);
    return rateState(nextMs - nowMs, true, limit);
  }

  /** Forgets keys that nothing is held against, and beyond the bound the oldest. */
  #forget(nowMs: number): void {
    for (const [key, arrivalMs] of this.#arrivals) {
      if (arrivalMs > nowMs && this.#arrivals.size <= this.#keysMax) break;
      this.#arrivals.delete(key);
    }
  }
}
