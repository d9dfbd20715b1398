import { expect, it } from 'vitest';
import { ManualClock } from '../../std/clock.ts';
import { MemoryCache } from './memory.ts';
import { cacheConformance } from './testing-only/conformance.ts';

const clock = new ManualClock('2026-01-01T00:00:00Z');
cacheConformance(
  'memory',
  async () => new MemoryCache(clock),
  async (ms) => clock.advance(ms),
);

it('drops what was used longest ago when it is full', async () => {
  const cache = new MemoryCache(clock, 10_000);
  await cache.set('a', Buffer.alloc(4_000), 60_000);
  await cache.set('b', Buffer.alloc(4_000), 60_000);
  await cache.get('a');
  await cache.set('c', Buffer.alloc(4_000), 60_000);
  expect(await cache.get('b')).toBeNull();
  expect(await cache.get('a')).not.toBeNull();
  expect(await cache.get('c')).not.toBeNull();
  await cache.set('too-large', Buffer.alloc(10_001), 60_000);
  expect(await cache.get('too-large')).toBeNull();
});

it('is as bounded for what is small', async () => {
  const cache = new MemoryCache(clock, 10_000);
  for (let n = 0; n < 1_000; n++) await cache.set(`key ${n}`, Buffer.alloc(0), 60_000);
  expect(await cache.get('key 0')).toBeNull();
  expect(await cache.get('key 999')).not.toBeNull();
});
