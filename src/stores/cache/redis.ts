import { RedisConnection, type RedisNotice } from '../redis/connection.ts';
import type { Cache } from './port.ts';

const PREFIX = 'masterx:';

/** What is told when the connection is lost or comes back. */
export type CacheNotice = RedisNotice;

/** A cache that all nodes share, in Redis or Valkey. */
export class RedisCache implements Cache {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  /** Connects in the background; until then, and whenever the connection is lost, the cache is an empty one. */
  static open(url: string, onNotice: CacheNotice = () => undefined): RedisCache {
    return new RedisCache(RedisConnection.open(url, onNotice));
  }

  async get(key: string): Promise<Buffer | null> {
    return this.#redis.orElse<Buffer | null>(null, (client) => client.get(PREFIX + key));
  }

  async set(key: string, value: Uint8Array, ageMsMax: number): Promise<void> {
    const ageMs = Math.floor(ageMsMax);
    if (ageMs <= 0) return this.remove(key);
    await this.#redis.orElse<unknown>(null, (client) =>
      client.set(PREFIX + key, Buffer.from(value), { PX: ageMs }),
    );
  }

  async remove(key: string): Promise<void> {
    await this.#redis.orElse(0, (client) => client.del(PREFIX + key));
  }

  async isReachable(): Promise<boolean> {
    return this.#redis.orElse(false, async (client) => (await client.ping()).toString() === 'PONG');
  }

  async close(): Promise<void> {
    this.#redis.close();
  }
}
