import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { acquireServers, type RunningServers, serversEnded } from './acquire.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-mongod-'));
  const fake = join(import.meta.dirname, 'testing-only', 'fake-mongod.ts');
  const script = `#!/bin/sh\nexec ${process.execPath} --import ${import.meta.resolve('tsx')} ${fake} "$@"\n`;
  await writeFile(join(folder, 'mongod'), script);
  await chmod(join(folder, 'mongod'), 0o755);
});

afterEach(async () => {
  expect(await serversEnded(settings(), 20_000)).toBe(true);
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

test('a mongod on PATH becomes the primary of a set of one, again after a restart and on another port', async () => {
  const first = await acquire();
  expect(first.mongodb).toMatchObject({ engine: 'mongod', version: '7.0.14' });
  expect(first.mongodb.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/\?replicaSet=masterx$/);
  await first.stop();
  expect(await serversEnded(settings(), 20_000)).toBe(true);

  const second = await acquire();
  expect(second.mongodb.uri).toBe(first.mongodb.uri);
  await second.stop();
  expect(await serversEnded(settings(), 20_000)).toBe(true);

  // Somebody else has the port by now, so the set is told the new one.
  const port = Number(new URL(first.mongodb.uri).port);
  const squatter = createServer().listen(port, '127.0.0.1');
  const third = await acquire();
  expect(third.mongodb.uri).not.toBe(first.mongodb.uri);
  expect(third.mongodb.uri).toContain('replicaSet=masterx');
  squatter.close();
  await third.stop();
});

function settings() {
  return loadConfig({ MASTERX_DATA_DIR: join(folder, 'data'), MASTERX_REDIS_URL: 'redis://unused' }, folder);
}

function acquire(): Promise<RunningServers> {
  return acquireServers(settings(), { graceMs: 0, environment: { PATH: folder } });
}
