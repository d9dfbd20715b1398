import { type CollectionDeclaration, type IndexKeys, indexName } from '../schema/define.ts';
import type { ResolvedCollection, ResolvedIndex, Schema } from '../schema/resolved.ts';

/** An index in the server's own form, as `createIndexes` takes it and `listIndexes` answers. */
export interface IndexSpec {
  readonly name: string;
  readonly key: IndexKeys;
  readonly unique?: true;
  readonly partialFilterExpression?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The indexes of one stored collection, besides the one every collection has over `_id`. */
export interface CollectionIndexes {
  readonly database: CollectionDeclaration['database'];
  readonly collection: string;
  readonly indexes: readonly IndexSpec[];
}

/** The indexes of a companion collection of pages. They are hinted by name, as those of named queries are. */
const PAGE_KEYS = {
  /** One page for each place of a list; the pages of a document, in order. */
  byPlace: { parent: 1, list: 1, page: 1 },
  /** The page that holds an element: an element sent twice is stored once. */
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
 * An index over paths that a document may lack is partial on their existence: a comparison with a value other than null
 * implies that, so the planner may use the index; it would not infer a `$type` (mongod, `expression_algo.cpp`).
 */
function specOf({ name, keys, unique, partialOn }: ResolvedIndex): IndexSpec {
  return {
    name,
    key: keys,
    ...(unique && { unique }),
    ...(partialOn.length > 0 && {
      partialFilterExpression: Object.fromEntries(partialOn.map((path) => [path, { $exists: true }])),
    }),
  };
}

function pageIndexes({ owner }: ResolvedCollection): readonly IndexSpec[] {
  return [
    { name: PAGE_INDEXES.byPlace, key: PAGE_KEYS.byPlace, unique: true },
    {
      name: PAGE_INDEXES.byElement,
      key: PAGE_KEYS.byElement,
      unique: true,
      // An empty array is indexed as undefined: pages of elements without keys would clash.
      partialFilterExpression: { keys: { $gt: '' } },
    },
    // Export and erasure find what is a learner's without going through its parents.
    ...(owner === null ? [] : [{ name: indexName({ [owner]: 1 }), key: { [owner]: 1 } } as const]),
  ];
}
