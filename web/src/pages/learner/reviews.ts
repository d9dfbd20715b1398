import type { ReviewDue } from '../../api/types.ts';
import { plusDays, startOfDay } from '../../words/dates.ts';

const DAYS_AHEAD = 7;

/** How far the list of reviews looks ahead: the end of the day in a week. Stable through the day. */
export function reviewsUntil(): string {
  return plusDays(startOfDay(new Date()), DAYS_AHEAD + 1).toISOString();
}

/** Due by the end of today, by the local calendar. */
export function isDue(review: ReviewDue): boolean {
  const tomorrow = plusDays(startOfDay(new Date()), 1);
  return new Date(review.spaced_repetition_data.next_review_date) < tomorrow;
}
