import type {
  EmotionalContributionDocument,
  LearningSessionDocument,
  NewEmotionalAnalyticsDocument,
} from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { isError, MasterXError } from '../errors/error.ts';
import { contributionOf } from '../learning/emotional-contribution.ts';
import { reportFrom } from '../learning/emotional-report.ts';
import type { ObservedSession } from '../learning/emotional-spells.ts';
import { firstOfMonth, localDateOf, mondayOf } from '../learning/local-day.ts';
import { inOrder } from '../learning/session-summary.ts';
import { days } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import { everyElement, everyPage } from './reading.ts';

type Kind = NewEmotionalAnalyticsDocument['data_source'];
type Analytics = NewEmotionalAnalyticsDocument;
type Contribution = EmotionalContributionDocument;

/** First day of the period a local date falls into, and of the periods beside it. */
const PERIODS: Readonly<
  Record<Kind, { of: (date: Date) => Date; next: (start: Date) => Date; before: (start: Date) => Date }>
> = {
  daily_aggregation: {
    of: (date) => date,
    next: (start) => new Date(start.getTime() + days(1)),
    before: (start) => new Date(start.getTime() - days(1)),
  },
  weekly_summary: {
    of: mondayOf,
    next: (start) => new Date(start.getTime() + days(7)),
    before: (start) => new Date(start.getTime() - days(7)),
  },
  monthly_report: {
    of: firstOfMonth,
    next: (start) => firstOfMonth(new Date(start.getTime() + days(31))),
    before: (start) => firstOfMonth(new Date(start.getTime() - days(1))),
  },
};
const KINDS = Object.keys(PERIODS) as Kind[];
const ATTEMPTS_MAX = 5;

/** A session whose feelings are to be summed up anew. */
export interface FeltSession {
  readonly session_id: string;
  readonly user_id: string;
  readonly started_at: Date;
}

/**
 * Notes, in the transaction that changed sessions, that what they add to the summaries is to be worked out.
 * `refreshEmotions` does it; a job does where that was interrupted.
 */
export async function noteFeelings(
  documents: ActorDocuments,
  sessions: readonly FeltSession[],
  now: Date,
): Promise<void> {
  if (sessions.length === 0) return;
  const contributions = documents.collection('emotional_contributions');
  const noted = await contributions.insert(
    sessions.map(({ session_id, user_id, started_at }) => ({
      session_id,
      user_id,
      started_at,
      local_date: localDateOf(started_at, 'UTC'),
      time_zone: UNKNOWN_ZONE,
      stale_since: now,
      stability_steps: 0,
      stability_squares: 0,
      states: [],
      parts_of_day: [],
      interventions: [],
    })),
    () => true,
  );
  const known = noted.filter(({ repeated }) => repeated);
  const began = new Map(sessions.map(({ session_id, started_at }) => [session_id, started_at]));
  await contributions.appendEach(
    'note',
    known.map(({ document: { session_id, user_id } }) => ({
      identity: { session_id, user_id },
      additions: {},
      // The local date stays until the sums are worked out: its summaries change where the session moves away.
      change: (before) => ({
        ...before,
        started_at: began.get(session_id) ?? before.started_at,
        stale_since: now,
      }),
    })),
  );
}

/** Notes that a session of which nothing else is left is to add nothing any more; whether it added something. */
export async function noteGone(
  documents: ActorDocuments,
  { session_id, user_id }: Pick<FeltSession, 'session_id' | 'user_id'>,
  now: Date,
): Promise<boolean> {
  const contribution = await documents
    .collection('emotional_contributions')
    .find('contribution_of_session', { session_id }, { learner: user_id });
  if (!contribution) return false;
  await noteFeelings(documents, [contribution], now);
  return true;
}

/** Stands until the sums are worked out for the first time, by the learner's time zone of that moment. */
const UNKNOWN_ZONE = 'unknown';

/**
 * Works out what the sessions add, and makes the summaries of their days, weeks and months anew: those alone, and what
 * compares itself with them. Linear in the events of the sessions and the sessions of their months. Done again, it
 * changes nothing. A learner who withholds emotional data has no summaries.
 *
 * @returns how many summaries were written or removed.
 */
