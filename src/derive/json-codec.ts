import type { ResolvedField } from '../schema/resolved.ts';
import { type Processors, visitor } from './visit.ts';

/** Turns a value of one form into the other. What does not fit passes through as it is, for the validator to refuse. */
export type Recoding = (value: unknown) => unknown;

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const same: Recoding = (value) => value;

/** What is inside the fields that hold others; the same in both directions. */
const containers: Pick<Processors<Recoding>, 'list' | 'group' | 'record'> = {
  list: ({ element }, visit) => {
    const inside = visit(element);
    if (inside === same) return same;
    return (value) => (Array.isArray(value) ? value.map(inside) : value);
  },
  group: ({ fields }, visit) => {
    const recodings = fields.flatMap((child): [string, Recoding][] => {
      const inside = visit(child);
      return inside === same ? [] : [[child.name, inside]];
    });
    if (recodings.length === 0) return same;
    return (value) => {
      if (!isObject(value)) return value;
      const recoded = { ...value };
      for (const [name, inside] of recodings)
        if (Object.hasOwn(value, name)) recoded[name] = inside(value[name]);
      return recoded;
    };
  },
  record: ({ value: of }, visit) => {
    const inside = visit(of);
    if (inside === same) return same;
    return (value) =>
      isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inside(one)]))
        : value;
  },
};

const unchanged = {
  text: () => same,
  slug: () => same,
  uuid: () => same,
  objectId: () => same,
  integer: () => same,
  number: () => same,
  boolean: () => same,
  choice: () => same,
} satisfies Partial<Processors<Recoding>>;

/** From JSON to the logical form: instants become `Date` of RFC 3339 texts, bytes `Uint8Array` of Base64. */
export const fromJson: (field: ResolvedField) => Recoding = visitor<Recoding>({
  ...unchanged,
  ...containers,
  instant: () => instantOf,
  bytes: () => (value) =>
    typeof value === 'string' && BASE64.test(value) ? new Uint8Array(Buffer.from(value, 'base64')) : value,
});

/** From the logical form to what `JSON.stringify` can take. */
export const toJson: (field: ResolvedField) => Recoding = visitor<Recoding>({
  ...unchanged,
  ...containers,
  instant: () => (value) => (value instanceof Date ? value.toISOString() : value),
  bytes: () => (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
});

function instantOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [, year, month, day] = RFC3339.exec(value) ?? [];
  if (!year || !month || !day) return value;
  // JavaScript takes the 30th of February for the 1st of March.
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) || Number(day) > daysInMonth ? value : instant;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
