import { MiB } from '../../std/bytes.ts';
import type { Clock } from '../../std/clock.ts';
import type { Cache } from './port.ts';

/** Bytes of entries held at once; the ones used longest ago go first. */
const BYTES_MAX = MiB(32);

/** What an entry takes besides its value and key, so that many small ones are bounded as well. */
const ENTRY_BYTES = 200;

interface Entry {
  readonly value: Buffer;
  readonly goneAtMs: number;
}

/** A cache in the memory of one process: for one node, where there is no Redis. */
export class MemoryCache implements Cache {
  readonly #clock: Clock;
  readonly #bytesMax: number;
  /** In order of use, the longest ago first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(clock: Clock, bytesMax = BYTES_MAX) {
    this.#clock = clock;
    this.#bytesMax = bytesMax;
  }

  async get(key: string): Promise<Buffer | null> {
    const entry = this.#take(key);
    if (!entry || entry.goneAtMs <= this.#clock.monotonicMs()) return null;
    this.#put(key, entry);
    return Buffer.from(entry.value);
  }

  async set(key: string, value: Uint8Array, ageMsMax: number): Promise<void> {
    this.#take(key);
    if (sizeOf(key, value) > this.#bytesMax || ageMsMax <= 0) return;
    this.#put(key, { value: Buffer.from(value), goneAtMs: this.#clock.monotonicMs() + ageMsMax });
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#bytesMax) break;
      this.#take(oldest);
    }
  }

  async remove(key: string): Promise<void> {
    this.#take(key);
  }

  async isReachable(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #put(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#bytes += sizeOf(key, entry.value);
  }

  #take(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#bytes -= sizeOf(key, entry.value);
    return entry;
  }
}

function sizeOf(key: string, value: Uint8Array): number {
  return ENTRY_BYTES + 2 * key.length + value.byteLength;
}
