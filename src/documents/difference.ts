import { isDeepStrictEqual } from 'node:util';
import type { ResolvedGroup } from '../schema/resolved.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The smallest declared parts in which two documents differ, by logical path. */
export interface Difference {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Compares two logical documents field by field; lists, records and values are compared as a whole. */
export function differenceOf(group: ResolvedGroup, before: Fields, after: Fields): Difference {
  const changed: string[] = [];
  const removed: string[] = [];
  for (const field of group.fields) {
    const [old, fresh] = [before[field.name], after[field.name]];
    if (isSame(old, fresh)) continue;
    if (fresh === undefined) {
      removed.push(field.path);
    } else if (field.kind === 'group' && field.storage.kind === 'plain' && isObject(old) && isObject(fresh)) {
      const inside = differenceOf(field, old, fresh);
      changed.push(...inside.changed);
      removed.push(...inside.removed);
    } else {
      changed.push(field.path);
    }
  }
  return { changed, removed };
}

/** Equality of logical values; a name that is absent equals one that is `undefined`. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(withoutUndefined(a), withoutUndefined(b));
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inside]) =>
      inside === undefined ? [] : [[name, withoutUndefined(inside)]],
    ),
  );
}

function isObject(value: unknown): value is Fields {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
