import { refuse } from './refusal.ts';
import { textOf } from './text.ts';

/** A JSON object as it came. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object that `bytes` hold; refuses anything else. */
export function objectFrom(bytes: Buffer | undefined, bytesMax: number): JsonObject {
  if (bytes === undefined) refuse(`longer than ${bytesMax} bytes`);
  const text = textOf(bytes);
  if (text === undefined) refuse('not UTF-8 text');
  const value = parsed(text);
  return isObject(value) ? value : refuse('not a JSON object');
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parser's own message quotes the text, which may be personal, so it is not passed on. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('not valid JSON');
  }
}
