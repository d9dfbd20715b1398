import { randomBytes, randomUUID } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A reproducible stream of pseudo-random numbers: the same seed gives the same stream. Never for secrets. */
export class SeededRandom {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(readonly seed: number) {
    this.#generator = xoroshiro128plusFromState(stateOf(seed));
  }

  /** Uniform in [0, 1). */
  next(): number {
    return (this.#generator.next() >>> 0) / 0x1_0000_0000;
  }

  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** True with the given probability in [0, 1]. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One element, uniformly. The list must not be empty. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError('pick() needs at least one item');
    return item;
  }

  /** One key, in proportion to its weight (≥ 0, not all zero). */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    const last = entries.at(-1);
    if (!last) throw new RangeError('weighted() needs at least one key');
    return last[0];
  }

  /** Normally distributed (Box and Muller, 1958). */
  normal(mean = 0, standardDeviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + standardDeviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** A new list in random order (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  /** `count` pseudo-random bytes. */
  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.integer(0, 255)));
  }

  /** An independent stream for one part of the work, so that parts can be reordered without changing each other. */
  fork(label: string): SeededRandom {
    let hash = 0x811c9dc5 ^ this.seed;
    for (const char of label) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    return new SeededRandom(hash);
  }
}

/**
 * Four words of state from a seed, by SplitMix (Steele, Lea and Flood, 2014), as the authors of xoroshiro ask: so that
 * the first numbers of a stream do not show its seed.
 */
function stateOf(seed: number): number[] {
  return [1, 2, 3, 4].map((step) => scattered((seed | 0) + Math.imul(step, 0x9e3779b9)));
}

/** MurmurHash3's finaliser: every bit depends on all of `word`. */
function scattered(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** Where identifiers and secret bytes come from. */
export interface Entropy {
  /** A random (version 4) UUID, RFC 9562. */
  uuid(): string;
  /** Unpredictable bytes, fit for keys, salts and nonces in production. */
  bytes(count: number): Buffer;
}

/** The operating system's generator. */
export const systemEntropy: Entropy = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) };

/** Reproducible identifiers and bytes for tests and the generator. Never use it for keys that protect anything. */
export function seededEntropy(random: SeededRandom): Entropy {
  return { uuid: () => uuidFromBytes(random.bytes(16), 4), bytes: (count) => random.bytes(count) };
}

/**
 * Sixteen bytes as a UUID of the given version (RFC 9562 §4): version 4 for random bytes, 8 for bytes that were
 * derived, such as a keyed hash.
 */
export function uuidFromBytes(source: Uint8Array, version: 4 | 8): string {
  const bytes = Buffer.from(source.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
