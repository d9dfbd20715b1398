import { createClient, RESP_TYPES } from 'redis';
import { seconds } from '../../std/durations.ts';
import type { Cache } from './port.ts';

/** Redis is beside the way: what takes longer is slower than doing without. */
const COMMAND_MS_MAX = 250;
const RECONNECT_MS_MAX = seconds(5);
const PREFIX = 'masterx:';

/** What is told when the connection is lost or comes back. */
export type CacheNotice = (message: string) => void;

/** A cache that all nodes share, in Redis or Valkey. */
export class RedisCache implements Cache {
  readonly #client: ReturnType<typeof clientFor>;

  private constructor(client: ReturnType<typeof clientFor>) {
    this.#client = client;
  }

  /** Connects in the background; until then, and whenever the connection is lost, the cache is an empty one. */
  static open(url: string, onNotice: CacheNotice = () => undefined): RedisCache {
    const client = clientFor(url);
    // Without a listener an error of the connection would end the process.
    client.on('error', (error: Error) => onNotice(`The cache cannot be reached: ${error.message}`));
    client.on('ready', () => onNotice('The cache is reachable.'));
    client.connect().catch((error: Error) => onNotice(`The cache cannot be reached: ${error.message}`));
    return new RedisCache(client);
  }

  async get(key: string): Promise<Buffer | null> {
    return this.#orElse(null, () => this.#client.get(PREFIX + key));
  }

  async set(key: string, value: Uint8Array, ageMsMax: number): Promise<void> {
    const ageMs = Math.floor(ageMsMax);
    if (ageMs <= 0) return this.remove(key);
    await this.#orElse(null, () => this.#client.set(PREFIX + key, Buffer.from(value), { PX: ageMs }));
  }

  async remove(key: string): Promise<void> {
    await this.#orElse(0, () => this.#client.del(PREFIX + key));
  }

  async isReachable(): Promise<boolean> {
    return this.#orElse(false, async () => (await this.#client.ping()).toString() === 'PONG');
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  /** The port's promise: a cache that cannot be reached answers as an empty one. The connection's listener tells why. */
  async #orElse<T>(empty: T, command: () => Promise<T>): Promise<T> {
    if (!this.#client.isReady) return empty;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(empty), COMMAND_MS_MAX);
    });
    try {
      return await Promise.race([command(), late]);
    } catch {
      return empty;
    } finally {
      clearTimeout(timer);
    }
  }
}

function clientFor(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: seconds(2),
      reconnectStrategy: (retries: number) => Math.min(RECONNECT_MS_MAX, 50 * 2 ** Math.min(retries, 10)),
    },
  }).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
}
