import type { Json } from '../../api/types.ts';

export interface Envelope {
  bytes: number;
  key_id: string;
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function at(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined;
}

/** The ciphertext that stands in a stored document as a mere note of its length and key. */
export function envelopeOf(value: Json): Envelope | null {
  const envelope = at(value, '$envelope');
  const bytes = at(envelope, 'bytes');
  if (typeof bytes !== 'number') return null;
  return { bytes, key_id: String(at(envelope, 'key_id') ?? '') };
}

/** Extended JSON's scalars as people read them; null for what is none. */
export function scalarOf(value: Json): string | null {
  if (!isObject(value)) return null;
  const keys = Object.keys(value);
  if (keys.length !== 1) return null;
  const date = value['$date'];
  if (typeof date === 'string') return date;
  if (date !== undefined) return new Date(Number(at(date, '$numberLong') ?? date)).toISOString();
  const id = value['$oid'];
  if (typeof id === 'string') return `ObjectId ${id}`;
  const number =
    value['$numberLong'] ?? value['$numberDecimal'] ?? value['$numberInt'] ?? value['$numberDouble'];
  return typeof number === 'string' ? number : null;
}

/** Where a stored document holds ciphertext: "user_input", "ai_response.text". */
export function sealedPaths(value: Json, path = ''): ReadonlySet<string> {
  if (envelopeOf(value) !== null) return new Set([path]);
  if (!isObject(value)) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => [
      ...sealedPaths(inner, path === '' ? key : `${path}.${key}`),
    ]),
  );
}
