import { describe, expect, it } from 'vitest';
import { days } from '../std/durations.ts';
import { masteryAt, NO_EVIDENCE, withAttempt } from './mastery.ts';
import { reasonsFor } from './mastery-reasons.ts';

const AT = new Date('2026-03-01T10:00:00Z');

describe('the reasons of an estimate', () => {
  it('say what was seen', () => {
    const evidence = [1, 0, 1, 0.5].reduce(
      (before, score, at) =>
        withAttempt(before, { atMs: AT.getTime() - days(21) + at, score, expected: 0.5 }),
      NO_EVIDENCE,
    );
    const told = new Map(
      reasonsFor(evidence, AT, masteryAt(evidence, AT)).map(({ name, reason }) => [name, reason]),
    );
    expect(Object.fromEntries(told)).toEqual({
      right: '2.5 of 4 attempts right in all',
      wrong: '1.5 of 4 attempts wrong in all',
      hardRight: 'right answers, the more the harder the task was',
      easyWrong: 'wrong answers, the more the easier the task was',
      recentRight: '2.5 of the last 4 right',
      recentWrong: '1.5 of the last 4 wrong',
      lastRight: 'the last answer partly right',
      seen: 'it was met before',
      away: 'not practised for 21 days',
    });
  });

  it('are none before the first attempt', () => {
    expect(reasonsFor(NO_EVIDENCE, AT, masteryAt(NO_EVIDENCE, AT))).toEqual([]);
  });
});
