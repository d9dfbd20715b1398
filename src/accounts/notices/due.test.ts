import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { days, hours } from '../../std/durations.ts';
import { type Look, nextLook, noticesDue } from './due.ts';

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
);
const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const local = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** A Tuesday, five in the evening in Berlin. */
const TUESDAY = new Date('2026-05-05T15:00:00Z');
const MONDAY = new Date('2026-05-04T15:00:00Z');
const look = (given: Partial<Look>): Look => ({
  now: TUESDAY,
  timeZone: 'Europe/Berlin',
  lastSessionAt: null,
  hasReviewsDue: false,
  hasMastered: false,
  subscription: { status: 'active' },
  endingTold: null,
  ...given,
});
const ago = (count: number, now = TUESDAY) => new Date(now.getTime() - days(count));

describe('the next look', () => {
  it('is at five in the evening of the person’s own day, within a day, through changes of the clock', () => {
    fc.assert(
      fc.property(instant, zone, (now, timeZone) => {
        const next = nextLook(now, timeZone);
        const { hour, minute, second } = local(next, timeZone);
        expect([hour, minute, second]).toEqual([17, 0, 0]);
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        // A clock that is set back makes a day an hour longer.
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(hours(25));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what there is to tell', () => {
  it('is nothing at night', () => {
    const all = { lastSessionAt: ago(1), hasReviewsDue: true, hasMastered: true };
    fc.assert(
      fc.property(instant, zone, (now, timeZone) => {
        const told = noticesDue(look({ ...all, now, timeZone, lastSessionAt: ago(1, now) }));
        const { hour } = local(now, timeZone);
        expect(told.includes('achievement')).toBe(hour >= 17 && hour < 21);
        expect(told.length > 0).toBe(hour >= 17 && hour < 21);
      }),
      { numRuns: 500 },
    );
  });

  it('is that reviews are due: daily, after two weeks without practice on Mondays, after sixty days never', () => {
    const reminded = (lastSessionAt: Date | null, now = TUESDAY) =>
      noticesDue(look({ now, lastSessionAt, hasReviewsDue: true })).includes('study_reminder');
    expect(reminded(ago(1))).toBe(true);
    expect(reminded(ago(13.9))).toBe(true);
    expect(reminded(ago(20))).toBe(false);
    expect(reminded(ago(20, MONDAY), MONDAY)).toBe(true);
    expect(reminded(ago(61, MONDAY), MONDAY)).toBe(false);
    expect(reminded(null)).toBe(false);
    // Whoever has practised today need not be told.
    expect(reminded(new Date(TUESDAY.getTime() - hours(2)))).toBe(false);
    expect(noticesDue(look({ lastSessionAt: ago(1) }))).toEqual([]);
  });

  it('is the summary of a week in which there was something, on Mondays', () => {
    const told = (now: Date, daysAgo: number) => noticesDue(look({ now, lastSessionAt: ago(daysAgo, now) }));
    expect(told(MONDAY, 2)).toEqual(['progress_update']);
    expect(told(MONDAY, 8)).toEqual([]);
    expect(told(TUESDAY, 2)).toEqual([]);
  });

  it('is the end of a trial or a cancelled plan, three days before and once for each end', () => {
    const ends = (ms: number) => ({ expires_at: new Date(TUESDAY.getTime() + ms) });
    const told = (given: Partial<Look>) => noticesDue(look(given)).includes('plan_ending');
    for (const status of ['trial', 'cancelled'] as const) {
      expect(told({ subscription: { status, ...ends(days(2)) } })).toBe(true);
      expect(told({ subscription: { status, ...ends(days(4)) } })).toBe(false);
      expect(told({ subscription: { status, ...ends(-1) } })).toBe(false);
      const { expires_at } = ends(days(2));
      expect(told({ subscription: { status, expires_at }, endingTold: expires_at })).toBe(false);
      expect(told({ subscription: { status, expires_at }, endingTold: ago(30) })).toBe(true);
    }
    expect(told({ subscription: { status: 'active', ...ends(days(2)) } })).toBe(false);
  });
});
