import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadConfig } from '../../src/config/load.ts';
import { acquireServers, serversEnded } from '../../src/embedded/acquire.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the database server of this run. */
    mongodbUri: string;
    /** URL of the Redis of this run, or null where none can be had. */
    redisUrl: string | null;
    /** Which engine answers: `configured`, `mongod`, `secantusd-rs` or `secantusd-py`. */
    mongodbEngine: string;
  }
}

/** Engines are installed once per checkout, not once per run. */
export const TEST_ENGINES = resolve(import.meta.dirname, '../../.masterx-test/engines');

/**
 * Servers for the tests of one project, on an empty data folder, with the engine named in MASTERX_TEST_ENGINE
 * (`auto` unless set). MASTERX_MONGODB_URI and MASTERX_REDIS_URL are honoured as everywhere.
 */
export default async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'masterx-test-'));
  const config = loadConfig({
    ...process.env,
    MASTERX_ENGINE: process.env['MASTERX_TEST_ENGINE'] ?? 'auto',
    MASTERX_DATA_DIR: dataDirectory,
    NODE_ENV: 'test',
  });
  // On a failure the folder stays: its logs say why.
  const servers = await acquireServers(config, { enginesDirectory: TEST_ENGINES, graceMs: 0 });
  project.provide('mongodbUri', servers.mongodb.uri);
  project.provide('redisUrl', servers.redis.url);
  project.provide('mongodbEngine', servers.mongodb.engine);
  return async () => {
    await servers.stop();
    await serversEnded(config, 60_000);
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  };
}
