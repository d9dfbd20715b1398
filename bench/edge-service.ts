import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHttpService } from '../src/http/service.ts';
import { systemClock } from '../src/std/clock.ts';
import { MemoryRateCounters } from '../src/stores/rates/memory.ts';
import { RedisRateCounters } from '../src/stores/rates/redis.ts';
import { RedisConnection } from '../src/stores/redis/connection.ts';
import { TEST_ENGINES } from '../test/setup/servers.ts';
import { ABOUT } from '../test/support/about.ts';
import { newAccount } from '../test/support/accounts.ts';
import { openEmbeddedPlatform } from '../test/support/embedded-platform.ts';
import { ACTOR } from './population/deployment.ts';

/** What the service tells of itself once it listens. */
export interface Listening {
  readonly url: string;
  readonly engine: string;
  readonly learner: string;
  readonly accessToken: string;
  /** Whether a Redis counts. */
  readonly isShared: boolean;
}

/** What it came to. */
export interface Held {
  readonly memoryBefore: number;
  readonly memoryMax: number;
  readonly passwordsMax: number;
}

/**
 * The service of the bench at the edge, in a process of its own, so that its memory is its own: with the limits of production
 * for `storm`, and bounds of rates that are never met for `memory` and `redis`.
 */
const [mode = 'storm'] = process.argv.slice(2);
const SAMPLE_MS = 10;
const folder = await mkdtemp(join(tmpdir(), 'masterx-bench-edge-'));
const opened = await openEmbeddedPlatform(folder, TEST_ENGINES);
const { platform, servers } = opened;
const system = platform.as(ACTOR);
const account = await newAccount({ platform, system, config: opened.config, close: opened.close });
const from = { requestId: 'bench-edge', address: null, device: null };
const signedIn = await platform.signIns.signIn({ ...account, channel: 'api' }, from);
const alone = new MemoryRateCounters(systemClock);
const { url: redisUrl } = servers.redis;
const redis = mode === 'redis' && redisUrl !== null ? RedisConnection.open(redisUrl, () => undefined) : null;
const often = { max: 10_000_000, windowMs: 60_000 };
const service = await createHttpService(platform, {
  config: { host: '127.0.0.1', port: 0, signIn: 'required', trustedProxies: ['127.0.0.0/8'] },
  logger: pino({ level: 'silent' }),
  about: ABOUT,
  rates: redis === null ? alone : new RedisRateCounters(redis, alone),
  ...(mode !== 'storm' && {
    rateLimits: { address: often, credentials: often, account: often, service: often },
  }),
});
const url = await service.listen();
const memoryBefore = process.memoryUsage.rss();
let memoryMax = memoryBefore;
let passwordsMax = 0;
const sampler = setInterval(() => {
  memoryMax = Math.max(memoryMax, process.memoryUsage.rss());
  passwordsMax = Math.max(passwordsMax, platform.passwords.load);
}, SAMPLE_MS);
process.on('message', (asked) => {
  if (asked === 'report') process.send?.({ memoryBefore, memoryMax, passwordsMax } satisfies Held);
  if (asked === 'end') void end();
});
process.send?.({
  url,
  engine: servers.mongodb.engine,
  learner: account.id,
  accessToken: 'accessToken' in signedIn ? signedIn.accessToken : '',
  isShared: redis !== null,
} satisfies Listening);

async function end(): Promise<void> {
  clearInterval(sampler);
  await service.close();
  redis?.close();
  await opened.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  process.disconnect();
}
