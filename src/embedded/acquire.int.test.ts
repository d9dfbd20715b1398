import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TEST_ENGINES } from '../../test/setup/servers.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/settings.ts';
import { isError } from '../errors/error.ts';
import { type AcquireOptions, acquireServers, type RunningServers, serversEnded } from './acquire.ts';
import { lockHolder } from './lock.ts';
import { placesIn } from './places.ts';
import { isRunning, type ProcessIdentity } from './processes.ts';
import { findProgram } from './programs.ts';
import { RunState } from './run-state.ts';

const ENGINE = process.env['MASTERX_TEST_ENGINE'] ?? 'auto';
const ENDED_MS_MAX = 30_000;

let folder: string;
let config: Config;
const helpers: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-embedded-'));
  config = settings(join(folder, 'data'));
});

afterEach(async () => {
  for (const helper of helpers.splice(0)) helper.kill('SIGKILL');
  expect(await serversEnded(config, ENDED_MS_MAX)).toBe(true);
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

test('a second command gets the same servers, and they stay until both are done', async () => {
  const first = await acquire();
  const second = await acquire();
  expect(second.mongodb).toEqual(first.mongodb);
  expect(second.redis).toEqual(first.redis);
  await first.stop();
  await delay(300);
  expect(await insertAndCount(second)).toBe(1);
  await second.stop();
});

test('commands that start at once share one start', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => heldByAnother()));
  const uris = new Set(answers.map(({ servers }) => servers.mongodb.uri));
  expect(uris.size).toBe(1);
});

test('data survives a restart', async () => {
  const before = await acquire();
  await insertAndCount(before);
  await before.stop();
  expect(await serversEnded(config, ENDED_MS_MAX)).toBe(true);
  const after = await acquire();
  expect(after.mongodb.uri).toBe(before.mongodb.uri);
  expect(await insertAndCount(after)).toBe(2);
  await after.stop();
});

test('the servers end when the only command that uses them is killed', async () => {
  const { helper } = await heldByAnother();
  const processes = serverProcesses();
  expect(processes.length).toBeGreaterThan(0);
  helper.kill('SIGKILL');
  await expect.poll(() => processes.some(isRunning), { timeout: ENDED_MS_MAX }).toBe(false);
});

test('after the supervisor is killed, a living command gets its servers back where they were', async () => {
  const servers = await acquire();
  await insertAndCount(servers);
  const killed = killSupervisor();
  await expect
    .poll(() => lockHolder(placesIn(config.dataDirectory).lock)?.pid ?? killed, { timeout: ENDED_MS_MAX })
    .not.toBe(killed);
  // Wait on the servers themselves: a second lease has them when it is answered.
  const again = await acquire();
  expect(again.mongodb.uri).toBe(servers.mongodb.uri);
  expect(await insertAndCount(servers)).toBe(2);
  await again.stop();
  await servers.stop();
});

test('after supervisor and command are killed together no server survives, and the next start works', async () => {
  const { helper } = await heldByAnother();
  const processes = serverProcesses();
  helper.kill('SIGKILL');
  killSupervisor();
  const next = await acquire();
  expect(processes.some(isRunning)).toBe(false);
  expect(await insertAndCount(next)).toBe(1);
  await next.stop();
});

test('after supervisor and command are killed the servers end without a next start', async () => {
  const { helper } = await heldByAnother();
  const processes = serverProcesses();
  helper.kill('SIGKILL');
  killSupervisor();
  await expect.poll(() => processes.some(isRunning), { timeout: ENDED_MS_MAX }).toBe(false);
});

test('a database that dies comes back on its port, with its data', async () => {
  const servers = await acquire();
  await insertAndCount(servers);
  const before = new RunState(placesIn(config.dataDirectory).state).record.processes[servers.mongodb.engine];
  process.kill(before?.pid ?? Number.NaN, 'SIGKILL');
  expect(await insertAndCount(servers)).toBe(2);
  await servers.stop();
});

test('a data folder whose path is too long for a socket serves as well', async () => {
  config = settings(join(folder, 'a'.repeat(60), 'b'.repeat(60)));
  const servers = await acquire();
  expect(await insertAndCount(servers)).toBe(1);
  await servers.stop();
});

test('an engine that differs from the running one is refused', async () => {
  const servers = await acquire();
  const other = servers.mongodb.engine === 'secantusd-py' ? 'secantusd-rs' : 'secantusd-py';
  const refusal = await acquireServers({ ...config, engine: other }).catch((thrown: unknown) => thrown);
  expect(isError(refusal, 'engine_unavailable')).toBe(true);
  expect(String(refusal)).toContain(`${servers.mongodb.engine} is running`);
  await servers.stop();
});

