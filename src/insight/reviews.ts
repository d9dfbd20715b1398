import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer, Page } from '../documents/parts.ts';
import { recallProbability } from '../learning/review-schedule.ts';
import { inReviewOrder } from '../learning/reviews/review-order.ts';
import { LIMITS } from '../std/limits.ts';
import { prerequisitesOf } from './prerequisites.ts';

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

/** Concepts that are looked at for a plan; a learner with more due has enough to do with these. */
const PLANNED_MAX = 1_000;

/** What to review now, in order. */
export interface ReviewPlan {
  readonly items: readonly DueReview[];
  /** How many concepts are due, up to 1,000. */
  readonly due: number;
}

/**
 * The concepts due before a moment in the order in which they are best reviewed: prerequisites before what rests on
 * them, otherwise what is recalled least first (`inReviewOrder`).
 *
 * @param limit how many to answer at most.
 */
export async function reviewPlan(
  documents: ActorDocuments,
  learner: string,
  until: Date,
  now: Date,
  limit: number,
): Promise<ReviewPlan> {
  const due: DueReview[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<DueReview> = await reviewsDue(documents, learner, until, now, {
      limit: LIMITS.answerDocumentsMax,
      ...(cursor !== null && { cursor }),
    });
    due.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && due.length < PLANNED_MAX);
  const needed = await prerequisitesOf(
    documents,
    due.map(({ subject }) => subject),
  );
  const ordered = inReviewOrder(
    due.map((review) => ({
      review,
      subject: review.subject,
      concept: review.concept,
      retrievability: review.retrievability,
      dueAt: review.spaced_repetition_data.next_review_date,
    })),
    (subject, concept) => needed(subject, concept).map((one) => one.concept),
  );
  return { items: ordered.slice(0, limit).map(({ review }) => review), due: due.length };
}
