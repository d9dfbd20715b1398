import { normaliseEmail } from '../../src/protection/blind-index.ts';
import { conditionsOf } from '../../src/schema/resolve-query.ts';
import type { ResolvedCollection, ResolvedQuery } from '../../src/schema/resolved.ts';
import { LIMITS } from '../../src/std/limits.ts';
import { valueAt, withValueAt } from '../../src/std/paths.ts';
import type { Fields, Held } from './document-model.ts';

/** What a named query must answer over the documents of the model, in no particular order. */
export function answerOf(
  collection: ResolvedCollection,
  query: ResolvedQuery,
  documents: Iterable<Held>,
  values: Fields,
  owner: string | undefined,
): Fields[] {
  return [...documents]
    .filter(({ header }) => isAsked(collection, query, header, values, owner))
    .map((held) => projected(query, held));
}

/** Whether the answer stands in the order the query declares, as far as its items show. */
export function isInOrder({ declaration: { sort = {} } }: ResolvedQuery, items: readonly Fields[]): boolean {
  return items.every((item, at) => {
    const next = items[at + 1];
    if (!next) return true;
    for (const [path, direction] of Object.entries(sort)) {
      const [a, b] = [comparable(valueAt(item, path)), comparable(valueAt(next, path))];
      if (a === undefined || b === undefined) return true;
      if (a !== b) return direction === 1 ? a < b : a > b;
    }
    return true;
  });
}

function isAsked(
  { blindIndexes }: ResolvedCollection,
  { declaration }: ResolvedQuery,
  header: Fields,
  values: Fields,
  owner: string | undefined,
): boolean {
  return Object.entries(declaration.filter).every(([path, conditions]) => {
    const isHashed = blindIndexes.some((blind) => blind.path === path);
    const form = (value: unknown) => comparable(isHashed ? normaliseEmail(String(value)) : value);
    const stored = valueAt(header, path);
    if (stored === undefined || stored === null) return false;
    const there = form(stored);
    return conditionsOf(conditions).every((condition) => {
      const given = 'owner' in condition ? owner : values[condition.parameter];
      if (condition.operator === '$in') return (given as unknown[]).some((one) => form(one) === there);
      const asked = form(given);
      switch (condition.operator) {
        case '$eq':
          return there === asked;
        case '$gte':
          return there >= asked;
        case '$gt':
          return there > asked;
        case '$lte':
          return there <= asked;
        case '$lt':
          return there < asked;
      }
      return false;
    });
  });
}

/** Texts in the order of their bytes, as the database sorts them. */
function comparable(value: unknown): string | number {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : Buffer.from(String(value), 'utf8').toString('latin1');
}

function projected({ paths }: ResolvedQuery, { header, lists }: Held): Fields {
  if (paths !== null) {
    const ofHeader = paths.reduce<Fields>((into, path) => withPath(into, header, path), {});
    return Object.entries(lists).reduce(
      (into, [list, elements]) => withList(into, list, elements, paths),
      ofHeader,
    );
  }
  let whole: Fields = header;
  for (const [path, elements] of Object.entries(lists)) {
    whole = withValueAt(whole, path, elements.slice(0, LIMITS.pageElementsMax));
  }
  return whole;
}

/** The paths of the elements of a growing list: of those that stand in the document itself. */
function withList(
  into: Fields,
  list: string,
  elements: readonly unknown[],
  paths: readonly string[],
): Fields {
  const asked = paths.flatMap((path) => (path.startsWith(`${list}.`) ? [path.slice(list.length + 1)] : []));
  if (asked.length === 0) return into;
  const parts = elements
    .slice(0, LIMITS.pageElementsMax)
    .map((element) => asked.reduce<Fields>((part, path) => withPath(part, element as Fields, path), {}));
  return withValueAt(into, list, parts);
}

/** The value at a path, and of the groups around it that they are there. */
function withPath(into: Fields, from: Fields, path: string): Fields {
  const parts = path.split('.');
  let result = into;
  for (let depth = 1; depth <= parts.length; depth++) {
    const step = parts.slice(0, depth).join('.');
    const value = valueAt(from, step);
    if (value === undefined) return result;
    if (depth === parts.length) result = withValueAt(result, step, value);
    else if (valueAt(result, step) === undefined) result = withValueAt(result, step, {});
  }
  return result;
}
