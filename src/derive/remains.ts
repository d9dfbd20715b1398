import type { ResolvedCollection, ResolvedField, Schema } from '../schema/resolved.ts';
import { childrenOf } from '../schema/walk.ts';

/** What becomes of the documents of one collection when their learner's key is destroyed. */
export interface CollectionRemains {
  readonly collection: string;
  /** Pages that growing lists go on in; null where there are none. */
  readonly pages: string | null;
  /** Path of the learner's identifier. */
  readonly owner: string;
  /** Paths whose values nobody can read any more. */
  readonly unreadable: readonly string[];
  /** Stored paths of hashes and tokens under a key that outlives the learner's: they are removed. */
  readonly removed: readonly string[];
  /** Paths whose values stay: numbers, choices, times, subjects and concepts under a random identifier. */
  readonly plain: readonly string[];
  /** Those of `plain` that a declaration calls identifying; none, or the schema would not resolve. */
  readonly identifying: readonly string[];
}

/** What a destroyed key leaves, collection by collection: derived from the declaration alone. */
export function remainsOf(schema: Schema): readonly CollectionRemains[] {
  return Object.values(schema.collections)
    .filter(({ owner, declaration }) => owner !== null && declaration.database === 'data')
    .map((collection) => {
      const leaves = leavesOf(collection.root);
      const plain = leaves.filter(({ storage }) => storage.kind === 'plain');
      return {
        collection: collection.name,
        pages: collection.pages,
        owner: collection.owner ?? '',
        unreadable: leaves.filter(({ storage }) => storage.kind !== 'plain').map(({ path }) => path),
        removed: tokensOf(collection),
        plain: plain.map(({ path }) => path),
        identifying: plain.filter(({ field }) => field.identifies).map(({ path }) => path),
      };
    });
}

/** Stored paths of what is made of a learner's values under a key that is not the learner's. */
export function tokensOf(collection: ResolvedCollection): readonly string[] {
  const { blindIndexes, searchTokens } = collection;
  return [
    ...blindIndexes.map(({ storedPath }) => storedPath),
    // Those under the learner's own key say nothing once it is gone.
    ...(searchTokens?.key === 'platform' ? [searchTokens.storedPath] : []),
  ];
}

/** The fields that hold values by themselves: those that are stored as one, and those without others inside. */
function leavesOf(field: ResolvedField): readonly ResolvedField[] {
  return childrenOf(field).flatMap((child) => {
    if (child.storage.kind !== 'plain') return [child];
    const inside = leavesOf(child);
    return inside.length > 0 ? inside : [child];
  });
}
