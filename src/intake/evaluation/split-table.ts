import { createHash } from 'node:crypto';
import { MasterXError } from '../../errors/error.ts';
import type { RowMapper } from '../presets/preset.ts';
import { PRESETS, type PresetName } from '../presets/table.ts';
import { Refusal } from '../readers/refusal.ts';
import { ByteSource, STDIN_PATH } from '../readers/source.ts';
import { type Row, Table } from '../readers/table.ts';

/** By what a table is parted: whole learners, or a moment before which everything is for training. */
export type SplitBy = 'learner' | 'time';

/** How a table is parted into one for training and one for testing. */
export interface SplitRequest {
  readonly path: string;
  readonly preset: PresetName;
  readonly by: SplitBy;
  /** Share of the learners, or of the rows, that go to the test; in (0, 1). */
  readonly testShare: number;
  /** The same seed parts the learners the same way. */
  readonly seed: number;
}

/** Where the two parts are written, line by line. */
export interface SplitTargets {
  readonly train: (line: string) => Promise<void>;
  readonly test: (line: string) => Promise<void>;
}

/** What became of the rows. */
export interface SplitReport {
  readonly trainRows: number;
  readonly testRows: number;
  /** Rows that cannot be read; they are in neither part. */
  readonly rejected: number;
  /** The moment from which rows are for testing; null where learners are parted. */
  readonly cut: Date | null;
}

/** Learners are told apart by this many bits of a hash. */
const HASH_BITS = 32;

/**
 * Parts a table of a preset, row by row in the order of the file. By learner, a hash of seed and learner decides, so
 * that every row of a learner goes to the same part; by time, the rows from a moment on are the test, so that it holds
 * about `testShare` of all rows: the file is read twice, and eight bytes a row are held.
 *
 * @throws MasterXError `file_unreadable`; `usage` where one part would be empty; `interrupted`.
 */
export async function splitTable(
  request: SplitRequest,
  targets: SplitTargets,
  signal: AbortSignal,
): Promise<SplitReport> {
  if (request.by === 'time' && request.path === STDIN_PATH) {
    throw new MasterXError('usage', {
      detail: 'Standard input can be read once, and a split by time reads twice.',
      hint: 'Write it into a file, or split --by learner.',
    });
  }
  const cut = request.by === 'time' ? await cutOf(request, signal) : null;
  const counts = { trainRows: 0, testRows: 0, rejected: 0 };
  for await (const { header, row, learner, at } of rowsOf(request, signal)) {
    if (header !== undefined) {
      await targets.train(header);
      await targets.test(header);
    } else if (row === undefined) {
      counts.rejected++;
    } else if (cut === null ? hashShare(request.seed, learner) < request.testShare : at >= cut) {
      counts.testRows++;
      await targets.test(row);
    } else {
      counts.trainRows++;
      await targets.train(row);
    }
  }
  if (counts.trainRows === 0 || counts.testRows === 0) {
    throw new MasterXError('usage', {
      detail: `One of the two parts would be empty: ${counts.trainRows} rows for training, ${counts.testRows} for testing.`,
      hint:
        cut === null
          ? 'Choose another --test-share or --seed.'
          : 'Choose another --test-share, or split --by learner: perhaps the rows have no times.',
    });
  }
  return { ...counts, cut };
}

/** The moment from which about that share of the rows lies. */
async function cutOf(request: SplitRequest, signal: AbortSignal): Promise<Date> {
  const timesMs: number[] = [];
  for await (const { row, at } of rowsOf(request, signal)) if (row !== undefined) timesMs.push(at.getTime());
  const sorted = Float64Array.from(timesMs).sort();
  const place = Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - request.testShare)));
  return new Date(sorted[place] ?? 0);
}

interface SplitRow {
  /** The columns' names, in the first of all. */
  readonly header?: string;
  /** The row as text; absent where it cannot be read. */
  readonly row?: string;
  readonly learner: string;
  readonly at: Date;
}

const NOBODY = { learner: '', at: new Date(0) } as const;

async function* rowsOf({ path, preset: name }: SplitRequest, signal: AbortSignal): AsyncGenerator<SplitRow> {
  const preset = PRESETS[name];
  const source = await ByteSource.open(path);
  try {
    const table = await Table.open(source, preset.columns);
    const mapper = await preset.open({ path, columns: table.columns, options: {} });
    const textOf = (cells: readonly string[]) =>
      cells.map((cell) => quoted(cell, table.delimiter)).join(table.delimiter);
    yield { ...NOBODY, header: textOf(table.columns) };
    for await (const row of table) {
      signal.throwIfAborted();
      yield 'reason' in row
        ? NOBODY
        : splitRow(row, mapper, () => textOf(table.columns.map((column) => row.cell(column))));
    }
  } finally {
    await source.close();
  }
}

function splitRow(row: Row, mapper: RowMapper, textOf: () => string): SplitRow {
  try {
    const { learner, at } = mapper.map(row);
    return { learner, at, row: textOf() };
  } catch (thrown) {
    if (thrown instanceof Refusal) return NOBODY;
    throw thrown;
  }
}

/** A field as RFC 4180 writes it. */
function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A number in [0, 1) that seed and learner decide. */
function hashShare(seed: number, learner: string): number {
  const digest = createHash('sha256').update(`${seed}\u0000${learner}`).digest();
  return digest.readUInt32BE(0) / 2 ** HASH_BITS;
}
