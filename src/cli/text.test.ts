import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import { nearest } from './nearest.ts';
import { moment, wholeNumber } from './option-values.ts';
import { progressLine } from './progress-line.ts';
import { terminalOn } from './terminal.ts';
import { keptStreams } from './testing-only/streams.ts';
import { countText, sizeText, textTable } from './text-table.ts';

describe('tables', () => {
  it('align columns and leave no space at the end of a line', () => {
    const columns = [{ title: 'Name' }, { title: 'Count', align: 'right' }, { title: 'Note' }] as const;
    const rows = [
      ['a', '1', ''],
      ['longer', '12,345', 'x'],
    ];
    expect(textTable(columns, rows).split('\n')).toEqual([
      'Name     Count  Note',
      'a            1',
      'longer  12,345  x',
    ]);
  });

  it('say sizes and counts for people', () => {
    expect([null, 0, 1023, 1024, 5_500_000].map(sizeText)).toEqual([
      '–',
      '0 B',
      '1023 B',
      '1.0 KiB',
      '5.2 MiB',
    ]);
    expect(countText(1_234_567)).toBe('1,234,567');
  });
});

describe('values of options', () => {
  it('are whole numbers within bounds', () => {
    const read = wholeNumber(1, 10);
    expect(read('10')).toBe(10);
    for (const wrong of ['0', '11', '1.5', '', ' ', 'ten']) {
      expect(() => read(wrong)).toThrow(InvalidArgumentError);
    }
  });

  it('are dates that exist, or instants with an offset', () => {
    expect(moment('2026-03-31').toISOString()).toBe('2026-03-31T00:00:00.000Z');
    expect(moment('2026-03-31T02:00:00+02:00').toISOString()).toBe('2026-03-31T00:00:00.000Z');
    for (const wrong of ['2026-02-30', '31.3.2026', '2026-03-31T12:00:00', 'tomorrow', '']) {
      expect(() => moment(wrong)).toThrow(InvalidArgumentError);
    }
  });
});

it('a mistyped name means the nearest known one, or none', () => {
  expect(nearest('Leraning_dna', ['users', 'learning_dna'])).toBe('learning_dna');
  expect(nearest('weather', ['users', 'learning_dna'])).toBeUndefined();
});

it('progress that nobody watches is a line for each step, and now and then one of a long step', () => {
  const { kept, stdout, stderr } = keptStreams();
  const clock = new ManualClock('2026-01-01');
  const progress = progressLine(terminalOn(stdout, stderr, {}), clock, process.stderr);
  progress.show('Reading');
  for (let at = 0; at < 12; at++) {
    progress.show(`Imported ${at * 1_000} rows`, at / 12);
    clock.advance(seconds(2));
  }
  progress.end();
  expect(kept.stdout).toBe('');
  expect(kept.stderr.split('\n')).toEqual([
    'Reading',
    'Imported 0 rows (0%)',
    'Imported 5000 rows (41%)',
    'Imported 10000 rows (83%)',
    '',
  ]);
});
