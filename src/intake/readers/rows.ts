import { READ_LIMITS } from './limits.ts';
import { linesOf } from './lines.ts';
import { type Encoding, textOf } from './text.ts';

/** One row of a table: the line it starts on and its fields, or why it has none. */
export type RawRow =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly reason: string };

/** Fields found so far, and whether the last one is quoted and still open. */
interface Split {
  readonly fields: string[];
  readonly state: 'whole' | 'open' | 'malformed';
}

/** A line that waits for the rest of its row. */
interface Held {
  readonly line: number;
  /** Undefined when the line is no text that can be read; `reason` says why. */
  readonly text: string | undefined;
  readonly reason: string;
}

/**
 * The rows of delimiter-separated text (RFC 4180): fields may be quoted, quotes in them doubled, line breaks within
 * quotes kept as LF. Lines without any character are not rows. A row that breaks the rules, is not text of the
 * encoding, or exceeds the limits is told with a reason, and reading goes on at the very next line: a stray quote
 * costs its own row and no other.
 */
export async function* rowsOf(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  encoding: Encoding = 'utf8',
): AsyncGenerator<RawRow> {
  const framer = new RowFramer(delimiter);
  for await (const { line, bytes } of linesOf(chunks, READ_LIMITS.rowBytesMax)) {
    const text = bytes && textOf(bytes, encoding);
    yield* framer.take({ line, text, reason: bytes ? `not ${encoding} text` : 'longer than 1 MiB' });
  }
  yield* framer.finish();
}

/** Puts lines together to rows. Holds the lines of one unfinished row. */
class RowFramer {
  #open: Held[] = [];
  #openLength = 0;

  constructor(readonly delimiter: string) {}

  *take(next: Held): Generator<RawRow> {
    const waiting = [next];
    for (let held = waiting.shift(); held; held = waiting.shift()) {
      if (this.#open.length === 0 && held.text === '') continue;
      this.#open.push(held);
      this.#openLength += held.text?.length ?? 0;
      const row = this.#attempt(held);
      if (!row) continue;
      if ('reason' in row) waiting.unshift(...this.#open.slice(1));
      this.#open = [];
      this.#openLength = 0;
      yield row;
    }
  }

  *finish(): Generator<RawRow> {
    while (this.#open.length > 0) {
      const [first, ...rest] = this.#open;
      this.#open = [];
      this.#openLength = 0;
      if (first) yield { line: first.line, reason: 'a quote is opened and not closed' };
      for (const held of rest) yield* this.take(held);
    }
  }

  /** The row the open lines make with `last` as the newest of them; undefined while it may still go on. */
  #attempt(last: Held): RawRow | undefined {
    const first = this.#open[0] ?? last;
    const isFull = this.#open.length > READ_LIMITS.rowLinesMax || this.#openLength > READ_LIMITS.rowBytesMax;
    if (last.text === undefined) {
      return { line: first.line, reason: first === last ? last.reason : 'a quote is opened and not closed' };
    }
    // Within an open field only a quote can end it.
    const mayEnd = first === last || last.text.includes('"');
    const split = mayEnd
      ? splitRow(this.#open.map(({ text }) => text).join('\n'), this.delimiter)
      : undefined;
    if (split?.state === 'whole') return { line: first.line, fields: split.fields };
    if (split?.state === 'malformed') return { line: first.line, reason: 'a quote stands where none may' };
    return isFull ? { line: first.line, reason: 'a quote is opened and not closed' } : undefined;
  }
}

/** One row's text split into fields. */
export function splitRow(text: string, delimiter: string): Split {
  if (!text.includes('"')) return { fields: text.split(delimiter), state: 'whole' };
  const fields: string[] = [];
  let position = 0;
  for (;;) {
    if (text[position] !== '"') {
      const end = text.indexOf(delimiter, position);
      const field = end < 0 ? text.slice(position) : text.slice(position, end);
      if (field.includes('"')) return { fields, state: 'malformed' };
      fields.push(field);
      if (end < 0) return { fields, state: 'whole' };
      position = end + delimiter.length;
      continue;
    }
    const close = closingQuote(text, position + 1);
    if (close < 0) return { fields, state: 'open' };
    fields.push(text.slice(position + 1, close).replaceAll('""', '"'));
    if (close + 1 === text.length) return { fields, state: 'whole' };
    if (!text.startsWith(delimiter, close + 1)) return { fields, state: 'malformed' };
    position = close + 1 + delimiter.length;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
