import { conditionsOf } from '../../schema/resolve-query.ts';
import type {
  ResolvedCollection,
  ResolvedField,
  ResolvedIndex,
  ResolvedQuery,
} from '../../schema/resolved.ts';
import { eachField, findField } from '../../schema/walk.ts';
import { invariant } from '../../std/assert.ts';

/** Directions by stored path, in order. */
export type Directions = Readonly<Record<string, 1 | -1>>;

/** A named query in the driver's form, by stored paths. */
export interface FindSpec {
  readonly filter: Readonly<Record<string, unknown>>;
  /** Empty when the query has no order of its own. */
  readonly sort: Directions;
  /** The stored paths to answer with; null for the whole document. */
  readonly projection: Readonly<Record<string, 1>> | null;
}

/** Name of the index every collection has by itself. */
export const ID_INDEX = '_id_';

/**
 * A named query with its parameters' values in place. Values have been validated by the caller; a value for a field
 * with a blind index is the hash. Without a `region` the filter does not name one.
 *
 * @throws InvariantViolation when a parameter, or the learner of a query that is scoped to one, is missing.
 */
export function findSpec(
  collection: ResolvedCollection,
  query: ResolvedQuery,
  values: Readonly<Record<string, unknown>>,
  owner?: string,
  region?: string,
): FindSpec {
  const { declaration, index } = query;
  return {
    filter: filterOf(collection, query, values, owner, region),
    sort: Object.fromEntries(
      Object.entries(declaration.sort ?? {}).map(([path, direction]) => [storedPath(index, path), direction]),
    ),
    projection: projectionOf(collection, query.paths),
  };
}

/**
 * The stages of a summary query: its filter, then what is declared, with `{{name}}` replaced by that parameter's value.
 *
 * @throws InvariantViolation when the query has no summary, or a parameter is missing.
 */
export function summaryPipeline(
  collection: ResolvedCollection,
  query: ResolvedQuery,
  values: Readonly<Record<string, unknown>>,
  owner?: string,
  region?: string,
): Readonly<Record<string, unknown>>[] {
  const { summary } = query.declaration;
  invariant(summary, `query ${query.name} has no summary`);
  const stages = summary.stages.map((stage) => substituted(stage, values) as Record<string, unknown>);
  return [{ $match: filterOf(collection, query, values, owner, region) }, ...stages];
}

/** The projection that reads these logical paths; null for the whole document. */
export function projectionOf(
  collection: ResolvedCollection,
  paths: readonly string[] | null,
): Readonly<Record<string, 1>> | null {
  if (paths === null) return null;
  const revision = collection.root.fields.some(({ name }) => name === 'revision') ? ['revision'] : [];
  const stored = new Set(['_id', ...revision]);
  for (const path of paths) {
    for (const place of storedPlaces(collection, path)) stored.add(place);
  }
  // The server refuses a path beside one that encloses it.
  const outermost = [...stored].filter((path) => !enclosing(path).some((outer) => stored.has(outer)));
  return Object.fromEntries(outermost.map((path) => [path, 1]));
}

function filterOf(
  collection: ResolvedCollection,
  query: ResolvedQuery,
  values: Readonly<Record<string, unknown>>,
  owner: string | undefined,
  region: string | undefined,
): FindSpec['filter'] {
  const filter: Record<string, unknown> = {};
  if (region !== undefined && collection.root.fields.some(({ name }) => name === 'region')) {
    filter['region'] = region;
  }
  for (const [path, conditions] of Object.entries(query.declaration.filter)) {
    const compared = conditionsOf(conditions).map((condition) => {
      const value = 'owner' in condition ? owner : values[condition.parameter];
      const name = 'owner' in condition ? 'the learner' : condition.parameter;
      invariant(value !== undefined, `query ${query.name} was asked without ${name}`);
      return [condition.operator, value] as const;
    });
    filter[storedPath(query.index, path)] = comparison(query.name, compared);
  }
  return filter;
}

/**
 * Equality is said by the bare value: SecantusDB's planner does not combine `{$eq: …}` with a range of the next key. A
 * value that could be read as operators is refused.
 */
function comparison(query: string, compared: readonly (readonly [string, unknown])[]): unknown {
  const [first] = compared;
  if (compared.length !== 1 || first?.[0] !== '$eq') return Object.fromEntries(compared);
  const [, value] = first;
  const isPlain =
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  invariant(!isPlain && !(value instanceof RegExp), `query ${query} was asked with an object for a value`);
  return value;
}

/**
 * The stored path of a logical one that an index is over. A named query filters and sorts by nothing but the keys of its
 * index.
 */
export function storedPath(index: ResolvedIndex, logicalPath: string): string {
  const at = Object.keys(index.logicalKeys).indexOf(logicalPath);
  const stored = Object.keys(index.keys)[at];
  invariant(stored !== undefined, `index ${index.name} is not over ${logicalPath}`);
  return stored;
}

/** Where the values at and below a logical path are stored. */
function storedPlaces(collection: ResolvedCollection, path: string): readonly string[] {
  const places: string[] = [];
  // From the document down to the path: an encrypted field on the way holds everything below it.
  for (const step of [...enclosing(path), path]) {
    const field = findField(collection.root, step);
    invariant(field, `${collection.name} has no field ${step}`);
    if (field.storage.kind === 'ciphertext') return [step];
    if (field.storage.kind === 'envelope') return [field.storage.name];
    if (step === path) places.push(path, ...envelopesBelow(field));
  }
  return places;
}

function envelopesBelow(field: ResolvedField): readonly string[] {
  return [...eachField(field)].flatMap(({ storage }) => (storage.kind === 'envelope' ? [storage.name] : []));
}

/** The paths around a path: `a.b.c` is inside `a` and `a.b`. */
function enclosing(path: string): readonly string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}

const PLACEHOLDER = /^\{\{(\w+)\}\}$/;

function substituted(part: unknown, values: Readonly<Record<string, unknown>>): unknown {
  if (typeof part === 'string') {
    const name = PLACEHOLDER.exec(part)?.[1];
    if (name === undefined) return part;
    const value = values[name];
    invariant(value !== undefined, `a summary was asked without ${name}`);
    // Inside an expression such a text would be read as a field or variable of the document.
    invariant(
      !(typeof value === 'string' && value.startsWith('$')),
      `${name} would be read as an expression`,
    );
    return value;
  }
  if (Array.isArray(part)) return part.map((inner) => substituted(inner, values));
  if (part !== null && typeof part === 'object' && Object.getPrototypeOf(part) === Object.prototype) {
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, substituted(inner, values)]));
  }
  return part;
}
