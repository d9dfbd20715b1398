import { contradiction } from './contradiction.ts';
import type { Condition, QueryDeclaration } from './define.ts';
import type {
  ResolvedCollection,
  ResolvedField,
  ResolvedIndex,
  ResolvedLeaf,
  ResolvedParameter,
  ResolvedQuery,
} from './resolved.ts';
import { childrenOf, findField } from './walk.ts';

type Base = Pick<ResolvedCollection, 'name' | 'root' | 'owner' | 'indexes' | 'blindIndexes' | 'searchTokens'>;

/** The index every collection has by itself. */
const BY_ID = Object.freeze<ResolvedIndex>({
  logicalName: '_id_',
  name: '_id_',
  logicalKeys: { _id: 1 },
  keys: { _id: 1 },
  unique: true,
  partialOn: [],
  why: 'identifier of the document',
  extension: null,
});

/**
 * Checks a named query against its collection and its index.
 *
 * @throws MasterXError `schema_contradiction` that names the query.
 */
export function resolveQuery(base: Base, name: string, declaration: QueryDeclaration): ResolvedQuery {
  const where = `${base.name} query ${name}`;
  const index = [...base.indexes, BY_ID].find((candidate) => candidate.logicalName === declaration.index);
  if (!index) throw contradiction(where, `expects the index "${declaration.index}", which does not exist`);
  checkServed(where, declaration, index);
  checkBlind(base, where, declaration);
  const parameters = Object.entries(declaration.filter).flatMap(([path, conditions]) =>
    conditionsOf(conditions).flatMap((condition) =>
      'parameter' in condition ? [resolveParameter(base, where, path, condition)] : [],
    ),
  );
  const ofOwner = Object.entries(declaration.filter).some(([path, conditions]) =>
    conditionsOf(conditions).some((condition) => {
      if (!('owner' in condition)) return false;
      if (path !== base.owner)
        throw contradiction(where, `scopes "${path}", which does not hold the learner`);
      return true;
    }),
  );
  return Object.freeze({
    name,
    declaration,
    index,
    parameters,
    ofOwner,
    paths: projectedPaths(base, where, declaration),
    answer: declaration.summary ? answerFields(declaration.summary.answer) : null,
  });
}

export function conditionsOf(conditions: Condition | readonly Condition[]): readonly Condition[] {
  return Array.isArray(conditions) ? conditions : [conditions as Condition];
}

/** Equality first, then sort, then range: what one walk along the index can answer in order. */
function checkServed(where: string, { filter, sort = {} }: QueryDeclaration, index: ResolvedIndex): void {
  const equal = new Set<string>();
  const ranged = new Set<string>();
  for (const [path, conditions] of Object.entries(filter)) {
    const isEqual = conditionsOf(conditions).every(
      ({ operator }) => operator === '$eq' || operator === '$in',
    );
    (isEqual ? equal : ranged).add(path);
  }
  const keys = Object.entries(index.logicalKeys);
  let at = 0;
  while (at < keys.length && equal.delete(keys[at]?.[0] ?? '')) at++;
  const sorted = Object.entries(sort).filter(
    ([path]) => !Object.hasOwn(filter, path) || ranged.has(path) || equal.has(path),
  );
  const served = keys.slice(at);
  const flip = sorted[0]?.[1] === served[0]?.[1] ? 1 : -1;
  const sortServed = sorted.every(
    ([path, direction], i) => served[i]?.[0] === path && served[i]?.[1] === direction * flip,
  );
  const rangeServed = ranged.size === 0 || (ranged.size === 1 && ranged.has(served[0]?.[0] ?? ''));
  // What `$in` leaves over on the last key still narrows the walk; everything else must lead.
  if (equal.size > 0 || !sortServed || !rangeServed) {
    throw contradiction(
      where,
      `is not served by the index "${index.logicalName}": equality, then sort, then range`,
    );
  }
}

/** A blind index is a keyed hash: it knows equality, and its order says nothing. */
function checkBlind({ blindIndexes }: Base, where: string, { filter, sort = {} }: QueryDeclaration): void {
  for (const { path } of blindIndexes) {
    const conditions = Object.hasOwn(filter, path) ? conditionsOf(filter[path] ?? []) : [];
    if (Object.hasOwn(sort, path) || conditions.some(({ operator }) => operator !== '$eq')) {
      throw contradiction(where, `asks the blind index of "${path}" for more than equality with one value`);
    }
  }
}

function resolveParameter(
  base: Base,
  where: string,
  path: string,
  condition: Extract<Condition, { parameter: string }>,
): ResolvedParameter {
  const { searchTokens } = base;
  const field = path === searchTokens?.storedPath ? searchTokens.token : findField(base.root, path);
  if (!field || field.kind === 'group' || field.kind === 'list' || field.kind === 'record') {
    throw contradiction(where, `filters by "${path}", which is not a single value`);
  }
  return { name: condition.parameter, field: field as ResolvedLeaf, many: condition.operator === '$in' };
}

function projectedPaths(
  base: Base,
  where: string,
  { projection }: QueryDeclaration,
): readonly string[] | null {
  if (projection === 'whole') return null;
  if (projection === 'header') return headerPaths(base.root);
  for (const path of projection) {
    if (!findField(base.root, path)) throw contradiction(where, `projects "${path}", which is not a field`);
  }
  return projection;
}

/** The largest subtrees without growing lists. */
function headerPaths(field: ResolvedField): readonly string[] {
  return childrenOf(field).flatMap((child) => {
    if (child.kind === 'list' && child.field.growing) return [];
    if (child.kind !== 'group' || !hasGrowing(child)) return [child.path];
    return headerPaths(child);
  });
}

function hasGrowing(field: ResolvedField): boolean {
  return (field.kind === 'list' && !!field.field.growing) || childrenOf(field).some(hasGrowing);
}

function answerFields(
  declared: NonNullable<QueryDeclaration['summary']>['answer'],
): readonly ResolvedField[] {
  return Object.entries(declared).map(([name, field]): ResolvedField => {
    if (field.kind === 'group' || field.kind === 'list' || field.kind === 'record') {
      throw contradiction(name, 'is not a single value; a summary answers rows of single values');
    }
    return {
      name,
      path: name,
      kind: field.kind,
      field,
      required: true,
      nullable: field.nullable !== undefined,
      facts: {
        purpose: 'operation',
        retention: 'operation',
        consent: null,
        guarded: false,
        protection: { kind: 'none' },
        export: false,
        extension: null,
      },
      storage: { kind: 'plain' },
    };
  });
}
