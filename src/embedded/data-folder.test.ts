import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeDataFolder } from './data-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'masterx-data-'));
afterAll(() => rmSync(root, { recursive: true }));

it('is made for its owner only, and may be there', () => {
  const path = join(root, 'one', 'two');
  makeDataFolder(path);
  makeDataFolder(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

it('below a file is refused with what to do', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeDataFolder(join(root, 'file', 'data'))).toThrowError(
    expect.objectContaining({
      code: 'configuration_invalid',
      hint: expect.stringContaining('MASTERX_DATA_DIR'),
    }),
  );
});
