import { createHash } from 'node:crypto';
import { BSON } from 'mongodb';
import { MasterXError } from '../errors/error.ts';

/**
 * A place in an ordered answer: the value of the leading sort key that was reached, and how many documents with that
 * very value were seen. So the next page starts with one seek in the index, and documents that tie are neither lost
 * nor repeated; only ties are walked again.
 */
export interface Place {
  /** Value of the leading sort key; undefined where the answer has no order of its own. */
  readonly value: unknown;
  readonly skip: number;
}

/** More than any answer has; the server refuses numbers that are far greater. */
const SKIP_MAX = 2 ** 31 - 1;

/** What a cursor belongs to: it is refused for anything else. */
export function cursorScope(...parts: readonly unknown[]): string {
  return createHash('sha256').update(BSON.EJSON.stringify(parts)).digest('base64url').slice(0, 16);
}

export function encodeCursor(scope: string, { value, skip }: Place): string {
  return Buffer.from(BSON.EJSON.stringify({ scope, value, skip })).toString('base64url');
}

/** @throws MasterXError `invalid_cursor` */
export function decodeCursor(scope: string, cursor: string): Place {
  let read: unknown;
  try {
    read = BSON.EJSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new MasterXError('invalid_cursor', { cause });
  }
  if (!isPlace(read) || read.scope !== scope) throw new MasterXError('invalid_cursor');
  return { value: read.value, skip: read.skip };
}

function isPlace(read: unknown): read is Place & { scope: string } {
  if (read === null || typeof read !== 'object') return false;
  const { skip, value } = read as Partial<Place>;
  const plain = value === null || typeof value !== 'object' || value instanceof Date;
  return typeof skip === 'number' && Number.isInteger(skip) && skip >= 0 && skip <= SKIP_MAX && plain;
}
