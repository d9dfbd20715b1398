import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer, Page } from '../documents/parts.ts';
import { recallProbability } from '../learning/review-schedule.ts';

/** A concept that is due, with the probability that it is still recalled. */
export type DueReview = Answer<'content_mastery', 'spaced_repetition_due'> & {
  /** [0, 1]; null before the first review. */
  readonly retrievability: number | null;
};

/** Concepts that are due before a moment, longest due first. */
export async function reviewsDue(
  documents: ActorDocuments,
  learner: string,
  until: Date,
  now: Date,
  options: { readonly cursor?: string; readonly limit?: number },
): Promise<Page<DueReview>> {
  const { items, nextCursor } = await documents
    .collection('content_mastery')
    .query('spaced_repetition_due', { until }, { ...options, learner });
  return {
    items: items.map((item) => ({
      ...item,
      retrievability: recallProbability(item.spaced_repetition_data, now) ?? null,
    })),
    nextCursor,
  };
}
