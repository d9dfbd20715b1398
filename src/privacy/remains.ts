import { type CollectionRemains, remainsOf } from '../derive/remains.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { SCHEMA } from '../schema/schema.ts';

/** What is left of a learner in one collection. */
export interface RemainsCount extends CollectionRemains {
  readonly documents: number;
  /** Documents with hashes that outlive the learner's key; none once it was erased. */
  readonly withTokens: number;
}

/** Counts what is left of a learner, collection by collection. Counts and paths only, never a value. */
export async function countRemains(
  documents: ActorDocuments,
  operation: string,
  learner: string,
): Promise<readonly RemainsCount[]> {
  const counts: RemainsCount[] = [];
  for (const about of remainsOf(SCHEMA)) {
    counts.push({ ...about, ...(await documents.named(about.collection).countOf(operation, learner)) });
  }
  return counts;
}
