import type { RowMapper } from '../presets/preset.ts';
import type { FoundRow, FoundRows } from './reading.ts';
import { refuse } from './refusal.ts';
import type { Table } from './table.ts';

/** The rows of a table, each made a record by `mapper`. */
export function tableRows(format: string, table: Table, mapper: RowMapper): FoundRows {
  async function* rows(): AsyncGenerator<FoundRow> {
    for await (const row of table) {
      yield { line: row.line, make: () => ('reason' in row ? refuse(row.reason) : mapper.map(row)) };
    }
  }
  return { format, rows: rows(), looksBack: mapper.looksBack };
}
