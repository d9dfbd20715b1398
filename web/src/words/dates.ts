const DAY_MS = 86_400_000;

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const dayUtc = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** "4 Mar 2026". */
export const dayOf = (iso: string) => day.format(new Date(iso));
/** The same, of a date that is kept as midnight UTC. */
export const calendarDayOf = (iso: string) => dayUtc.format(new Date(iso));
/** "4 Mar". */
export const shortDayOf = (iso: string | Date) => shortDay.format(new Date(iso));
/** "Wed 4 Mar". */
export const weekdayOf = (iso: string | Date) => weekday.format(new Date(iso));
/** "14:05". */
export const timeOf = (iso: string) => time.format(new Date(iso));

/** Midnight, local time. */
export function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** The same day in another week or month; daylight saving is taken care of. */
export function plusDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, date.getHours());
}

/** Whole local days from one date to another; negative when the other lies before. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}

/** The local day as a key, "2026-03-04". */
export function dayKey(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "today", "in 3 days", "2 months ago". */
export function fromNow(iso: string, now = new Date()): string {
  const days = daysBetween(now, new Date(iso));
  if (Math.abs(days) < 31) return relative.format(days, 'day');
  if (Math.abs(days) < 365) return relative.format(Math.round(days / 30.4), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}

/** Midnight UTC days since 1970 of a date that is kept as midnight UTC. */
export const utcDay = (iso: string) => Math.floor(new Date(iso).getTime() / DAY_MS);
export const fromUtcDay = (n: number) => new Date(n * DAY_MS).toISOString();
