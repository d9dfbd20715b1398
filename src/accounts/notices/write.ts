import type { NoticeScheduleDocument, UserDocument } from '../../derive/generated/documents.ts';
import { isError } from '../../errors/error.ts';
import { timeZoneOr } from '../../learning/time-zone.ts';
import { NOTICE_NAMES, type NoticeName } from '../../schema/vocabulary/notices.ts';
import { days, hours } from '../../std/durations.ts';
import type { AllowedBy } from '../context.ts';
import { isFlooded, writeMail } from '../mail/outbox.ts';
import type { RegistrationParts } from '../registration/context.ts';
import { LOOKED_BACK_MS, nextLook, noticesDue } from './due.ts';
import { type Circle, recipientOf } from './recipient.ts';

/** What writing notices works with. */
export interface NoticeParts extends RegistrationParts {
  readonly allowedBy: AllowedBy;
}

/** What a run of the job did. */
export interface NoticesWritten {
  /** Accounts that were looked at. */
  readonly looked: number;
  /** Mails that were written. */
  readonly written: number;
}

/** Accounts looked up at once. */
const BATCH = 50;

/** Sessions since the last look that are looked at for what was mastered. */
const SESSIONS_MAX = 50;

/** Longer than any session: what was begun before the last look may have ended after it. */
const SESSION_MS = days(1);

/** A reminder of an evening is of no use at night. */
const USEFUL_MS = hours(5);

/** For how long an account that wants no mails stays planned: a wish may be on its way. */
const UNWANTED_MS = days(1);

type Due = Pick<NoticeScheduleDocument, 'user_id' | 'next_at'>;

/**
 * Writes to those whose evening it is what there is to tell them. Each account is one transaction: its mails and when it
 * is looked next, so that a mail is written once however often and wherever the job runs, and a run that was stopped
 * goes on with those that are left.
 */
export async function writeNotices(parts: NoticeParts, signal?: AbortSignal): Promise<NoticesWritten> {
  const { documents, clock } = parts;
  let [looked, written] = [0, 0];
  for (;;) {
    const { items } = await documents
      .collection('notice_schedules')
      .query('notices_due', { until: clock.now() }, { limit: BATCH });
    for (const due of items) {
      signal?.throwIfAborted();
      written += await writeTo(parts, due);
      looked++;
    }
    if (items.length < BATCH) return { looked, written };
  }
}

async function writeTo(parts: NoticeParts, due: Due): Promise<number> {
  const { documents, clock } = parts;
  try {
    const person = await documents.collection('users').find('user_profile', {}, { learner: due.user_id });
    if (person === null || isUnwanted(person)) return await letGo(parts, due);
    const mails = await mailsTo(parts, due, person, clock.now());
    return await enter(parts, due, person, mails);
  } catch (thrown) {
    // Whoever it was is gone.
    if (!isError(thrown, 'key_destroyed') && !isError(thrown, 'not_found')) throw thrown;
    return letGo(parts, due);
  }
}

const isUnwanted = ({ account_status, preferences }: UserDocument): boolean =>
  account_status === 'deleted' || !preferences.notification_settings.email_notifications;

/** Ends the plan of an account that wants no mails, unless it said otherwise a moment ago. */
async function letGo({ documents, clock }: NoticeParts, { user_id }: Due): Promise<0> {
  const schedules = documents.collection('notice_schedules');
  const found = await schedules.find('notice_schedule', {}, { learner: user_id });
  const now = clock.now();
  if (found && now.getTime() - found.wanted_at.getTime() < UNWANTED_MS) {
    const next_at = new Date(now.getTime() + UNWANTED_MS);
    await schedules.revise('look again', { user_id }, (stored) => ({ ...stored, next_at }));
    return 0;
  }
  await schedules.remove('end notices', [{ user_id }]);
  return 0;
}

/** A mail that is to be written. */
interface Order {
  readonly notice: NoticeName;
  readonly to: Pick<UserDocument, 'user_id' | 'email'>;
  readonly isOfWard: boolean;
}

interface Told {
  readonly orders: readonly Order[];
  readonly planEnding: Date | null;
  readonly hasMastered: boolean;
}

