import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';
import { RedisCache } from '../stores/cache/redis.ts';
import { MemoryRateCounters } from '../stores/rates/memory.ts';
import { RedisRateCounters } from '../stores/rates/redis.ts';
import { RedisConnection } from '../stores/redis/connection.ts';
import { redisPrivileges } from './doctor-privileges.ts';

/** The rights that docs/transport.md names, and no other. */
const RIGHTS = ['resetkeys', '~masterx:*', '-@all', '+get', '+set', '+del', '+ping', '+eval', '+time'];

const url = inject('redisUrl');
const user = `masterx-${systemEntropy.bytes(4).toString('hex')}`;
const password = systemEntropy.bytes(16).toString('hex');

describe.skipIf(url === null)(
  `the rights at Redis${url === null ? ' (left out: there is none)' : ''}`,
  () => {
    const admin = createClient({ url: url ?? '' });
    const theirs = new URL(url ?? 'redis://localhost');
    theirs.username = user;
    theirs.password = password;
    beforeAll(async () => {
      admin.on('error', () => undefined);
      await admin.connect();
      await admin.sendCommand(['ACL', 'SETUSER', user, 'on', `>${password}`, ...RIGHTS]);
    });
    afterAll(async () => {
      await admin.sendCommand(['ACL', 'DELUSER', user]);
      admin.destroy();
    });

    it('that are documented are enough to cache and to count', async () => {
      const told: string[] = [];
      const connection = RedisConnection.open(theirs.href, (message) => told.push(message));
      const cache = new RedisCache(connection);
      const alone = new MemoryRateCounters(systemClock);
      const rates = new RedisRateCounters(connection, alone);
      await expect.poll(() => cache.isReachable(), { timeout: 20_000 }).toBe(true);
      await cache.set('a', Buffer.from('value'), 60_000);
      expect(String(await cache.get('a'))).toBe('value');
      await cache.remove('a');
      expect(await cache.get('a')).toBeNull();
      const key = systemEntropy.uuid();
      const taken = [];
      for (let n = 0; n < 3; n++) taken.push((await rates.take(key, { max: 2, windowMs: 60_000 })).allowed);
      expect(taken).toEqual([true, true, false]);
      // In Redis, and not in the process meanwhile.
      expect((await alone.take(key, { max: 2, windowMs: 60_000 })).allowed).toBe(true);
      expect(rates.scope).toBe('cluster');
      await cache.close();
    });

    it('that are more are seen', async () => {
      const client = createClient({ url: theirs.href });
      client.on('error', () => undefined);
      await client.connect();
      expect(await redisPrivileges(client)).toEqual({ user: null, isWide: false });
      expect(await redisPrivileges(admin)).toEqual({ user: 'default', isWide: true });
      client.destroy();
    });
  },
);
