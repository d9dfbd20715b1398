import { invariant } from '../std/assert.ts';
import type { Clock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';

/** Plain keys of one kind held at once, unless asked otherwise. */
export const KEYS_CACHED_MAX = 10_000;

/** A key, or keys that come and go together. */
export interface Clearable {
  /** Clears the bytes. Calling it twice does no harm. */
  zeroise(): void;
}

/** How a key's time in memory is divided. */
function timesOf(memoryMs: number) {
  /** The second half of a key's time belongs to those who got it last: a call may work with its key for that long. */
  const handOutMs = memoryMs / 2;
  const sweepMs = memoryMs / 12;
  /** Time a key stays whole after it was handed out, also when it must make room for others. */
  return { memoryMs, handOutMs, sweepMs, leaseMs: memoryMs - handOutMs - sweepMs };
}

interface Held<K> {
  readonly key: K;
  readonly handOutUntilMs: number;
  zeroiseAtMs: number;
  handedOutAtMs: number;
}

/**
 * Plain keys in memory: never longer than `memoryMs` (at most `LIMITS.keyCacheMsMax`), bounded in number (the least recently used makes
 * room), cleared when they leave. Who asks for a key that is being fetched waits for that fetch.
 *
 * A key is handed out during the first half of its time only, so that no call sees its key cleared while it works.
 */
export class KeyCache<K extends Clearable> {
  readonly #clock: Clock;
  readonly #keysMax: number;
  readonly #times: ReturnType<typeof timesOf>;
  /** Least recently used first. */
  readonly #held = new Map<string, Held<K>>();
  /** No longer handed out, but possibly in use. */
  readonly #leaving = new Set<Held<K>>();
  readonly #fetching = new Map<string, Promise<K | undefined>>();
  #sweptAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, keysMax: number = KEYS_CACHED_MAX, memoryMs: number = LIMITS.keyCacheMsMax) {
    invariant(memoryMs <= LIMITS.keyCacheMsMax, 'a plain key stays in memory for a bounded time');
    this.#clock = clock;
    this.#keysMax = keysMax;
    this.#times = timesOf(memoryMs);
  }

  /** One key; `undefined` when `fetch` finds none. */
  async one(name: string, fetch: () => Promise<K | undefined>): Promise<K | undefined> {
    const found = await this.many([name], async () => {
      const key = await fetch();
      return new Map(key ? [[name, key]] : []);
    });
    return found.get(name);
  }

  /**
   * The keys of those names; one call of `fetch` brings all that are neither held nor being fetched. Names without a
   * key are absent from the answer. A failed fetch fails everyone who waited for it and is not remembered.
   */
  async many(
    names: Iterable<string>,
    fetch: (missing: readonly string[]) => Promise<ReadonlyMap<string, K>>,
  ): Promise<Map<string, K>> {
    this.#sweepIfDue();
    const found = new Map<string, K>();
    const awaited = new Map<string, Promise<K | undefined>>();
    const missing: string[] = [];
    for (const name of new Set(names)) {
      const key = this.#take(name);
      const fetching = this.#fetching.get(name);
      if (key) found.set(name, key);
      else if (fetching) awaited.set(name, fetching);
      else missing.push(name);
    }
    if (missing.length > 0) {
      const fetched = fetch(missing);
      for (const name of missing) awaited.set(name, this.#await(name, fetched));
    }
    await Promise.all(
      [...awaited].map(async ([name, arriving]) => {
        const key = await arriving;
        if (key) found.set(name, key);
      }),
    );
    return found;
  }

  /** Takes over a key that came another way, such as a new one. */
  put(name: string, key: K): void {
    this.#fetching.delete(name);
    this.#leave(name);
    this.#held.set(name, this.#hold(key));
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#keysMax) break;
      this.#leave(oldest);
    }
  }

  /** Forgets a key and clears it at once, whoever holds it; a fetch under way is not kept either. */
  drop(name: string): void {
    this.#fetching.delete(name);
    this.#held.get(name)?.key.zeroise();
    this.#held.delete(name);
  }

  /** Hands a key out no more; those who have it may go on with it. A fetch under way is not kept either. */
  release(name: string): void {
    this.#fetching.delete(name);
    this.#leave(name);
  }

  /** Clears every key whose time is over before the next sweep. Runs by itself while keys are held. */
  sweep(): void {
    const nowMs = this.#clock.monotonicMs();
    this.#sweptAtMs = nowMs;
    for (const [name, { handOutUntilMs }] of this.#held) if (handOutUntilMs <= nowMs) this.#leave(name);
    for (const held of this.#leaving) {
      if (held.zeroiseAtMs > nowMs) continue;
      held.key.zeroise();
      this.#leaving.delete(held);
    }
    if (this.#held.size + this.#leaving.size === 0) this.#stopTimer();
  }

  /** Clears every key now. */
  close(): void {
    this.#stopTimer();
    this.#fetching.clear();
    for (const { key } of [...this.#held.values(), ...this.#leaving]) key.zeroise();
    this.#held.clear();
    this.#leaving.clear();
  }

  /** Keys that can be handed out or are possibly in use. */
  get size(): number {
    return this.#held.size + this.#leaving.size;
  }

  #hold(key: K): Held<K> {
    this.#timer ??= setInterval(() => this.sweep(), this.#times.sweepMs).unref();
    const nowMs = this.#clock.monotonicMs();
    return {
      key,
      handOutUntilMs: nowMs + this.#times.handOutMs,
      zeroiseAtMs: nowMs + this.#times.memoryMs - this.#times.sweepMs,
      handedOutAtMs: nowMs,
    };
  }

  #take(name: string): K | undefined {
    const held = this.#held.get(name);
    const nowMs = this.#clock.monotonicMs();
    if (!held || held.handOutUntilMs <= nowMs) return undefined;
    held.handedOutAtMs = nowMs;
    this.#held.delete(name);
    this.#held.set(name, held);
    return held.key;
  }

  /** One name's part of a fetch, shared by all who ask for it until it arrives. */
  #await(name: string, fetched: Promise<ReadonlyMap<string, K>>): Promise<K | undefined> {
    const arriving: Promise<K | undefined> = fetched.then(
      (keys) => {
        const key = keys.get(name);
        // When it was dropped meanwhile, those who asked before may use it, nobody after.
        const wanted = this.#fetching.get(name) === arriving;
        if (wanted) this.#fetching.delete(name);
        if (key && wanted) this.put(name, key);
        else if (key) this.#leaving.add(this.#hold(key));
        return key;
      },
      (thrown: unknown) => {
        if (this.#fetching.get(name) === arriving) this.#fetching.delete(name);
        throw thrown;
      },
    );
    this.#fetching.set(name, arriving);
    return arriving;
  }

  #leave(name: string): void {
    const held = this.#held.get(name);
    if (!held) return;
    this.#held.delete(name);
    held.zeroiseAtMs = Math.min(held.zeroiseAtMs, held.handedOutAtMs + this.#times.leaseMs);
    if (held.zeroiseAtMs <= this.#clock.monotonicMs()) held.key.zeroise();
    else this.#leaving.add(held);
  }

  #sweepIfDue(): void {
    if (this.#clock.monotonicMs() - this.#sweptAtMs >= this.#times.sweepMs) this.sweep();
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