async function mailsTo(
  { documents, allowedBy }: NoticeParts,
  { user_id: learner }: Due,
  person: UserDocument,
  now: Date,
): Promise<Told> {
  const [schedule, guardian, allowed] = await Promise.all([
    documents.collection('notice_schedules').get('notice_schedule', {}, { learner }),
    guardianOf(documents, learner),
    allowedBy([learner]),
  ]);
  const circle: Circle = { person, guardian, allowed: allowed.get(learner) ?? {}, now };
  const nobody = { orders: [], planEnding: null, hasMastered: false };
  // Nothing of what somebody learns is looked at for a mail that would not be written.
  if (NOTICE_NAMES.every((notice) => recipientOf(notice, circle) === null)) return nobody;
  const learnt = await learnedOf(documents, learner, schedule.mastery_told_until, now);
  const due = noticesDue({
    ...learnt,
    now,
    timeZone: timeZoneOr(person.profile.timezone),
    subscription: person.subscription,
    endingTold: schedule.plan_ending_told ?? null,
  });
  const orders: Order[] = [];
  for (const notice of due) {
    const recipient = recipientOf(notice, circle);
    const to = recipient === 'guardian' ? guardian : recipient === 'person' ? person : null;
    if (to === null || (await isFlooded(documents, to.user_id, notice, now))) continue;
    orders.push({ notice, to, isOfWard: to !== person });
  }
  const ends = orders.some(({ notice }) => notice === 'plan_ending');
  return {
    orders,
    planEnding: ends ? (person.subscription.expires_at ?? null) : null,
    hasMastered: due.includes('achievement'),
  };
}

async function guardianOf(
  documents: NoticeParts['documents'],
  learner: string,
): Promise<UserDocument | null> {
  const { items } = await documents
    .collection('guardianships')
    .query('guardians_of_learner', {}, { learner });
  const active = items.find(({ status }) => status === 'active');
  if (active === undefined) return null;
  // A guardian who is gone is nobody to write to; the learner still is.
  return documents.collection('users').find('user_profile', {}, { learner: active.guardian_id });
}

async function learnedOf(documents: NoticeParts['documents'], learner: string, toldUntil: Date, now: Date) {
  const sessions = documents.collection('learning_sessions');
  const [latest, since, reviews] = await Promise.all([
    sessions.query(
      'recent_session_history',
      { since: new Date(now.getTime() - LOOKED_BACK_MS) },
      { learner, limit: 1 },
    ),
    sessions.query(
      'recent_session_history',
      { since: new Date(toldUntil.getTime() - SESSION_MS) },
      { learner, limit: SESSIONS_MAX },
    ),
    documents
      .collection('content_mastery')
      .query('spaced_repetition_due', { until: now }, { learner, limit: 1 }),
  ]);
  return {
    lastSessionAt: latest.items[0]?.started_at ?? null,
    hasReviewsDue: reviews.items.length > 0,
    hasMastered: since.items.some(
      ({ ended_at, learning_progress }) =>
        ended_at !== undefined && ended_at > toldUntil && learning_progress.concepts_mastered.length > 0,
    ),
  };
}

/** Writes the mails, unless another run did. */
async function enter(
  { documents, clock, entropy }: NoticeParts,
  { user_id, next_at: seen }: Due,
  person: UserDocument,
  { orders, planEnding, hasMastered }: Told,
): Promise<number> {
  const at = clock.now();
  return documents.transaction(async (within) => {
    let isMine = false;
    await within.collection('notice_schedules').revise('look', { user_id }, (stored) => {
      isMine = stored.next_at.getTime() === seen.getTime();
      if (!isMine) return stored;
      return {
        ...stored,
        next_at: nextLook(at, timeZoneOr(person.profile.timezone)),
        ...(hasMastered && { mastery_told_until: at }),
        ...(planEnding !== null && { plan_ending_told: planEnding }),
      };
    });
    if (!isMine) return 0;
    for (const { notice, to, isOfWard } of orders) {
      if (to.email === null) continue;
      await writeMail(
        within,
        {
          template: notice,
          userId: to.user_id,
          address: to.email,
          ...(isOfWard && { values: { of: 'ward' } }),
          at,
          expiresAt: new Date(at.getTime() + USEFUL_MS),
        },
        entropy,
      );
    }
    return orders.length;
  });
}
