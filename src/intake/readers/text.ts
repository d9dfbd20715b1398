import { isUtf8 } from 'node:buffer';

/** How a table's bytes stand for characters. Much older research data is Latin 1 (ISO 8859-1). */
export type Encoding = 'utf8' | 'latin1';

/** The text of `bytes`, or undefined when they are not of that encoding. */
export function textOf(bytes: Buffer, encoding: Encoding = 'utf8'): string | undefined {
  if (encoding === 'utf8' && !isUtf8(bytes)) return undefined;
  return bytes.toString(encoding);
}