export async function refreshEmotions(
  documents: ActorDocuments,
  learner: string,
  sessionIds: readonly string[],
): Promise<number> {
  const user = await documents.collection('users').find('user_profile', {}, { learner });
  if (!user) return 0;
  const consents = (await documents.allowedBy([learner])).get(learner)?.['emotional_data'] === true;
  const dates = new Map<number, Date>();
  const worked: Contribution[] = [];
  const gone: Pick<FeltSession, 'session_id' | 'user_id'>[] = [];
  for (const session_id of sessionIds) {
    const contribution = await documents
      .collection('emotional_contributions')
      .find('contribution_of_session', { session_id }, { learner });
    if (!contribution || contribution.user_id !== learner) continue;
    const zone = contribution.time_zone === UNKNOWN_ZONE ? user.profile.timezone : contribution.time_zone;
    const date = localDateOf(contribution.started_at, zone);
    for (const day of [date, contribution.local_date]) dates.set(day.getTime(), day);
    const session = consents ? await observedSession(documents, session_id) : null;
    if (!session || session.emotional_journey.emotional_states_timeline.length === 0) {
      // It counts for nothing from now on, and goes when its summaries are made without it.
      await documents
        .collection('emotional_contributions')
        .revise('forget', { session_id, user_id: learner }, (before) => ({
          ...before,
          time_zone: UNKNOWN_ZONE,
        }));
      gone.push({ session_id, user_id: learner });
      continue;
    }
    const sums = contributionOf(session, zone);
    const revised = await documents
      .collection('emotional_contributions')
      .revise('work out', { session_id, user_id: learner }, (before) => ({
        ...before,
        ...sums,
        local_date: date,
        time_zone: zone,
      }));
    worked.push({ ...revised, stale_since: contribution.stale_since ?? new Date(0) });
  }
  let written = 0;
  for (const kind of KINDS) {
    const { of, next } = PERIODS[kind];
    const starts = new Set([...dates.values()].map((date) => of(date).getTime()));
    const following = [...starts].map((start) => next(new Date(start)).getTime());
    for (const start of [...new Set([...starts, ...following])].sort((a, b) => a - b)) {
      if (await summarisePeriod(documents, learner, kind, new Date(start))) written++;
    }
  }
  for (const { session_id, stale_since } of worked)
    await settle(documents, { session_id, user_id: learner }, stale_since);
  for (let at = 0; at < gone.length; at += LIMITS.writeDocumentsMax) {
    await documents
      .collection('emotional_contributions')
      .remove('forget', gone.slice(at, at + LIMITS.writeDocumentsMax));
  }
  return written;
}

/** Does what is left over from interrupted refreshes; how many sessions. */
export async function refreshStaleEmotions(
  documents: ActorDocuments,
  until: Date,
  signal?: AbortSignal,
): Promise<number> {
  const stale = await everyPage((options) =>
    documents.collection('emotional_contributions').query('stale_contributions', { until }, options),
  );
  const byLearner = new Map<string, string[]>();
  for (const { user_id, session_id } of stale) {
    byLearner.set(user_id, [...(byLearner.get(user_id) ?? []), session_id]);
  }
  for (const [learner, sessions] of byLearner) {
    if (signal?.aborted) throw new MasterXError('interrupted');
    await refreshEmotions(documents, learner, sessions);
  }
  return stale.length;
}

/** The summary of a period as its sessions have it now; undefined where nothing was observed. */
export async function reportOfPeriod(
  documents: ActorDocuments,
  learner: string,
  kind: Kind,
  start: Date,
): Promise<Analytics | undefined> {
  const { next, before } = PERIODS[kind];
  const former = await contributionsOf(documents, learner, before(start), start);
  const formerReport = reportFrom({ userId: learner, dataSource: kind, analysisDate: before(start) }, former);
  return reportFrom(
    { userId: learner, dataSource: kind, analysisDate: start, before: formerReport?.emotional_summary },
    await contributionsOf(documents, learner, start, next(start)),
  );
}

