import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { identityOf, isRunning, stopProcess } from './processes.ts';

test('a process is recognised as long as it runs', () => {
  const self = identityOf(process.pid);
  expect(self).not.toBeNull();
  expect(self && isRunning(self)).toBe(true);
  expect(isRunning({ pid: process.pid, started: 'another time' })).toBe(false);
  expect(identityOf(999_999_999)).toBeNull();
});

test('one that does not listen is made to end', async () => {
  const stubborn = spawn('/bin/sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(stubborn.stdout, 'data');
  const identity = identityOf(stubborn.pid ?? 0);
  if (!identity) throw new Error('it must run');
  const ended = once(stubborn, 'exit');
  await stopProcess(identity, 300);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(isRunning(identity)).toBe(false);
});

test('a process of somebody else with the same number is left alone', async () => {
  await stopProcess({ pid: process.pid, started: 'another time' }, 100);
  expect(identityOf(process.pid)).not.toBeNull();
});
