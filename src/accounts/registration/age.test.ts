import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { hours, years } from '../../std/durations.ts';
import { ageGroupOf, ageOn, certainlyOfAge, decidingAge, whoDecides } from './age.ts';
import { CONSENT_AGE_DEFAULT, CONSENT_AGES, consentAgeIn } from './consent-ages.ts';

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1970, 0, 1);
const dayOf = (number: number) => new Date(EPOCH + number * DAY_MS).toISOString().slice(0, 10);

/** Days from 1970 to 2069, and moments in that time. */
const day = fc.integer({ min: 0, max: 36_500 });
const country = fc.constantFrom(...Object.keys(CONSENT_AGES), 'BR', 'IN', null);

/** Age by Temporal: years between two dates, a birthday of 29 February falling on 1 March. */
function oracle(birthDate: string, date: string): number {
  const born = Temporal.PlainDate.from(birthDate);
  const today = Temporal.PlainDate.from(date);
  const birthday = (year: number) => {
    const isLeapDay = born.month === 2 && born.day === 29;
    const there = !isLeapDay || Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear;
    return there ? born.with({ year }) : Temporal.PlainDate.from({ year, month: 3, day: 1 });
  };
  const passed = Temporal.PlainDate.compare(today, birthday(today.year)) >= 0;
  return today.year - born.year - (passed ? 0 : 1);
}

describe('the age on a day', () => {
  it('is that of the calendar', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: DAY_MS - 1 }), (one, other, ofDay) => {
        const [born, today] = [Math.min(one, other), Math.max(one, other)];
        const at = new Date(EPOCH + today * DAY_MS + ofDay);
        expect(ageOn(dayOf(born), at)).toBe(oracle(dayOf(born), dayOf(today)));
      }),
    );
  });

  it.each([
    ['2012-02-29', '2025-02-28', 12],
    ['2012-02-29', '2025-03-01', 13],
    ['2012-02-29', '2024-02-29', 12],
    ['2013-11-28', '2026-11-27', 12],
    ['2013-11-28', '2026-11-28', 13],
  ])('of someone born on %s is, on %s, %i', (born, today, age) => {
    expect(ageOn(born, new Date(`${today}T23:59:59Z`))).toBe(age);
  });

  it.each(['2013-02-29', '2013-13-01', '2013-1-1', 'yesterday', '', '2030-01-01'])('is none for %j', (born) =>
    expect(ageOn(born, new Date('2026-11-28T00:00:00Z'))).toBeNull(),
  );
});

describe('the moment from which on an age is certain', () => {
  const offsetMs = fc.integer({ min: -12, max: 14 }).map(hours);

  it('is never before the birthday, wherever the person lives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 20 }),
        fc.integer({ min: 0, max: 365 * 15 }),
        fc.integer({ min: 0, max: DAY_MS - 1 }),
        offsetMs,
        fc.integer({ min: 13, max: 18 }),
        (born, later, ofDay, zoneMs, wanted) => {
          const birthDate = dayOf(born);
          const at = new Date(EPOCH + (born + later) * DAY_MS + ofDay);
          const age = ageOn(birthDate, at) ?? 0;
          fc.pre(age <= wanted);
          const certain = certainlyOfAge({ age, at }, wanted);
          const localDate = new Date(certain.getTime() + zoneMs).toISOString().slice(0, 10);
          expect(oracle(birthDate, localDate)).toBeGreaterThanOrEqual(wanted);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is no later than the years that are missing and a day: nobody waits for more than is unknown', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 13, max: 18 }),
        (at, age, wanted) => {
          const from = new Date(EPOCH + at * DAY_MS);
          const ms = certainlyOfAge({ age, at: from }, wanted).getTime() - from.getTime();
          expect(ms).toBeLessThanOrEqual(years(wanted - age) + (Math.ceil((wanted - age) / 4) + 2) * DAY_MS);
          expect(ms).toBeGreaterThanOrEqual(years(wanted - age));
        },
      ),
    );
  });
});

describe('who decides', () => {
  it('is the guardian of whoever is under 13 or of unknown age, in every country', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 0, max: 12 })), country, (age, where) => {
        expect(whoDecides(age, where)).toBe('guardian');
      }),
    );
  });

  it('is the person from the age of the country on, and 16 where nothing is known of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13, max: 120 }), country, (age, where) => {
        expect(whoDecides(age, where)).toBe(age >= consentAgeIn(where) ? 'self' : 'guardian');
      }),
    );
    expect(decidingAge('BR')).toBe(CONSENT_AGE_DEFAULT);
    expect(decidingAge(null)).toBe(16);
    expect([13, 14, 15, 16].map((age) => whoDecides(age, 'AT'))).toEqual([
      'guardian',
      'self',
      'self',
      'self',
    ]);
  });

  it('knows ages within GDPR Art. 8 only, and the groups accounts are recorded with', () => {
    for (const { age, law } of Object.values(CONSENT_AGES)) {
      expect(age).toBeGreaterThanOrEqual(13);
      expect(age).toBeLessThanOrEqual(16);
      expect(law).not.toBe('');
    }
    expect([null, 0, 12, 13, 17, 18].map(ageGroupOf)).toEqual([
      'unknown',
      'child',
      'child',
      'teen',
      'teen',
      'adult',
    ]);
  });
});
