import type { SourceDocument, SourceElements } from '../readers/record.ts';
import type { WriterParts } from './event-writer.ts';

/** Stores documents of the project's own format. */
export class DocumentWriter {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  async take(record: SourceDocument | SourceElements): Promise<void> {
    this.#parts.run.reject(record.line, 'not yet', this.#parts.rejects);
  }

  async finish(): Promise<void> {
    // Nothing waits.
  }
}
