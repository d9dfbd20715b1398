import { existsSync, realpathSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/settings.ts';
import { KEY_FILE } from '../stores/keys/file.ts';

/** The package's own folder: the same seen from `src/cli` and from `dist/cli`. */
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/** Real learners' records that come with the package; see `samples/README.md`. */
const SAMPLES = join(PACKAGE, 'samples');

/** A file of the samples. */
export function samplePath(...parts: readonly string[]): string {
  return join(SAMPLES, ...parts);
}

/** What holds for those records: published for research; where a source says how old somebody is, it stands there. */
export const SAMPLE_DECLARATION = { legalBasis: 'research', ageGroup: 'unknown' } as const;

/** Where rejected rows of a sample go: the package's own folder may not be the user's to write to. */
export function sampleRejectFile(path: string, dataDirectory: string): string {
  return join(dataDirectory, `${basename(path)}.rejects.jsonl`);
}

/** Where the local key-encryption key lies, or is written when first needed. */
export function keyFileOf({ keyFile, dataDirectory }: Pick<Config, 'keyFile' | 'dataDirectory'>): string {
  return resolve(keyFile ?? join(dataDirectory, KEY_FILE));
}

/** The built web application; undefined where it is not built. */
export function builtPages(): string | undefined {
  const folder = join(PACKAGE, 'dist', 'web');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** Whether a file is one of the package's samples. */
export function isSample(path: string): boolean {
  return (
    existsSync(path) && existsSync(SAMPLES) && realpathSync(path).startsWith(realpathSync(SAMPLES) + sep)
  );
}
