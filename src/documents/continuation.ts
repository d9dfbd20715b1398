import { MasterXError } from '../errors/error.ts';
import { valueAt } from '../std/paths.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import type { Place } from './cursor.ts';

type Sort = Readonly<Record<string, 1 | -1>>;

/** The key that the answer is ordered by first; null where the query has no order of its own. */
export function leadingSort(sort: Sort): [path: string, direction: 1 | -1] | null {
  return Object.entries(sort)[0] ?? null;
}

/**
 * The filter, narrowed to where the last page ended.
 *
 * @throws MasterXError `invalid_cursor` when the place would widen what was asked for.
 */
export function continued(
  { filter, sort }: { filter: StoredDocument; sort: Sort },
  after: Place | null,
): StoredDocument {
  const leading = leadingSort(sort);
  if (after === null || leading === null) return filter;
  const [path, direction] = leading;
  const there = filter[path];
  const operator = direction === 1 ? '$gte' : '$lte';
  // Ordered by a value that the filter fixes, every document ties: the skip alone says where to go on.
  if (there !== undefined && !isConditions(there)) return filter;
  const bound = there?.[operator];
  const loosens =
    bound !== undefined && (direction === 1 ? isBefore(after.value, bound) : isBefore(bound, after.value));
  // A cursor comes from outside: it may narrow what was asked for, never widen it.
  if (loosens) throw new MasterXError('invalid_cursor');
  return { ...filter, [path]: { ...there, [operator]: after.value } };
}

function isConditions(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    value !== null && typeof value === 'object' && Object.keys(value).some((name) => name.startsWith('$'))
  );
}

/** Order of two sort values of one type; values of two types have none, and no page of ours ends between them. */
function isBefore(a: unknown, b: unknown): boolean {
  const [first, second] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value));
  return typeof first !== typeof second || (first as number | string) < (second as number | string);
}

/** Where a page ends that is not the last: `after` is where it began. */
export function placeAfter(
  page: readonly StoredDocument[],
  leading: [string, 1 | -1] | null,
  after: Place | null,
): Place {
  if (leading === null) return { value: null, skip: (after?.skip ?? 0) + page.length };
  const [path] = leading;
  const values = page.map((document) => valueAt(document, path));
  const last = values.at(-1);
  const ties = values.filter((value) => sameValue(value, last)).length;
  const onward = after !== null && ties === page.length && sameValue(after.value, last);
  return { value: last, skip: ties + (onward ? after.skip : 0) };
}

function sameValue(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
