import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';
import { followUnhandled, UNHANDLED_PER_MINUTE_MAX } from './last-resort.ts';

function followed() {
  const process = new EventEmitter();
  const clock = new ManualClock('2026-05-01T10:00:00Z');
  const lines: object[] = [];
  const counted: unknown[] = [];
  let isExhausted = false;
  const lastResort = followUnhandled(process, {
    logger: { fatal: (line: object) => lines.push(line) },
    metrics: { failed: (thrown) => counted.push(thrown) },
    clock,
  });
  void lastResort.exhausted.then(() => {
    isExhausted = true;
  });
  return { process, clock, lines, counted, lastResort, isExhausted: async () => isExhausted };
}

it('writes down and counts what nobody handled, without the values in it, and goes on', async () => {
  const { process, lines, counted, lastResort, isExhausted } = followed();
  const thrown = new Error('no account ada@example.org');
  process.emit('uncaughtException', thrown, 'uncaughtException');
  process.emit('unhandledRejection', 'a text', Promise.resolve());
  expect(counted).toEqual([thrown, 'a text']);
  expect(lines).toMatchObject([
    { kind: 'exception', failure: { name: 'Error', message: 'no account <address>' } },
    { kind: 'rejection', failure: { name: 'string' } },
  ]);
  expect(await isExhausted()).toBe(false);
  lastResort.stop();
  expect(process.eventNames()).toEqual([]);
});

it('gives up where there are many in a minute, and not where there are as many in a day', async () => {
  const { process, clock, isExhausted } = followed();
  const throwOne = () => process.emit('uncaughtException', new Error('x'), 'uncaughtException');
  for (let n = 0; n < 10 * UNHANDLED_PER_MINUTE_MAX; n++) {
    throwOne();
    clock.advance(minutes(1) / UNHANDLED_PER_MINUTE_MAX);
  }
  expect(await isExhausted()).toBe(false);
  for (let n = 0; n < UNHANDLED_PER_MINUTE_MAX; n++) throwOne();
  await Promise.resolve();
  expect(await isExhausted()).toBe(true);
});