test('when nothing can be had, one message names every way', async () => {
  const empty = join(folder, 'empty');
  config = { ...config, engine: 'auto' };
  await mkdir(empty);
  const refusal = await acquire({ environment: { PATH: empty }, enginesDirectory: empty }).catch(
    (thrown: unknown) => thrown,
  );
  expect(isError(refusal, 'engine_unavailable')).toBe(true);
  for (const way of [
    'MASTERX_MONGODB_URI',
    'mongod 7.0',
    'secantusd-rs',
    'SecantusDB 0.7.0b3',
    'no Python',
  ]) {
    expect(String(refusal)).toContain(way);
  }
});

test('an interrupted start leaves nothing running', async () => {
  const interruption = new AbortController();
  const onProgress = () => interruption.abort();
  const refusal = await acquire({ signal: interruption.signal, onProgress }).catch(
    (thrown: unknown) => thrown,
  );
  expect(isError(refusal, 'interrupted')).toBe(true);
});

test('configured servers are used as they are, without a supervisor', async () => {
  config = { ...config, mongodbUri: 'mongodb://db.example/', redisUrl: 'redis://cache.example' };
  const servers = await acquire();
  expect(servers.mongodb).toEqual({
    uri: 'mongodb://db.example/',
    engine: 'configured',
    version: null,
    dataDirectory: null,
  });
  expect(servers.redis.engine).toBe('configured');
  expect(lockHolder(placesIn(config.dataDirectory).lock)).toBeNull();
  await servers.stop();
});

test('Redis is left out where none can be had, and the answer says so', async ({ skip }) => {
  const rust = findProgram('secantusd-rs', process.env);
  if (!rust || !['auto', 'secantusd-rs'].includes(ENGINE)) return skip('needs secantusd-rs on PATH');
  const programs = join(folder, 'programs');
  await mkdir(programs);
  await symlink(rust, join(programs, 'secantusd-rs'));
  const servers = await acquire({ environment: { PATH: programs }, enginesDirectory: join(folder, 'none') });
  expect(servers.redis).toMatchObject({ url: null, engine: 'in-process' });
  expect(servers.redis.note).toContain('no redis-server on PATH');
  await servers.stop();
});

test('data is not hidden behind an empty database of another engine', async () => {
  const servers = await acquire();
  await insertAndCount(servers);
  await servers.stop();
  expect(await serversEnded(config, ENDED_MS_MAX)).toBe(true);
  const empty = { PATH: join(folder, 'nothing') };
  const refusal = await acquireServers(
    { ...config, engine: 'auto' },
    { environment: empty, graceMs: 0 },
  ).catch((thrown: unknown) => thrown);
  expect(isError(refusal, 'engine_unavailable')).toBe(true);
  expect(String(refusal)).toContain(`was written by ${servers.mongodb.engine}`);
});

function settings(dataDirectory: string): Config {
  return loadConfig({ MASTERX_DATA_DIR: dataDirectory, MASTERX_ENGINE: ENGINE, NODE_ENV: 'test' }, folder);
}

function acquire(options: AcquireOptions = {}): Promise<RunningServers> {
  return acquireServers(config, { enginesDirectory: TEST_ENGINES, graceMs: 0, ...options });
}

/** Another process that holds a lease, once it has it. */
async function heldByAnother(): Promise<{ helper: ChildProcess; servers: RunningServers }> {
  const script = join(import.meta.dirname, 'testing-only', 'hold-lease.ts');
  const parameters = ['--import', 'tsx', script, config.dataDirectory, TEST_ENGINES, ENGINE];
  const helper = spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
  helpers.push(helper);
  let text = '';
  for await (const chunk of helper.stdout) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return { helper, servers: JSON.parse(text) as RunningServers };
}

function serverProcesses(): ProcessIdentity[] {
  return Object.values(new RunState(placesIn(config.dataDirectory).state).record.processes);
}

function killSupervisor(): number {
  const pid = lockHolder(placesIn(config.dataDirectory).lock)?.pid ?? Number.NaN;
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** Writes one document and counts all; the driver finds its server again after an interruption. */
async function insertAndCount({ mongodb }: RunningServers): Promise<number> {
  const client = new MongoClient(mongodb.uri, { serverSelectionTimeoutMS: 20_000 });
  try {
    const notes = client.db('embedded').collection('notes');
    await notes.insertOne({ text: 'kept' }, { writeConcern: { w: 'majority', journal: true } });
    return await notes.countDocuments();
  } finally {
    await client.close();
  }
}
