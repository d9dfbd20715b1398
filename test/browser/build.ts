import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Builds the pages that are served to the browser, unless they are what the sources give. */
export function buildPages(): void {
  const script = join(import.meta.dirname, '../../scripts/build.mjs');
  const built = spawnSync(process.execPath, [script, '--if-stale'], { encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
}
