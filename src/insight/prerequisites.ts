import type { ConceptDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { LIMITS } from '../std/limits.ts';

/** What concepts build on. */
export type PrerequisitesOf = (subject: string, concept: string) => ConceptDocument['prerequisites'];

/** Concepts of a subject whose prerequisites are looked up. */
const CONCEPTS_MAX = 2_000;

/** What the concepts of some subjects build on, the first 2,000 of each. */
export async function prerequisitesOf(
  documents: ActorDocuments,
  subjects: readonly string[],
): Promise<PrerequisitesOf> {
  const known = new Map<string, ConceptDocument['prerequisites']>();
  for (const subject of new Set(subjects)) {
    let [cursor, seen]: [string | null, number] = [null, 0];
    do {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(subject, cursor);
      for (const { concept, prerequisites } of page.items) known.set(`${subject} ${concept}`, prerequisites);
      seen += page.items.length;
      cursor = page.nextCursor;
    } while (cursor !== null && seen < CONCEPTS_MAX);
  }
  return (subject, concept) => known.get(`${subject} ${concept}`) ?? [];

  function pageOf(subject: string, from: string | null) {
    return documents
      .collection('concepts')
      .query(
        'concepts_of_subject',
        { subject },
        { limit: LIMITS.answerDocumentsMax, ...(from !== null && { cursor: from }) },
      );
  }
}
