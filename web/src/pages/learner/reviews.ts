import type { ReviewDue } from '../../api/types.ts';
import { plusDays, startOfDay } from '../../words/dates.ts';

/** Weeks of the calendar, this one included. */
export const WEEKS_AHEAD = 5;

/** Due reviews of more pages than these are not loaded; the page says so. */
export const REVIEW_PAGES_MAX = 5;

/** How far the list of reviews looks ahead: the end of the calendar's last week at least. Stable through the day. */
export function reviewsUntil(): string {
  return plusDays(startOfDay(new Date()), 7 * WEEKS_AHEAD + 1).toISOString();
}

/** Due by the end of today, by the local calendar. */
export function isDue(review: ReviewDue): boolean {
  const tomorrow = plusDays(startOfDay(new Date()), 1);
  return new Date(review.spaced_repetition_data.next_review_date) < tomorrow;
}

/** Due before today. */
export function isOverdue(review: ReviewDue): boolean {
  return new Date(review.spaced_repetition_data.next_review_date) < startOfDay(new Date());
}
