/** What is declared about the data, and what follows from it. Loads no driver. */
export { dictionary } from '../derive/dictionary.ts';
export {
  type LogicalCollection,
  type LogicalField,
  type LogicalQuery,
  type LogicalSchema,
  logicalSchema,
} from '../derive/logical-schema.ts';
export { type ServiceLevelRow, slaTable } from '../derive/sla-table.ts';
export { COLLECTIONS } from '../schema/collections.ts';
export type { CollectionDeclaration, IndexDeclaration, QueryDeclaration } from '../schema/define.ts';
export type { ResolvedCollection, ResolvedField, Schema } from '../schema/resolved.ts';
export { LEARNER_COLLECTIONS, SCHEMA } from '../schema/schema.ts';
