import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { days } from '../../std/durations.ts';
import { laterBy, midnightAfter, nextMonthBeginning } from './calendar.ts';

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
);
const instant = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2037-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

describe('the calendar', () => {
  it('adds months and days as Temporal does', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 60 }),
        (at, timeZone, months, count) => {
          const expected = zoned(at, timeZone).add({ months, days: count });
          expect(laterBy(at, { months, days: count }, timeZone).getTime()).toBe(expected.epochMilliseconds);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('begins days where Temporal does', () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: 0, max: 24 }), (at, timeZone, months) => {
        const day = zoned(at, timeZone).toPlainDate().add({ months });
        const expected = day
          .toPlainDateTime('00:00')
          .toZonedDateTime(timeZone, { disambiguation: 'compatible' });
        expect(midnightAfter(at, { months }, timeZone).getTime()).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  it('begins a month after every moment, at most 31 days later, on the day of the anchor or the last one', () => {
    fc.assert(
      fc.property(instant, instant, zone, (a, b, timeZone) => {
        const [anchor, now] = a < b ? [a, b] : [b, a];
        const next = nextMonthBeginning(anchor, now, timeZone);
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        // A clock that is set back makes a month an hour longer.
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(days(31) + 3_600_000);
        const [local, first] = [zoned(next, timeZone), zoned(anchor, timeZone)];
        expect(local.day).toBe(Math.min(first.day, local.daysInMonth));
      }),
      { numRuns: 500 },
    );
  });

  it('does not lose the last day of the month to a short one', () => {
    const anchor = new Date('2024-01-31T10:00:00Z');
    const next = (now: string) => nextMonthBeginning(anchor, new Date(now), 'UTC').toISOString().slice(0, 10);
    expect(next('2024-02-10T00:00:00Z')).toBe('2024-02-29');
    expect(next('2024-02-29T00:00:00Z')).toBe('2024-03-31');
    expect(next('2025-02-10T00:00:00Z')).toBe('2025-02-28');
    expect(laterBy(new Date('2024-02-29T12:00:00Z'), { months: 12 }, 'UTC')).toEqual(
      new Date('2025-02-28T12:00:00Z'),
    );
  });
});
