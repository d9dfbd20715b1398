import { createHash } from 'node:crypto';

/** One short text for a content: equal for equal contents, whatever the order of their names. */
export function digestOf(content: unknown): string {
  return createHash('sha256').update(textOf(content)).digest('base64url').slice(0, 22);
}

/** The content as one text: equal for equal contents, whatever the order of their names. */
export function textOf(content: unknown): string {
  return JSON.stringify(ordered(content)) ?? '';
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, inside]) => inside !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inside]) => [name, ordered(inside)]),
  );
}
