import { MasterXError } from '../errors/error.ts';
import { LIMITS } from '../std/limits.ts';
import { HTTP_LIMITS } from './bounds.ts';

/** Keys that mean something to JavaScript rather than to whoever sent them. */
const KEYS_OF_THE_LANGUAGE = new Set(['__proto__', 'constructor', 'prototype']);

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The value of a JSON body; undefined where it is empty.
 *
 * @throws MasterXError `malformed_request`: not UTF-8, not JSON, nested too deeply, a key that could act as an operator
 * or as a path of the database, or a text that is no Unicode.
 */
export function parseJsonBody(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return undefined;
  const value = parsed(bytes);
  assertSafe(value, '', 0);
  return value;
}

function parsed(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch (cause) {
    throw new MasterXError('malformed_request', { detail: 'The body is not UTF-8.', cause });
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, so it is no cause to keep.
    throw new MasterXError('malformed_request', { detail: 'The body is not JSON.' });
  }
}

function assertSafe(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) refuse(path, 'must be Unicode text without lone surrogates');
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if (depth >= LIMITS.bodyDepthMax) refuse(path, `must not nest deeper than ${LIMITS.bodyDepthMax} levels`);
  if (Array.isArray(value)) {
    for (const [at, element] of value.entries()) assertSafe(element, `${path}[${at}]`, depth + 1);
    return;
  }
  for (const [key, inside] of Object.entries(value)) {
    const place = path === '' ? quoted(key) : `${path}.${quoted(key)}`;
    if (KEYS_OF_THE_LANGUAGE.has(key)) refuse(place, 'is not a key that may be used');
    if (key.startsWith('$')) refuse(place, 'must not start with $');
    if (key.includes('.')) refuse(place, 'must not contain a dot');
    if (key.includes('\0') || /\p{Surrogate}/u.test(key)) refuse(place, 'must be a key of Unicode text');
    assertSafe(inside, place, depth + 1);
  }
}

function quoted(key: string): string {
  const short = key.slice(0, HTTP_LIMITS.quotedKeyLengthMax);
  return short.replace(/[\p{Cc}\p{Surrogate}]/gu, '?');
}

function refuse(path: string, message: string): never {
  throw new MasterXError('malformed_request', { violations: [{ path, message }] });
}
