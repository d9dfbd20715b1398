import type { PracticeAttempt, Statement } from '../readers/record.ts';
import type { Row } from '../readers/table.ts';

/** What whoever imports may say about a table that the table does not say itself. */
export interface TableOptions {
  /** Namespace of the source's identifiers, in place of the one the preset builds. */
  readonly source?: string;
  /** Name of the subject, where the table has none. */
  readonly subject?: string;
  /** Name of the topic, where the table has none. */
  readonly topic?: string;
  /** Identifier of the learner, where the table is one learner's. */
  readonly learner?: string;
  /** The instant from which small numeric times count; 2020-01-01 UTC unless said. */
  readonly epoch?: Date;
  /** Directory of the tables that belong to this one; the file's own unless said. */
  readonly beside?: string;
}

/** A table that is about to be read. */
export interface TableContext {
  /** The file's path, `-` for standard input. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly options: TableOptions;
}

/** Makes records of rows, in the order of the file. Refuses rows by throwing a `Refusal`. */
export interface RowMapper {
  /** Whether a row's record depends on rows before it: then skipped rows must be mapped as well. */
  readonly looksBack: boolean;
  map(row: Row): PracticeAttempt | Statement;
}

/** A kind of table whose columns and meaning are known. */
export interface Preset {
  /** One line for the help text. */
  readonly description: string;
  /** Columns that must be there. */
  readonly columns: readonly string[];
  /** Columns that are used when they are there. */
  readonly optionalColumns: readonly string[];
  /** Header and first rows, for the help text. */
  readonly example: string;
  open(context: TableContext): Promise<RowMapper>;
}