/** Sums of a session as its observations have them now; null where it is not there. */
export async function contributionNow(documents: ActorDocuments, sessionId: string, zone: string) {
  const session = await observedSession(documents, sessionId);
  return session && contributionOf(session, zone);
}

/**
 * Makes the summary of one period. Whoever changed it meanwhile had seen other sessions perhaps, so it is made again:
 * the last to write has seen every session that was there before it began.
 */
async function summarisePeriod(
  documents: ActorDocuments,
  learner: string,
  kind: Kind,
  start: Date,
): Promise<boolean> {
  const analytics = documents.collection('emotional_analytics');
  const identity = { user_id: learner, data_source: kind, analysis_date: start };
  for (let attempt = 1; ; attempt++) {
    const there = (
      await analytics.query(
        'emotional_analytics_dashboard',
        { data_source: kind, since: start },
        { learner, limit: LIMITS.answerDocumentsMax },
      )
    ).items.find(({ analysis_date }) => analysis_date.getTime() === start.getTime());
    const report = await reportOfPeriod(documents, learner, kind, start);
    if (!there && !report) return false;
    try {
      if (!report) return (await analytics.remove('nothing observed', [identity])) > 0;
      if (!there) {
        const [made] = await analytics.insert([report], () => true);
        if (made && !made.repeated) return true;
      } else {
        let overtaken = false;
        await analytics.revise('summarise', identity, (document) => {
          overtaken = document.revision !== there.revision;
          return overtaken ? document : { ...document, ...report };
        });
        if (!overtaken) return true;
      }
    } catch (thrown) {
      if (!isError(thrown, 'not_found') || attempt >= ATTEMPTS_MAX) throw thrown;
    }
    if (attempt >= ATTEMPTS_MAX) throw new MasterXError('write_conflict');
  }
}

/** Takes the note away, unless the session was noted again meanwhile. */
async function settle(
  documents: ActorDocuments,
  identity: Pick<FeltSession, 'session_id' | 'user_id'>,
  noted: Date | undefined,
): Promise<void> {
  await documents.collection('emotional_contributions').revise('settle', identity, (before) => {
    const { stale_since, ...settled } = before;
    const again = stale_since !== undefined && noted !== undefined && stale_since > noted;
    return again ? before : settled;
  });
}

/** What the sessions of a span of local dates add, in order of time. */
async function contributionsOf(
  documents: ActorDocuments,
  learner: string,
  since: Date,
  until: Date,
): Promise<Contribution[]> {
  const found = await everyPage((options) =>
    documents
      .collection('emotional_contributions')
      .query('contributions_of_period', { since, until }, { ...options, learner }),
  );
  return found
    .filter(({ time_zone }) => time_zone !== UNKNOWN_ZONE)
    .sort(
      (a, b) => a.started_at.getTime() - b.started_at.getTime() || (a.session_id < b.session_id ? -1 : 1),
    );
}

/** A session with everything that was observed in it. */
async function observedSession(
  documents: ActorDocuments,
  sessionId: string,
): Promise<ObservedSession | null> {
  const sessions = documents.collection('learning_sessions');
  const session: LearningSessionDocument | null = await sessions.find('session_lookup', {
    session_id: sessionId,
  });
  if (!session) return null;
  const identity = { session_id: session.session_id, user_id: session.user_id };
  const [interactions, timeline, interventions] = [
    await everyElement((options) => sessions.elements(identity, 'interactions', options)),
    await everyElement((options) =>
      sessions.elements(identity, 'emotional_journey.emotional_states_timeline', options),
    ),
    await everyElement((options) =>
      sessions.elements(identity, 'emotional_journey.interventions_applied', options),
    ),
  ];
  return {
    ...session,
    interactions: inOrder(interactions),
    emotional_journey: {
      ...session.emotional_journey,
      emotional_states_timeline: timeline,
      interventions_applied: interventions.sort(
        (a, b) =>
          a.timestamp.getTime() - b.timestamp.getTime() ||
          (a.intervention_type < b.intervention_type ? -1 : 1),
      ),
    },
  };
}
