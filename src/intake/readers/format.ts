import { type PresetName, presetOf } from '../presets/table.ts';
import { isObject } from './json.ts';
import { READ_LIMITS } from './limits.ts';
import { ByteSource, unreadable } from './source.ts';
import { columnsOf, delimiterOf, headerLine } from './table.ts';

/** What a file looks like from its beginning. */
export type Format =
  /** The project's own JSON Lines. */
  | { readonly kind: 'documents' }
  /** xAPI statements, one a line or as one array (bare, or as a learning record store answers them). */
  | { readonly kind: 'statements'; readonly layout: 'lines' | 'array' }
  /** A table; without a preset its columns need a mapping. */
  | { readonly kind: 'table'; readonly preset: PresetName | undefined; readonly columns: readonly string[] };

/** Recognises the file at `path`. `file_unreadable` when it is not there, empty, or nothing that is known. */
export async function detectFormat(path: string): Promise<Format> {
  const source = await ByteSource.open(path);
  try {
    return await formatOf(source);
  } finally {
    await source.close();
  }
}

/** Recognises what is about to be read, without taking anything from it. */
export async function formatOf(source: ByteSource): Promise<Format> {
  const head = await source.head();
  const text = head
    .subarray(0, READ_LIMITS.headBytesMax)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text === '') throw unreadable(source.path, 'is empty');
  // Text of one or two bytes a character has no zero bytes; UTF-16, archives and databases do.
  if (head.includes(0)) throw unreadable(source.path, 'is not text in UTF-8 or Latin 1');
  if (/^(\[|\{\s*"statements"\s*:\s*\[)/.test(text)) return { kind: 'statements', layout: 'array' };
  if (text.startsWith('{')) return formatOfLine(source.path, text);
  const header = headerLine(head) ?? headerLine(head, 'latin1') ?? '';
  const columns = columnsOf(header, delimiterOf(header));
  if (columns.length < 2) throw unreadable(source.path, 'is neither JSON nor a table with a header');
  return { kind: 'table', preset: presetOf(columns), columns };
}

/** The first line tells, by its keys; when it is longer than what is looked at, its beginning does. */
function formatOfLine(path: string, text: string): Format {
  const line = text.slice(0, text.includes('\n') ? text.indexOf('\n') : undefined);
  const keys = keysOf(line);
  const has = (key: string): boolean => (keys ? keys.includes(key) : line.includes(`"${key}"`));
  if (has('actor') && has('verb')) return { kind: 'statements', layout: 'lines' };
  if (has('collection') || has('document')) return { kind: 'documents' };
  throw unreadable(
    path,
    'holds JSON that is neither xAPI statements nor lines with "collection" and "document"',
  );
}

function keysOf(line: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? Object.keys(value) : [];
  } catch {
    // Cut off or broken: the reader will say so for its line.
    return undefined;
  }
}
