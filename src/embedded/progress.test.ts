import { expect, test } from 'vitest';
import { describePipLine } from './progress.ts';

test('lines of pip become sentences, and the rest is left out', () => {
  expect(describePipLine('Collecting numpy==2.2.6 (from -r x (line 9))')).toEqual({
    step: 'fetching numpy 2.2.6',
    collected: true,
  });
  expect(describePipLine('  Downloading https://index/x/numpy-2.2.6-cp311.whl (16.8 MB)')?.step).toBe(
    'downloading numpy (16.8 MB)',
  );
  expect(describePipLine('  Using cached numpy-2.2.6-cp311.whl (16.8 MB)')).toBeNull();
  expect(describePipLine('Installing collected packages: six')?.step).toBe('installing the packages');
  expect(
    describePipLine("WARNING: Retrying (Retry(total=4)) after connection broken by 'x'")?.step,
  ).toContain('trying again');
});
