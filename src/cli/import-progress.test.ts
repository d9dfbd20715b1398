import { expect, it } from 'vitest';
import { fractionOf, progressText } from './import-progress.ts';

const at = { bytesRead: 100, bytesTotal: 100, line: 1_000, stored: 0, repeated: 0, rejected: 0 };

it('a row that was read and still waits is not done', () => {
  expect(fractionOf(at)).toBe(0);
  expect(fractionOf({ ...at, stored: 200, rejected: 50 })).toBe(0.25);
  expect(fractionOf({ ...at, bytesRead: 50, repeated: 1_000 })).toBe(0.5);
  // A file's header is a line and no row; a file may hold nothing at all.
  expect(fractionOf({ ...at, stored: 1_001 })).toBe(1);
  expect(fractionOf({ ...at, bytesRead: 0, bytesTotal: 0, line: 0 })).toBe(0);
});

it('of standard input only the numbers are known', () => {
  expect(fractionOf({ ...at, bytesTotal: undefined })).toBeUndefined();
  expect(progressText({ ...at, stored: 1_200, rejected: 3 })).toBe('Importing: 1,200 stored, 3 rejected');
});
