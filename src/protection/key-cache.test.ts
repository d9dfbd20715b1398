import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import { KeyCache } from './key-cache.ts';
import { SecretKey } from './secret-key.ts';

let clock: ManualClock;
let fetches: string[][];

beforeEach(() => {
  clock = new ManualClock('2026-01-01T00:00:00Z');
  fetches = [];
});

afterEach(() => {
  vi.useRealTimers();
});

const newKey = () => new SecretKey(Buffer.alloc(32, 7));

/** Every name has a key but those that start with "no". */
async function fetchAll(missing: readonly string[]): Promise<Map<string, SecretKey>> {
  fetches.push([...missing]);
  return new Map(missing.filter((name) => !name.startsWith('no')).map((name) => [name, newKey()]));
}

const isCleared = (bytes: Buffer) => bytes.equals(Buffer.alloc(32));

describe('the key cache', () => {
  it('fetches once what it is asked for again', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const first = await cache.many(['a', 'b', 'a'], fetchAll);
    const second = await cache.many(['b', 'c'], fetchAll);
    expect(fetches).toEqual([['a', 'b'], ['c']]);
    expect(second.get('b')).toBe(first.get('b'));
    cache.close();
  });

  it('leaves out what does not exist, and asks again the next time', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    expect([...(await cache.many(['none', 'a'], fetchAll)).keys()]).toEqual(['a']);
    await cache.many(['none', 'a'], fetchAll);
    expect(fetches).toEqual([['none', 'a'], ['none']]);
    cache.close();
  });

  it('lets those who ask meanwhile wait for the same fetch', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const answers = await Promise.all([
      cache.many(['a', 'b'], fetchAll),
      cache.many(['b', 'c'], fetchAll),
      cache.one('a', async () => expect.fail('a is being fetched')),
    ]);
    expect(fetches).toEqual([['a', 'b'], ['c']]);
    expect(answers[1].get('b')).toBe(answers[0].get('b'));
    expect(answers[2]).toBe(answers[0].get('a'));
    cache.close();
  });

  it('fails all who waited when the fetch fails, and tries again the next time', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const failing = async () => Promise.reject(new Error('away'));
    const asked = await Promise.allSettled([
      cache.many(['a', 'b'], failing),
      cache.many(['a'], fetchAll),
      cache.many(['b'], fetchAll),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await cache.many(['a', 'b'], fetchAll)).size).toBe(2);
    cache.close();
  });

  it('hands a released key out no more, and leaves it whole to those who have it', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const old = await cache.one('a', async () => newKey());
    cache.release('a');
    const next = await cache.one('a', async () => newKey());
    expect(next).not.toBe(old);
    expect(old?.secret).toHaveLength(32);
    clock.advance(LIMITS.keyCacheMsMax);
    cache.sweep();
    expect(() => old?.secret).toThrow('longer than');
    cache.close();
  });

  it('keeps to a shorter time, and to no longer one than is allowed', async () => {
    const cache = new KeyCache<SecretKey>(clock, 10, seconds(6));
    const key = await cache.one('a', async () => newKey());
    clock.advance(seconds(6));
    cache.sweep();
    expect(() => key?.secret).toThrow('longer than');
    expect(() => new KeyCache<SecretKey>(clock, 10, LIMITS.keyCacheMsMax + 1)).toThrow('bounded');
    cache.close();
  });

  it('clears a key before its time in memory is over', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const bytes = (await cache.many(['a'], fetchAll)).get('a')?.secret as Buffer;
    for (let elapsed = 0; elapsed < LIMITS.keyCacheMsMax; elapsed += seconds(1)) {
      clock.advance(seconds(1));
      cache.sweep();
    }
    expect(isCleared(bytes)).toBe(true);
    expect(cache.size).toBe(0);
  });

  it('clears it by itself when nobody asks any more', async () => {
    vi.useFakeTimers();
    const cache = new KeyCache<SecretKey>({ now: () => new Date(), monotonicMs: () => Date.now() });
    const bytes = (await cache.many(['a'], fetchAll)).get('a')?.secret as Buffer;
    await vi.advanceTimersByTimeAsync(LIMITS.keyCacheMsMax);
    expect(isCleared(bytes)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets whoever got a key work with it for a while, however old it was', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    await cache.many(['a'], fetchAll);
    clock.advance(LIMITS.keyCacheMsMax / 2 - 1);
    const key = (await cache.many(['a'], fetchAll)).get('a') as SecretKey;
    expect(fetches).toHaveLength(1);
    clock.advance(seconds(20));
    const renewed = (await cache.many(['a'], fetchAll)).get('a');
    expect(fetches).toHaveLength(2);
    expect(renewed).not.toBe(key);
    expect(isCleared(key.secret)).toBe(false);
    clock.advance(seconds(10));
    cache.sweep();
    expect(() => key.secret).toThrow('longer than keys stay');
    cache.close();
  });

  it('holds a bounded number, the least recently used leaves first and is cleared', async () => {
    const cache = new KeyCache<SecretKey>(clock, 2);
    const a = (await cache.many(['a'], fetchAll)).get('a')?.secret as Buffer;
    const b = (await cache.many(['b'], fetchAll)).get('b')?.secret as Buffer;
    clock.advance(seconds(26));
    await cache.many(['a'], fetchAll);
    await cache.many(['c'], fetchAll);
    expect(isCleared(b)).toBe(true);
    expect(isCleared(a)).toBe(false);
    expect(cache.size).toBe(2);
    cache.close();
  });

  it('serves a batch larger than itself whole', async () => {
    const cache = new KeyCache<SecretKey>(clock, 3);
    const names = Array.from({ length: 10 }, (_, index) => `k${index}`);
    const keys = await cache.many(names, fetchAll);
    for (const name of names) expect(isCleared(keys.get(name)?.secret as Buffer)).toBe(false);
    clock.advance(seconds(30));
    cache.sweep();
    expect(cache.size).toBe(0);
  });

  it('drops a key at once, and does not keep one that arrives after', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const bytes = (await cache.many(['a'], fetchAll)).get('a')?.secret as Buffer;
    cache.drop('a');
    expect(isCleared(bytes)).toBe(true);
    const arriving = cache.many(['a'], fetchAll);
    cache.drop('a');
    const late = (await arriving).get('a');
    expect((await cache.many(['a'], fetchAll)).get('a')).not.toBe(late);
    expect(fetches).toHaveLength(3);
    cache.close();
  });

  it('clears everything when it is closed', async () => {
    const cache = new KeyCache<SecretKey>(clock);
    const keys = await cache.many(['a', 'b'], fetchAll);
    const bytes = [...keys.values()].map(({ secret }) => secret);
    cache.close();
    expect(bytes.every(isCleared)).toBe(true);
    expect(cache.size).toBe(0);
  });
});
