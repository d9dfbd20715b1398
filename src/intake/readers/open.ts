import type { Readable } from 'node:stream';
import { MasterXError } from '../../errors/error.ts';
import { mappedRows } from '../presets/mapped.ts';
import { type Mapping, parseMapping } from '../presets/mapping.ts';
import type { TableOptions } from '../presets/preset.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from '../presets/table.ts';
import { type Format, formatOf } from './format.ts';
import { documentRows, statementRows } from './json-rows.ts';
import { type FoundRows, SourceReading } from './reading.ts';
import type { Reading } from './record.ts';
import { ByteSource } from './source.ts';
import { Table } from './table.ts';
import { tableRows } from './table-rows.ts';
import type { Encoding } from './text.ts';

/** How to read a file. What is not said is recognised from its beginning. */
export interface ReadOptions extends TableOptions {
  readonly preset?: PresetName;
  /** Columns of a table that is no preset's: `learner=student,at=time,concept=skill,correct=right`. */
  readonly mapping?: string;
  /** One character between fields; told from the header unless said. */
  readonly delimiter?: string;
  /** Of a table; UTF-8 unless said. */
  readonly encoding?: Encoding;
  /** Position up to which everything is done: reading goes on behind it. */
  readonly afterLine?: number;
  /** Stands in for the process's standard input, path `-`. */
  readonly stdin?: Readable;
}

/**
 * Opens learners' records for reading: `path` is a file, plain or gzip, or `-` for standard input. `file_unreadable`
 * when it is not there, of no known format, or lacks columns; `usage` when the options contradict each other or a
 * table of unknown columns has no mapping.
 */
export async function openReading(path: string, options: ReadOptions = {}): Promise<Reading> {
  const mapping = options.mapping === undefined ? undefined : parseMapping(options.mapping);
  if (mapping && options.preset)
    throw usage('A preset knows its columns: give either a preset or a mapping.');
  const source = await ByteSource.open(path, options.stdin);
  try {
    const found = await foundRows(source, await formatOf(source), options, mapping);
    return new SourceReading(source, found, options.afterLine ?? 0);
  } catch (thrown) {
    await source.close();
    throw thrown;
  }
}

async function foundRows(
  source: ByteSource,
  format: Format,
  options: ReadOptions,
  mapping: Mapping | undefined,
): Promise<FoundRows> {
  if (format.kind === 'table') return foundTableRows(source, format.preset, options, mapping);
  if (mapping || options.preset) throw usage('A preset or a mapping is for tables, and the file holds JSON.');
  return format.kind === 'documents' ? documentRows(source) : statementRows(source, format.layout);
}

async function foundTableRows(
  source: ByteSource,
  recognised: PresetName | undefined,
  options: ReadOptions,
  mapping: Mapping | undefined,
): Promise<FoundRows> {
  if (mapping) {
    const table = await Table.open(source, Object.values(mapping), options);
    return tableRows(
      'mapped',
      table,
      mappedRows(mapping, { path: source.path, columns: table.columns, options }),
    );
  }
  const name = options.preset ?? recognised;
  if (!name) {
    throw usage(
      `The columns are those of no preset (${PRESET_NAMES.join(', ')}), so which of them mean what must be said.`,
    );
  }
  const preset = PRESETS[name];
  const table = await Table.open(source, preset.columns, options);
  return tableRows(name, table, await preset.open({ path: source.path, columns: table.columns, options }));
}

function usage(detail: string): MasterXError {
  return new MasterXError('usage', {
    detail,
    hint: 'Add --map learner=student,at=time,concept=skill,correct=right with your own columns, or --preset with a name.',
  });
}
