const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const OPEN_ARRAY = 0x5b;

/** One element of a JSON array: its ordinal from 1 and its text, undefined when it is longer than allowed. */
export interface Element {
  readonly line: number;
  readonly bytes: Buffer | undefined;
}

/** The text ended before its array did. */
export class ArrayCutOff extends Error {
  override readonly name = 'ArrayCutOff';
}

/**
 * The elements of the first JSON array in a byte stream, each as its own text, not yet parsed: an element that is not
 * valid JSON spoils no other as long as its brackets and quotes are balanced. One longer than `bytesMax` is passed
 * over without being held. What precedes the array and what follows it is ignored. Throws `ArrayCutOff`.
 */
export async function* elementsOf(chunks: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<Element> {
  const scanner = new ElementScanner(bytesMax);
  for await (const chunk of chunks) {
    yield* scanner.take(chunk);
    if (scanner.isFinished) return;
  }
  throw new ArrayCutOff();
}

/** Where in an array the scan stands; holds at most one element. */
class ElementScanner {
  /** Brackets open around the position; 1 is the array itself. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  #line = 0;
  #parts: Buffer[] = [];
  #length = 0;
  isFinished = false;

  constructor(readonly bytesMax: number) {}

  *take(chunk: Buffer): Generator<Element> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#depth === 0) {
        if (byte !== OPEN_ARRAY) continue;
        this.#depth = 1;
        start = at + 1;
      } else if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
      } else if (byte === QUOTE) {
        this.#inString = true;
      } else if (OPEN.has(byte)) {
        this.#depth += 1;
      } else if (CLOSE.has(byte)) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        this.#hold(chunk.subarray(start, at));
        this.isFinished = true;
        yield* this.#finish();
        return;
      } else if (byte === COMMA && this.#depth === 1) {
        this.#hold(chunk.subarray(start, at));
        start = at + 1;
        yield* this.#finish();
      }
    }
    if (this.#depth > 0) this.#hold(chunk.subarray(start));
  }

  #hold(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.bytesMax) this.#parts = [];
    else this.#parts.push(part);
  }

  /** The element held, unless it is the emptiness of an empty array or after a last comma. */
  *#finish(): Generator<Element> {
    const bytes = this.#length > this.bytesMax ? undefined : Buffer.concat(this.#parts, this.#length);
    this.#parts = [];
    this.#length = 0;
    const isBlank = bytes?.every((byte) => SPACE.has(byte)) ?? false;
    if (isBlank && this.isFinished) return;
    this.#line += 1;
    yield { line: this.#line, bytes };
  }
}
