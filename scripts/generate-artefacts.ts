import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { artefacts } from './artefacts.ts';
import { formatted } from './formatted.ts';

/** Writes every generated file; with `--check`, says which differ instead and fails if any does. */
const check = process.argv.includes('--check');
const root = join(import.meta.dirname, '..');
const stale: string[] = [];

for (const [path, content] of Object.entries(artefacts(formatted))) {
  const file = join(root, path);
  if (read(file) === content) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

if (check && stale.length > 0) {
  console.error(`Generated files differ from the schema: ${stale.join(', ')}. Run \`npm run generate\`.`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}.` : 'Generated files are up to date.');
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
