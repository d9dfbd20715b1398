import { type CollectionDeclaration, type IndexKeys, indexName } from '../schema/define.ts';
import type { ResolvedCollection, ResolvedIndex, Schema } from '../schema/resolved.ts';

/** An index in the server's own form, as `createIndexes` takes it and `listIndexes` answers. */
export interface IndexSpec {
  readonly name: string;
  readonly key: IndexKeys;
  readonly unique?: true;
  readonly sparse?: true;
  readonly partialFilterExpression?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The indexes of one stored collection, besides the one every collection has over `_id`. */
export interface CollectionIndexes {
  readonly database: CollectionDeclaration['database'];
  readonly collection: string;
  readonly indexes: readonly IndexSpec[];
}

/** The indexes of a companion collection of pages. */
const PAGE_KEYS = {
  /** One page for each place of a list; the pages of a document, in order. */
  byPlace: { parent: 1, list: 1, page: 1 },
  /**
   * The page that holds an element. Not unique: pages of elements without keys would clash unless the index were partial,
   * and then SecantusDB does not use it for `$in`. That an element is stored once is kept by the transaction that adds it.
   */
  byElement: { parent: 1, list: 1, keys: 1 },
} as const;

export const PAGE_INDEXES = {
  byPlace: indexName(PAGE_KEYS.byPlace),
  byElement: indexName(PAGE_KEYS.byElement),
} as const;

/** Every index of a schema, collection by collection, pages behind the collection they belong to. */
export function indexPlan(schema: Schema): readonly CollectionIndexes[] {
  return Object.values(schema.collections).flatMap((collection) => {
    const { database } = collection.declaration;
    const own = { database, collection: collection.name, indexes: collection.indexes.map(specOf) };
    if (collection.pages === null) return [own];
    return [own, { database, collection: collection.pages, indexes: pageIndexes(collection) }];
  });
}

/**
 * What a document may lack is not indexed for it, so that two that lack it do not clash. Over one path the index is sparse:
 * any planner uses it for a comparison with a value. Over several it is partial on their existence, which mongod infers
 * from such a comparison (`expression_algo.cpp`; it would not infer a `$type`) and SecantusDB's Python engine does not.
 */
function specOf({ name, keys, unique, partialOn }: ResolvedIndex): IndexSpec {
  const isSparse = partialOn.length === 1 && partialOn.join() === Object.keys(keys).join();
  return {
    name,
    key: keys,
    ...(unique && { unique }),
    ...(isSparse && { sparse: true }),
    ...(partialOn.length > 0 &&
      !isSparse && {
        partialFilterExpression: Object.fromEntries(partialOn.map((path) => [path, { $exists: true }])),
      }),
  };
}

function pageIndexes({ owner, pageQueries }: ResolvedCollection): readonly IndexSpec[] {
  const asked = new Map(Object.values(pageQueries).map(({ index }) => [index.name, specOf(index)]));
  return [
    { name: PAGE_INDEXES.byPlace, key: PAGE_KEYS.byPlace, unique: true },
    { name: PAGE_INDEXES.byElement, key: PAGE_KEYS.byElement },
    // Export and erasure find what is a learner's without going through its parents.
    ...(owner === null ? [] : [{ name: indexName({ [owner]: 1 }), key: { [owner]: 1 } } as const]),
    ...asked.values(),
  ];
}
