import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { hours } from '../std/durations.ts';
import { firstOfMonth, instantOf, localDateOf, localTimeOf, mondayOf } from './local-day.ts';

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
);
const instant = fc.date({
  min: new Date('1990-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('a local day', () => {
  it('is what Temporal says', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
        const local = localTimeOf(at, timeZone);
        expect(local.date.toISOString().slice(0, 10)).toBe(zoned.toPlainDate().toString());
        expect(Math.floor(local.hour)).toBe(zoned.hour);
        expect(local.weekday).toBe(zoned.dayOfWeek);
      }),
      { numRuns: 300 },
    );
  });

  it('leads back to the instant, through changes of the clock as well', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: hours(24) - 1 }), zone, (at, dayMs, timeZone) => {
        const date = localDateOf(at, timeZone);
        const plain = Temporal.PlainDateTime.from(
          new Date(date.getTime() + dayMs).toISOString().slice(0, 23),
        );
        const expected = plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
        expect(instantOf(date, dayMs, timeZone).getTime()).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });

  it('skips and repeats an hour where the clocks do', () => {
    const skipped = instantOf(new Date('2026-03-29T00:00:00Z'), hours(2.5), 'Europe/Berlin');
    expect(skipped.toISOString()).toBe('2026-03-29T01:30:00.000Z');
    const repeated = instantOf(new Date('2026-10-25T00:00:00Z'), hours(2.5), 'Europe/Berlin');
    expect(repeated.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('belongs to a week that begins on Monday, and to a month', () => {
    expect(mondayOf(new Date('2026-03-01T00:00:00Z')).toISOString().slice(0, 10)).toBe('2026-02-23');
    expect(mondayOf(new Date('2026-02-23T00:00:00Z')).toISOString().slice(0, 10)).toBe('2026-02-23');
    expect(firstOfMonth(new Date('2026-02-23T00:00:00Z')).toISOString().slice(0, 10)).toBe('2026-02-01');
  });

  it('is refused in a place that does not exist', () => {
    expect(() => localTimeOf(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
  });
});
