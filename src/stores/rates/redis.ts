import { createHash } from 'node:crypto';
import type { RedisConnection } from '../redis/connection.ts';
import { type RateCounters, type RateLimit, type RateState, rateState } from './port.ts';

const PREFIX = 'masterx:rate:';
const KEY_BYTES = 16;

/**
 * One step of the algorithm, by the clock of Redis: nodes need not agree on the time. Answers whether it was allowed, and
 * how far the arrival time lies ahead.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local arrival = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local following = arrival + interval
if following - now > window + 0.001 then return {0, string.format('%.3f', arrival - now)} end
redis.call('SET', KEYS[1], string.format('%.3f', following), 'PX', math.ceil(following - now))
return {1, string.format('%.3f', following - now)}
`;

/** Counters that all nodes share, in Redis or Valkey; while it cannot be reached, those of the process. */
export class RedisRateCounters implements RateCounters {
  readonly #redis: RedisConnection;
  readonly #meanwhile: RateCounters;

  constructor(redis: RedisConnection, meanwhile: RateCounters) {
    this.#redis = redis;
    this.#meanwhile = meanwhile;
  }

  get scope(): 'cluster' | 'process' {
    return this.#redis.isReady ? 'cluster' : 'process';
  }

  async take(key: string, limit: RateLimit): Promise<RateState> {
    const { max, windowMs } = limit;
    const answer = await this.#redis.orElse<unknown>(null, (client) =>
      client.eval(TAKE, {
        keys: [PREFIX + hashed(key)],
        arguments: [String(windowMs / max), String(windowMs)],
      }),
    );
    if (!Array.isArray(answer)) return this.#meanwhile.take(key, limit);
    const [allowed, ahead] = answer;
    return rateState(Number(String(ahead)), Number(allowed) === 1, limit);
  }
}

/** Keys name addresses and accounts; Redis need not know them. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest().subarray(0, KEY_BYTES).toString('base64url');
}
