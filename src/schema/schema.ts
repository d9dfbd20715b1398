import { COLLECTIONS } from './collections.ts';
import { resolveSchema } from './resolve.ts';
import type { ResolvedCollection, Schema } from './resolved.ts';

/** The schema in force: resolved once, then frozen. */
export const SCHEMA: Schema = resolveSchema(COLLECTIONS);

/** The collections whose documents belong to a learner and live beside each other, in the order of declaration. */
export const LEARNER_COLLECTIONS: readonly ResolvedCollection[] = Object.values(SCHEMA.collections).filter(
  ({ owner, declaration }) => owner !== null && declaration.database === 'data',
);
