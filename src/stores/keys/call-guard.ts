import { isError, MasterXError } from '../../errors/error.ts';
import type { Clock } from '../../std/clock.ts';

/** How long a KMS is waited for, and how much is asked of it at once. */
export interface GuardLimits {
  /** From the call to its answer, retries and waiting for a turn included. */
  readonly callMsMax: number;
  /** Calls under way at once. */
  readonly atOnceMax: number;
  /** Calls that may wait for their turn. */
  readonly waitingMax: number;
  /** Calls in a row without an answer before the KMS is left alone. */
  readonly failuresMax: number;
  /** How long it is left alone; then one call tries, and the others go on failing at once until it is answered. */
  readonly restMs: number;
}

const AWAY_HINT =
  'What is in memory can still be read for up to a minute. Look at the KMS with `masterx doctor`.';

/**
 * Calls of a KMS that may be slow, throttled or away: each is answered or refused within a bound, few are under way,
 * and a KMS that does not answer is left alone for a while, so that callers fail at once rather than pile up.
 */
export class CallGuard {
  readonly #limits: GuardLimits;
  readonly #clock: Clock;
  readonly #turns: (() => void)[] = [];
  #underWay = 0;
  #failures = 0;
  #restUntilMs = Number.NEGATIVE_INFINITY;
  #isTrying = false;

  constructor(limits: GuardLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * Makes a call. Its signal is aborted when its time is over.
   *
   * @throws MasterXError `keys_unavailable` when it takes too long, when too many wait, or while the KMS is left alone.
   */
  async run<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const isTrial = this.#failures >= this.#limits.failuresMax;
    if (isTrial && (this.#isTrying || this.#clock.monotonicMs() < this.#restUntilMs)) {
      throw refused('The KMS did not answer just now and is left alone for a moment.');
    }
    this.#isTrying = isTrial;
    try {
      const answer = await this.probe(call);
      this.#failures = 0;
      return answer;
    } catch (thrown) {
      if (isError(thrown, 'keys_unavailable')) {
        this.#failures += 1;
        this.#restUntilMs = this.#clock.monotonicMs() + this.#limits.restMs;
      } else this.#failures = 0;
      throw thrown;
    } finally {
      if (isTrial) this.#isTrying = false;
    }
  }

  /** As `run`, also while the KMS is left alone: for whoever wants to know how it is. */
  probe<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { callMsMax } = this.#limits;
    const over = new AbortController();
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(refused(`The KMS did not answer within ${callMsMax} ms.`));
        over.abort();
      }, callMsMax);
      this.#inTurn(call, over.signal)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  async #inTurn<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#underWay < this.#limits.atOnceMax) this.#underWay += 1;
    else if (this.#turns.length >= this.#limits.waitingMax) throw refused('Too many calls wait for the KMS.');
    // Whoever is done hands over the place, so the count stays.
    else await new Promise<void>((resolve) => this.#turns.push(resolve));
    try {
      signal.throwIfAborted();
      return await call(signal);
    } finally {
      const next = this.#turns.shift();
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}

function refused(detail: string): MasterXError {
  return new MasterXError('keys_unavailable', { detail, hint: AWAY_HINT, retryAfterSeconds: 1 });
}
