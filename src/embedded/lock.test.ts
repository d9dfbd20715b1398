import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastLockHolder, lockHolder, tryLock } from './lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masterx-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one holds it, and others learn who', () => {
  const held = tryLock(folder, 'here');
  expect(held).not.toBeNull();
  expect(tryLock(folder, 'there')).toBeNull();
  expect(lockHolder(folder)).toMatchObject({ pid: process.pid, note: 'here' });
});

test('released, it is free, and the next one takes it', () => {
  tryLock(folder, 'first')?.release();
  expect(lockHolder(folder)).toBeNull();
  expect(lastLockHolder(folder)).toBeNull();
  expect(tryLock(folder, 'second')).not.toBeNull();
  expect(lockHolder(folder)?.note).toBe('second');
});

test('a holder whose number went to another process counts as dead', () => {
  tryLock(folder, 'mine')?.release();
  writeFileSync(join(folder, '7'), JSON.stringify({ pid: process.pid, started: 'long ago', note: 'dead' }));
  expect(lockHolder(folder)).toBeNull();
  expect(lastLockHolder(folder)?.note).toBe('dead');
  expect(tryLock(folder, 'next')).not.toBeNull();
  expect(readdirSync(folder)).toEqual(['8']);
});

test('a damaged file of a crashed machine does not block for ever', () => {
  writeFileSync(join(folder, '3'), '');
  expect(tryLock(folder, 'next')).not.toBeNull();
});

test('of many processes that find a dead holder exactly one wins', async () => {
  writeFileSync(join(folder, '1'), JSON.stringify({ pid: 999_999_999, started: 'never', note: '' }));
  const script = `
    import { tryLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    process.stdin.once('data', () => {
      process.stdout.write(tryLock(${JSON.stringify(folder)}, '') ? 'won' : 'lost');
      process.stdin.once('end', () => process.exit(0));
    });
    process.stdout.write('ready;');
  `;
  const parameters = ['--import', 'tsx', '--input-type=module', '-e', script];
  const racers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const said = racers.map(() => '');
  racers.forEach((racer, index) => {
    racer.stdout.on('data', (text: Buffer) => {
      said[index] += text.toString();
    });
  });
  const allSaid = (pattern: RegExp) =>
    expect.poll(() => said.every((text) => pattern.test(text)), { timeout: 20_000 }).toBe(true);
  await allSaid(/ready;/);
  for (const racer of racers) racer.stdin.write('go');
  await allSaid(/won|lost/);
  expect(said.filter((text) => text.endsWith('won'))).toHaveLength(1);
  await Promise.all(
    racers.map((racer) => {
      racer.stdin.end();
      return once(racer, 'exit');
    }),
  );
}, 30_000);
