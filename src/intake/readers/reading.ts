import type { ReadItem, Reading, ReadProgress, SourceRecord } from './record.ts';
import { Refusal } from './refusal.ts';
import type { ByteSource } from './source.ts';

/** A row that was found and is not yet a record, so that skipping it costs nothing more. */
export interface FoundRow {
  readonly line: number;
  /** The record; throws a `Refusal` when the row cannot become one. */
  make(): SourceRecord;
}

/** The rows of a source in order. */
export interface FoundRows {
  /** What the source is: `documents`, `statements`, `mapped`, or the name of a preset. */
  readonly format: string;
  readonly rows: AsyncIterable<FoundRow>;
  /** Whether a record depends on rows before it: then also those to be skipped are made. */
  readonly looksBack: boolean;
}

/** Turns found rows into what a reading yields, going on behind `afterLine`. */
export class SourceReading implements Reading {
  #line = 0;

  constructor(
    readonly source: ByteSource,
    readonly found: FoundRows,
    readonly afterLine: number,
  ) {}

  get format(): string {
    return this.found.format;
  }

  close(): Promise<void> {
    return this.source.close();
  }

  progress(): ReadProgress {
    return { bytesRead: this.source.bytesRead, bytesTotal: this.source.bytesTotal, line: this.#line };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReadItem> {
    for await (const row of this.found.rows) {
      const isDone = row.line <= this.afterLine;
      const item = isDone && !this.found.looksBack ? undefined : itemOf(row);
      this.#line = row.line;
      if (item && !isDone) yield item;
    }
  }
}

function itemOf(row: FoundRow): ReadItem {
  try {
    return row.make();
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { kind: 'reject', line: row.line, reason: thrown.message };
  }
}
