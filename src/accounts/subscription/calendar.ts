import { instantOf, localTimeOf } from '../../learning/local-day.ts';
import { invariant } from '../../std/assert.ts';
import { days, hours } from '../../std/durations.ts';

/** A span of the calendar, as people count it: a month is not a number of days, and a day not one of hours. */
export interface CalendarSpan {
  readonly months?: number;
  readonly days?: number;
}

/**
 * The instant at which a clock on the wall shows the same time a span later. Where the month has no such day, its last
 * one; where the clock skips that hour, the same time after the skip; where it shows it twice, the first of the two.
 */
export function laterBy(instant: Date, span: CalendarSpan, timeZone: string): Date {
  const { date, hour } = localTimeOf(instant, timeZone);
  return instantOf(dateAfter(date, span), Math.round(hour * hours(1)), timeZone);
}

/**
 * As `laterBy`, for periods that follow each other: one that ended early because its month was short is followed by one
 * that ends on the day of the month of `anchor` again, or on the last day.
 */
export function laterByAnchored(instant: Date, anchor: Date, months: number, timeZone: string): Date {
  const later = laterBy(instant, { months }, timeZone);
  const [from, to] = [localTimeOf(instant, timeZone).date, localTimeOf(later, timeZone).date];
  const missing = localTimeOf(anchor, timeZone).date.getUTCDate() - from.getUTCDate();
  if (missing <= 0 || from.getUTCDate() < lastDayOf(from)) return later;
  const further = Math.min(missing, lastDayOf(to) - to.getUTCDate());
  return laterBy(later, { days: further }, timeZone);
}

/** The instant at which the day begins on a local date, a span after the local date of another instant. */
export function midnightAfter(instant: Date, span: CalendarSpan, timeZone: string): Date {
  return instantOf(dateAfter(localTimeOf(instant, timeZone).date, span), 0, timeZone);
}

/**
 * The first moment after `now` at which a month begins again that began on the local date of `anchor`: midnight of that
 * day of the month, or of the last day of a month that has no such day. Counted from the anchor each time, so that a
 * short month does not move the ones after it.
 */
export function nextMonthBeginning(anchor: Date, now: Date, timeZone: string): Date {
  const [first, current] = [localTimeOf(anchor, timeZone).date, localTimeOf(now, timeZone).date];
  const begun =
    12 * (current.getUTCFullYear() - first.getUTCFullYear()) + current.getUTCMonth() - first.getUTCMonth();
  for (let months = Math.max(1, begun); months <= begun + 2 || months <= 2; months++) {
    const beginning = midnightAfter(anchor, { months }, timeZone);
    if (beginning > now) return beginning;
  }
  // A month after the current one is later than any moment of it.
  invariant(false, 'a month begins within two months');
}

/** Midnight UTC of a local date a span after another. */
function dateAfter(date: Date, { months = 0, days: count = 0 }: CalendarSpan): Date {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const inMonth = first.getTime() + days(Math.min(date.getUTCDate(), lastDayOf(first)) - 1);
  return new Date(inMonth + days(count));
}

/** The last day of the month of a date. */
function lastDayOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
