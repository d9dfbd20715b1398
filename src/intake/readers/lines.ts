const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** One line: its number from 1 and its bytes without the line end; undefined when it is longer than allowed. */
export interface Line {
  readonly line: number;
  readonly bytes: Buffer | undefined;
}

/**
 * The lines of a byte stream, ended by LF or CRLF, without a byte order mark. A line longer than `bytesMax` is passed
 * over without being held. A last line without an end is a line; the emptiness after the last end is none.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<Line> {
  let line = 0;
  let parts: Buffer[] = [];
  let length = 0;

  const finished = (): Line => {
    line += 1;
    const bytes = length > bytesMax ? undefined : trimmed(Buffer.concat(parts, length), line);
    parts = [];
    length = 0;
    return { line, bytes };
  };
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > bytesMax) parts = [];
    else parts.push(part);
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      yield finished();
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (length > 0) yield finished();
}

function trimmed(bytes: Buffer, line: number): Buffer {
  const start = line === 1 && bytes.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, end);
}
