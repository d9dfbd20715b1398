import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** One source file of the project. */
export interface Source {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** Files of the project it imports, type imports and re-exports included, by their paths from the root. */
  readonly imports: readonly string[];
  /** Those of them that are there when it runs: without `import type` and `export type`. */
  readonly loads: readonly string[];
}

const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s+(type\s)?[^'";]*?\sfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g;

/** The TypeScript sources below some folders; generated ones and declarations of types left out. */
export function sourcesOf(folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/[\\/](?:generated|node_modules|dist)[\\/]/.test(file))
      .sort()
      .map(readSource),
  );
}

function readSource(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(IMPORT)]
    .map((match) => ({ isType: match[1] !== undefined, specifier: match[2] ?? match[3] ?? '' }))
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ isType, specifier }) => ({
      isType,
      target: relative(ROOT, join(dirname(file), specifier)).replaceAll('\\', '/'),
    }));
  return {
    path: relative(ROOT, file).replaceAll('\\', '/'),
    text,
    lines: text.replace(/\n$/, '').split('\n'),
    imports: found.map(({ target }) => target),
    loads: found.filter(({ isType }) => !isType).map(({ target }) => target),
  };
}

/** Whether the file runs only in tests. */
export const isTest = ({ path }: Pick<Source, 'path'>): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith('test/') || path.includes('/testing-only/');
