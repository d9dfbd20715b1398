import { type IndexKeys, indexName } from '../schema/define.ts';
import type { ResolvedCollection, ResolvedIndex, Schema } from '../schema/resolved.ts';

/** An index of the sharded deployment. */
export interface ShardedIndex {
  readonly name: string;
  readonly keys: IndexKeys;
  readonly unique: boolean;
  readonly partialOn: readonly string[];
  /** Name of the index of the unsharded deployment it stands for; null where it serves the shard key alone. */
  readonly replaces: string | null;
}

export interface ShardedCollection {
  readonly collection: string;
  readonly key: IndexKeys;
  /** The companion collection of pages, sharded alike so that pages lie beside their document. */
  readonly pages: string | null;
  readonly indexes: readonly ShardedIndex[];
}

/** Something that must be unique on all shards together, which no index of a sharded collection can promise. */
export interface UniqueClaim {
  readonly collection: string;
  /** Name of the index that promises it where nothing is sharded. */
  readonly index: string;
  /** Stored paths whose values are claimed. */
  readonly paths: readonly string[];
  /** The claim is made only for documents that have these. */
  readonly partialOn: readonly string[];
}

/** How the store is laid out past one machine. */
export interface ShardPlan {
  readonly sharded: readonly ShardedCollection[];
  /** Collections of the data that belong to nobody and stay on the primary shard. */
  readonly unsharded: readonly string[];
  readonly claims: {
    readonly collection: string;
    readonly key: Readonly<Record<string, 'hashed'>>;
    readonly of: readonly UniqueClaim[];
  };
}

/** Where the documents of one region lie; `$minKey` and `$maxKey` are MongoDB's Extended JSON. */
export interface ZoneRange {
  readonly collection: string;
  readonly zone: string;
  readonly min: Readonly<Record<string, unknown>>;
  readonly max: Readonly<Record<string, unknown>>;
}

/**
 * A claim's document is identified by the claim and the claimed value, so inserting it takes the value; it is written in
 * the transaction that writes the document.
 */
export const CLAIMS = 'claims';

/** The layout of a sharded deployment, derived from owners, shard keys and unique indexes. */
export function shardPlan(schema: Schema): ShardPlan {
  const collections = Object.values(schema.collections).filter(
    ({ declaration }) => declaration.database === 'data',
  );
  const sharded = collections.flatMap((collection) => {
    const key = collection.declaration.shardKey;
    return key ? [{ collection, key }] : [];
  });
  return {
    sharded: sharded.map(({ collection, key }) => ({
      collection: collection.name,
      key,
      pages: collection.pages,
      indexes: shardedIndexes(collection, key),
    })),
    unsharded: collections.filter(({ declaration }) => declaration.shardKey === null).map(({ name }) => name),
    claims: {
      collection: CLAIMS,
      key: { _id: 'hashed' },
      of: sharded.flatMap(({ collection }) =>
        collection.indexes
          .filter((index) => index.unique && !isWithinShard(collection, index))
          .map(({ name, keys, partialOn }) => ({
            collection: collection.name,
            index: name,
            paths: Object.keys(keys),
            partialOn,
          })),
      ),
    },
  };
}

/** The zones that keep each region's documents, and their pages, on the shards of that region. */
export function zoneRanges(plan: ShardPlan, regions: readonly string[]): readonly ZoneRange[] {
  return plan.sharded.flatMap(({ collection, key, pages }) => {
    const [leading, ...others] = Object.keys(key);
    if (leading === undefined) return [];
    const bound = (region: string, rest: unknown) =>
      Object.fromEntries([[leading, region], ...others.map((path) => [path, rest])]);
    return [collection, ...(pages ? [pages] : [])].flatMap((namespace) =>
      regions.map((region) => ({
        collection: namespace,
        zone: region,
        min: bound(region, { $minKey: 1 }),
        max: bound(region, { $maxKey: 1 }),
      })),
    );
  });
}

function shardedIndexes(collection: ResolvedCollection, key: IndexKeys): readonly ShardedIndex[] {
  const indexes = collection.indexes.map((index): ShardedIndex => {
    const unique = index.unique && isWithinShard(collection, index);
    const keys = unique ? { ...key, ...index.keys } : index.keys;
    return { name: indexName(keys), keys, unique, partialOn: index.partialOn, replaces: index.name };
  });
  const prefix = indexName(key);
  const servesKey = indexes.some(
    ({ name, partialOn }) => partialOn.length === 0 && (name === prefix || name.startsWith(`${prefix}_`)),
  );
  return servesKey
    ? indexes
    : [{ name: prefix, keys: key, unique: false, partialOn: [], replaces: null }, ...indexes];
}

/** A learner has one region, so what is unique for a learner is unique when the shard key leads it. */
function isWithinShard({ owner }: ResolvedCollection, { logicalKeys }: ResolvedIndex): boolean {
  return owner !== null && Object.hasOwn(logicalKeys, owner);
}
