import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOfMs, parseDurationSeconds, parseInstant } from './instant.ts';

const within = {
  min: new Date('1970-01-02T00:00:00Z'),
  max: new Date('2099-12-30T00:00:00Z'),
  noInvalidDate: true,
};

describe('parseInstant', () => {
  it.each([
    ['2020-02-10T11:39:12.979Z', '2020-02-10T11:39:12.979Z'],
    ['2021-11-29T23:09:00.867219+00:00', '2021-11-29T23:09:00.867Z'],
    ['2021-11-29T23:09:00+05:30', '2021-11-29T17:39:00.000Z'],
    ['2021-11-29T23:09:00-0800', '2021-11-30T07:09:00.000Z'],
    ['2021-11-29 23:09', '2021-11-29T23:09:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ])('reads %s', (text, iso) => {
    expect(parseInstant(text)?.toISOString()).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    '2023-02-29',
    '2023-13-01',
    '2023-01-32',
    '2023-01-01T24:00:00Z',
    '2023-01-01T10:60:00Z',
    '2023-01-01T10:00:00+15:00',
    '1969-12-31T23:59:59Z',
    '2100-01-01T00:00:00Z',
    '20230101T100000Z',
  ])('does not read %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads back every instant that is written as ISO 8601', () => {
    fc.assert(
      fc.property(fc.date(within), (date) => {
        expect(parseInstant(date.toISOString())).toEqual(date);
      }),
    );
  });

  it('takes milliseconds within the same bounds', () => {
    expect(instantOfMs(0)?.getTime()).toBe(0);
    expect(instantOfMs(-1)).toBeUndefined();
    expect(instantOfMs(Number.NaN)).toBeUndefined();
    expect(instantOfMs(Date.UTC(2100, 0, 1))).toBeUndefined();
  });
});

describe('parseDurationSeconds', () => {
  it.each([
    ['PT21H3M2S', 75_782],
    ['PT0.5S', 0.5],
    ['P1DT1H', 90_000],
    ['P2W', 1_209_600],
  ])('reads %s', (text, seconds) => {
    expect(parseDurationSeconds(text)).toBe(seconds);
  });

  it.each(['P1Y', 'P1M', 'P', 'PT', '21 hours', ''])('does not read %j', (text) => {
    expect(parseDurationSeconds(text)).toBeUndefined();
  });
});
