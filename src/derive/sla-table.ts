import type { ServiceLevel } from '../schema/define.ts';
import type { Schema } from '../schema/resolved.ts';

/** What is promised of one named query. */
export interface ServiceLevelRow {
  readonly collection: string;
  readonly query: string;
  /** What it answers. */
  readonly why: string;
  /** Its name in the specification's SLA or analytics table, or null for a query of our own. */
  readonly specification: string | null;
  /** 95 in 100 answers come within this time. */
  readonly slaMs: number;
  /** The greatest age of a cached answer, or null where answers are not cached. */
  readonly cacheSeconds: number | null;
  readonly frequency: ServiceLevel['frequency'];
  /** Name of the index it must use, as the database knows it. */
  readonly index: string;
  /** Whether it is asked for one learner, the one the caller is scoped to. */
  readonly ofOwner: boolean;
}

/** Every query the platform asks and what is promised of it, in the order of declaration. */
export function slaTable(schema: Schema): readonly ServiceLevelRow[] {
  return Object.values(schema.collections).flatMap((collection) =>
    Object.values(collection.queries).map(({ name, declaration, index, ofOwner }) => ({
      collection: collection.name,
      query: name,
      why: declaration.why,
      specification: declaration.specification ?? null,
      slaMs: declaration.promise.slaMs,
      cacheSeconds: declaration.promise.cacheSeconds ?? null,
      frequency: declaration.promise.frequency,
      index: index.name,
      ofOwner,
    })),
  );
}
