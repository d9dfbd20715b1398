import { instantOf, localDateOf, localTimeOf } from '../../learning/local-day.ts';
import type { NoticeName } from '../../schema/vocabulary/notices.ts';
import { days, hours } from '../../std/durations.ts';
import type { Subscription } from '../subscription/standing.ts';

/** Mails are written at this hour of the person's own day: after school and work, before the evening is over. */
const HOUR = 17;
/** Later than this a mail would come at night; what is missed waits for the next day. */
const LATEST_HOUR = 21;
const MONDAY = 1;
/** Whoever has not practised for this long is reminded once a week, and after the second period no more. */
const DAILY_WITHIN_DAYS = 14;
const WEEKLY_WITHIN_DAYS = 60;
/** The end of a plan is told of so long before. */
const ENDING_TOLD_MS = days(3);

/** How far back practising matters for a notice. */
export const LOOKED_BACK_MS = days(WEEKLY_WITHIN_DAYS);

/** What is looked at to know whether there is something to tell. */
export interface Look {
  readonly now: Date;
  /** The person's own, IANA. */
  readonly timeZone: string;
  /** When the latest session began; null where there was none in the last 60 days. */
  readonly lastSessionAt: Date | null;
  readonly hasReviewsDue: boolean;
  /** Whether something was mastered since it was told of last. */
  readonly hasMastered: boolean;
  readonly subscription: Pick<Subscription, 'status' | 'expires_at'>;
  /** The end of a plan that was told of. */
  readonly endingTold: Date | null;
}

/** When it is looked next: the next early evening of the person's own day after a moment. */
export function nextLook(now: Date, timeZone: string): Date {
  const today = localDateOf(now, timeZone);
  const evening = instantOf(today, hours(HOUR), timeZone);
  return evening > now ? evening : instantOf(new Date(today.getTime() + days(1)), hours(HOUR), timeZone);
}

/** What there is to tell now; nothing at an hour at which nobody is written to. */
export function noticesDue(look: Look): readonly NoticeName[] {
  const { now, timeZone, lastSessionAt, hasMastered } = look;
  const { hour, weekday } = localTimeOf(now, timeZone);
  if (hour < HOUR || hour >= LATEST_HOUR) return [];
  const isMonday = weekday === MONDAY;
  const practised = lastSessionAt && {
    isToday: localDateOf(lastSessionAt, timeZone).getTime() === localDateOf(now, timeZone).getTime(),
    agoMs: now.getTime() - lastSessionAt.getTime(),
  };
  const due: NoticeName[] = [];
  if (practised && look.hasReviewsDue && !practised.isToday && isReminded(practised.agoMs, isMonday)) {
    due.push('study_reminder');
  }
  if (practised && isMonday && practised.agoMs < days(7)) due.push('progress_update');
  if (hasMastered) due.push('achievement');
  if (isEnding(look)) due.push('plan_ending');
  return due;
}

function isReminded(agoMs: number, isMonday: boolean): boolean {
  return agoMs < days(DAILY_WITHIN_DAYS) || (isMonday && agoMs < days(WEEKLY_WITHIN_DAYS));
}

/** Whether a plan that does not go on by itself ends soon, and nobody was told of that end. */
function isEnding({ now, subscription: { status, expires_at }, endingTold }: Look): boolean {
  if (expires_at === undefined || (status !== 'trial' && status !== 'cancelled')) return false;
  const leftMs = expires_at.getTime() - now.getTime();
  return leftMs > 0 && leftMs <= ENDING_TOLD_MS && endingTold?.getTime() !== expires_at.getTime();
}
