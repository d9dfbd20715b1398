import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { RedisCache } from './redis.ts';
import { cacheConformance } from './testing-only/conformance.ts';

const url = inject('redisUrl');

async function open(): Promise<RedisCache> {
  const cache = RedisCache.open(url ?? '');
  for (let tries = 0; tries < 100 && !(await cache.isReachable()); tries++) await sleep(20);
  return cache;
}

// Where no Redis can be had (no server on PATH, no wheel for this platform) the in-process adapter serves; there is
// nothing to test then.
if (url !== null) cacheConformance('redis', open, sleep);

describe('a Redis that is not there', () => {
  it('is an empty cache, at once', async () => {
    const notices: string[] = [];
    const cache = RedisCache.open('redis://127.0.0.1:1', (message) => notices.push(message));
    await cache.set('x', Buffer.from('x'), 1_000);
    expect(await cache.get('x')).toBeNull();
    expect(await cache.isReachable()).toBe(false);
    await sleep(100);
    expect(notices[0]).toContain('cannot be reached');
    await cache.close();
  });
});
