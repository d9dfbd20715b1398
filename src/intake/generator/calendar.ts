import { instantOf } from '../../learning/local-day.ts';
import { days, hours } from '../../std/durations.ts';
import type { SeededRandom } from '../../std/random.ts';
import type { Nature } from './nature.ts';

/** When the population lives. */
export interface Period {
  /** Midnight UTC of the first local date. */
  readonly first: Date;
  readonly days: number;
  /** Nothing happens after this instant. */
  readonly until: Date;
}

/** Time a session may need: none begins so late that it might not end in the period. */
const SESSION_HOURS_MAX = 4;
const EARLIEST_HOUR = 6;
const LATEST_HOUR = 23;
/** Share of learners who stop for a week or two, as holidays and illness have it. */
const BREAK_SHARE = 0.4;

/**
 * The starts of a learner's sessions, in order: on so many days a week as the learner studies, weekends apart, around
 * the favourite hour of the local day, with breaks, and for some with interest that fades.
 */
export function sessionStarts(
  nature: Nature,
  timeZone: string,
  period: Period,
  random: SeededRandom,
): Date[] {
  const fades = random.chance(0.3) ? random.between(0.3, 0.9) : 0;
  const breakFrom = random.chance(BREAK_SHARE) ? random.integer(0, period.days) : Number.POSITIVE_INFINITY;
  const breakTo = breakFrom + random.integer(6, 16);
  const latestMs = period.until.getTime() - hours(SESSION_HOURS_MAX);
  const starts: Date[] = [];
  for (let day = 0; day < period.days; day++) {
    const date = new Date(period.first.getTime() + days(day));
    const isWeekend = [0, 6].includes(date.getUTCDay());
    const interest = 1 - (fades * day) / period.days;
    const share = (nature.studyDays / 7) * (isWeekend ? nature.weekendFactor : 1) * interest;
    const isBreak = day >= breakFrom && day < breakTo;
    // Drawn in any case, so that a day's chance does not depend on the days before it.
    const [studies, hour, again] = [
      random.chance(share),
      random.normal(nature.favouriteHour, 1.3),
      random.next(),
    ];
    if (isBreak || !studies) continue;
    const first = Math.min(LATEST_HOUR, Math.max(EARLIEST_HOUR, hour + (isWeekend ? -1.5 : 0)));
    starts.push(instantOf(date, hours(first), timeZone));
    if (again < 0.12 && first + SESSION_HOURS_MAX < LATEST_HOUR) {
      starts.push(instantOf(date, hours(first + SESSION_HOURS_MAX), timeZone));
    }
  }
  return starts.map(wholeSecond).filter((start) => start.getTime() <= latestMs);
}

function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
