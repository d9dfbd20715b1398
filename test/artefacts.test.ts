import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { artefacts } from '../scripts/artefacts.ts';
import { formatted } from '../scripts/formatted.ts';

const root = join(import.meta.dirname, '..');
const SAY = 'Run `npm run generate` and commit what it writes.';

it('generated files are what the schema gives', { timeout: 30_000 }, () => {
  const expected = artefacts(formatted);
  for (const [path, content] of Object.entries(expected)) {
    const isSame = readFileSync(join(root, path), 'utf8') === content;
    expect(isSame, `${path} differs from the schema. ${SAY}`).toBe(true);
  }
  const folder = join(root, 'docs/schema');
  const written = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const orphans = written.filter((path) => !Object.hasOwn(expected, path));
  expect(orphans, 'Nothing generates these any more: delete them.').toEqual([]);
});
