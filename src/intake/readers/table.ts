import { READ_LIMITS } from './limits.ts';
import { rowsOf, splitRow } from './rows.ts';
import { type ByteSource, unreadable } from './source.ts';
import { type Encoding, textOf } from './text.ts';

/** One row of a table whose header is known. */
export interface Row {
  readonly line: number;
  /** The field of that column without surrounding space; empty when the file lacks the (optional) column. */
  cell(column: string): string;
}

/** A row, or why the line is none. */
export type TableItem = Row | { readonly line: number; readonly reason: string };

/** A table read row by row. Its first row is the header. */
export class Table {
  readonly #position: ReadonlyMap<string, number>;

  private constructor(
    readonly source: ByteSource,
    readonly columns: readonly string[],
    readonly delimiter: string,
    readonly encoding: Encoding,
  ) {
    this.#position = new Map(columns.map((column, position) => [column, position]));
  }

  /**
   * Opens the table in `source` and checks its header. `file_unreadable` when one of `required` is missing or there
   * twice, naming what is expected and what was found.
   */
  static async open(
    source: ByteSource,
    required: readonly string[],
    options: { readonly delimiter?: string; readonly encoding?: Encoding } = {},
  ): Promise<Table> {
    const encoding = options.encoding ?? 'utf8';
    const head = headerLine(await source.head(), encoding);
    if (head === undefined) throw unreadable(source.path, `has no header that is ${encoding} text`);
    const delimiter = options.delimiter ?? delimiterOf(head);
    const columns = columnsOf(head, delimiter);
    const wrong = required.filter((name) => columns.filter((column) => column === name).length !== 1);
    if (wrong.length > 0) {
      const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
      throw unreadable(
        source.path,
        `needs each of the columns ${list(required)} once; not so: ${list(wrong)}. Its header has ${list(shown(columns))}`,
      );
    }
    return new Table(source, columns, delimiter, encoding);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TableItem> {
    let isHeader = true;
    for await (const raw of rowsOf(this.source, this.delimiter, this.encoding)) {
      if (isHeader) {
        isHeader = false;
      } else if ('reason' in raw) {
        yield raw;
      } else if (raw.fields.length !== this.columns.length) {
        yield {
          line: raw.line,
          reason: `${raw.fields.length} fields where the header has ${this.columns.length}`,
        };
      } else {
        const { line, fields } = raw;
        yield { line, cell: (column) => fields[this.#position.get(column) ?? -1]?.trim() ?? '' };
      }
    }
  }
}

/**
 * The first line with any text, if it is complete within the head and of that encoding. A header whose own names
 * hold line breaks is not supported.
 */
export function headerLine(head: Buffer, encoding: Encoding = 'utf8'): string | undefined {
  const text = head.subarray(0, READ_LIMITS.headBytesMax).toString('latin1');
  const line = text
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .split('\n')
    .find((candidate) => candidate.replace(/\r$/, '') !== '');
  return line === undefined ? undefined : textOf(Buffer.from(line.replace(/\r$/, ''), 'latin1'), encoding);
}

/** The delimiter of a header: of tab, semicolon and comma the one that splits it into most columns. */
export function delimiterOf(header: string): string {
  return [',', '\t', ';'].reduce((best, candidate) =>
    splitRow(header, candidate).fields.length > splitRow(header, best).fields.length ? candidate : best,
  );
}

/** The column names of a header. */
export function columnsOf(header: string, delimiter: string): readonly string[] {
  return splitRow(header, delimiter).fields.map((name) => name.trim());
}

/** Enough of a header to recognise a wrong file by. */
function shown(columns: readonly string[]): readonly string[] {
  const cut = columns.slice(0, 40).map((name) => (name.length > 60 ? `${name.slice(0, 59)}…` : name));
  return columns.length > cut.length ? [...cut, `… (${columns.length} in all)`] : cut;
}
