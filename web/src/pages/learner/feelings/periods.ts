import type { EmotionalAnalytics } from '../../../api/types.ts';
import { calendarDayOf, fromUtcDay, utcDay } from '../../../words/dates.ts';

export type Period = EmotionalAnalytics['data_source'];

/** How each period is called, and how far back it is shown. */
export const PERIODS: Record<Period, { name: string; noun: string; daysBack: number }> = {
  daily_aggregation: { name: 'Days', noun: 'day', daysBack: 90 },
  weekly_summary: { name: 'Weeks', noun: 'week', daysBack: 182 },
  monthly_report: { name: 'Months', noun: 'month', daysBack: 730 },
};

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' });
const shortDayUtc = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The number of a period by the date it begins on, kept as midnight UTC; the next one has the next number. */
export function numberOf(period: Period, iso: string): number {
  if (period === 'daily_aggregation') return utcDay(iso);
  // Weeks begin on Mondays; 5 January 1970 was the first.
  if (period === 'weekly_summary') return Math.floor((utcDay(iso) - 4) / 7);
  const date = new Date(iso);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The date a period begins on, as midnight UTC. */
export function beginningOf(period: Period, number: number): string {
  if (period === 'daily_aggregation') return fromUtcDay(number);
  if (period === 'weekly_summary') return fromUtcDay(7 * number + 4);
  return new Date(Date.UTC(Math.floor(number / 12), number % 12)).toISOString();
}

/** "4 Mar 2026", "week of 2 Mar 2026", "March 2026". */
export function periodName(period: Period, iso: string): string {
  if (period === 'monthly_report') return month.format(new Date(iso));
  return period === 'weekly_summary' ? `week of ${calendarDayOf(iso)}` : calendarDayOf(iso);
}

/** The same for an axis. */
export const periodMark = (period: Period, iso: string): string =>
  (period === 'monthly_report' ? shortMonth : shortDayUtc).format(new Date(iso));

/** A place on the axis of time: what is recorded there, or null. */
export interface Place<T> {
  beginsOn: string;
  found: T | null;
}

/** Recorded periods in order, with a null for each in between that was not recorded: gaps stay gaps. */
export function withGaps<T extends { analysis_date: string }>(
  period: Period,
  recorded: readonly T[],
): Place<T>[] {
  const byNumber = new Map(recorded.map((one) => [numberOf(period, one.analysis_date), one]));
  if (byNumber.size === 0) return [];
  const numbers = [...byNumber.keys()];
  const first = Math.min(...numbers);
  return Array.from({ length: Math.max(...numbers) - first + 1 }, (_, at) => ({
    beginsOn: beginningOf(period, first + at),
    found: byNumber.get(first + at) ?? null,
  }));
}
