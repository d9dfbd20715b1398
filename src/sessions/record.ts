import type { NewLearningSessionDocument } from '../derive/generated/documents.ts';
import type { Stored } from '../documents/collection.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { workByConcept } from '../learning/concept-work.ts';
import {
  durationMinutes,
  progressAtEnd,
  type SummaryContext,
  summarise,
} from '../learning/session-summary.ts';
import { storedInteractions } from './interactions.ts';
import type { Interaction, NewConcepts, Recorded, Recording, RecordingHooks, Session } from './recording.ts';
import { newSession, summaryOf, withSummary } from './summary.ts';

/**
 * Stores recordings, each of another session: begins the sessions that are new, adds the interactions that are new,
 * ends those that end, and lets other rooms follow, all in one transaction. Sent twice, everything is stored once.
 *
 * @throws MasterXError `validation_failed`; `conflict` when an interaction, or the session of another learner, is
 * stored under the same identifier.
 */
export function record(
  documents: ActorDocuments,
  recordings: readonly Recording[],
  hooks: RecordingHooks,
): Promise<Recorded[]> {
  return documents.transaction(async (within) => {
    const isNew = await hooks.meet(within, recordings);
    const sessions = within.collection('learning_sessions');
    const inserted = await sessions.insert(
      recordings.map((recording) => completeSession(recording, isNew)),
      (given, stored) => given.user_id === stored.user_id,
    );
    const wholes = await Promise.all(
      recordings.map((recording, at) => whole(documents, recording, inserted[at])),
    );
    const continued = wholes.filter((_, at) => inserted[at]?.repeated);
    const revised = await sessions.appendEach(
      'record',
      continued.map((recording) => ({
        identity: { session_id: recording.start.session_id, user_id: recording.start.user_id },
        additions: { interactions: recording.interactions },
        change: (session, added, grow) => {
          const { summary, growth } = summarise(
            summaryOf(session),
            added.interactions ?? [],
            contextOf(recording, isNew),
          );
          grow(growth);
          return endedSession(withSummary(session, summary), recording);
        },
      })),
    );
    const revisions = revised[Symbol.iterator]();
    const recorded = wholes.map((recording, at): Recorded => {
      const one = inserted[at];
      if (one && !one.repeated)
        return {
          session: one.document,
          begun: true,
          added: recording.interactions,
          ended: endedWith(recording),
        };
      const revision = revisions.next().value;
      const wasOpen = one?.document.ended_at === undefined;
      return {
        session: revision?.document ?? (one?.document as Session),
        begun: false,
        added: revision?.added.interactions ?? [],
        ended: wasOpen ? endedWith(recording) : null,
      };
    });
    await hooks.learn(within, recorded);
    return recorded;
  });
}

/** A recording that ends a session begun before, with all of the session's interactions. */
async function whole(
  documents: ActorDocuments,
  recording: Recording,
  stored: Stored<Session> | undefined,
): Promise<Recording> {
  const { end, interactions } = recording;
  if (!end || end.interactions || !stored?.repeated || stored.document.ended_at !== undefined)
    return recording;
  const before = await storedInteractions(documents, stored.document);
  const known = new Set(before.map(({ interaction_id }) => interaction_id));
  const added = interactions.filter(({ interaction_id }) => !known.has(interaction_id));
  return { ...recording, end: { ...end, interactions: [...before, ...added] } };
}

function endedWith({ interactions, end }: Recording): readonly Interaction[] | null {
  return end ? (end.interactions ?? interactions) : null;
}

/** A session that is new, with everything the recording holds. */
function completeSession(recording: Recording, isNew: NewConcepts): NewLearningSessionDocument {
  const begun = newSession(recording.start);
  const { summary, growth } = summarise(
    summaryOf(begun as Session),
    recording.interactions,
    contextOf(recording, isNew),
  );
  const summarised = withSummary(begun, summary);
  const session: NewLearningSessionDocument = {
    ...summarised,
    interactions: [...recording.interactions],
    emotional_journey: {
      ...summarised.emotional_journey,
      emotional_states_timeline: growth['emotional_journey.emotional_states_timeline'],
    },
    performance_metrics: {
      ...summarised.performance_metrics,
      difficulty_progression: growth['performance_metrics.difficulty_progression'],
    },
    ai_usage_analytics: {
      ...summarised.ai_usage_analytics,
      quality_scores: growth['ai_usage_analytics.quality_scores'],
    },
  };
  return endedSession(session, recording);
}

function endedSession<S extends Session | NewLearningSessionDocument>(
  session: S,
  { start, interactions, end }: Recording,
): S {
  if (!end) return session;
  if (session.ended_at !== undefined) return extendedSession(session, end.at);
  const all = end.interactions ?? interactions;
  const progress = progressAtEnd(session.learning_progress, workByConcept(start.started_at, all), []);
  return {
    ...session,
    ended_at: end.at,
    duration_minutes: durationMinutes(start.started_at, end.at),
    learning_progress: progress,
    performance_metrics: {
      ...session.performance_metrics,
      engagement_indicators: {
        ...session.performance_metrics.engagement_indicators,
        session_completion_rate: end.planned ? Math.min(1, all.length / end.planned) : 1,
      },
    },
    session_outcome: {
      ...session.session_outcome,
      ...end.ratings,
      areas_needing_more_work: progress.knowledge_gaps_identified,
    },
  };
}

/** What comes after the end of a session, such as a late row of an import, moves the end. */
function extendedSession<S extends Session | NewLearningSessionDocument>(session: S, at: Date): S {
  if (session.ended_at === undefined || at <= session.ended_at) return session;
  return { ...session, ended_at: at, duration_minutes: durationMinutes(session.started_at, at) };
}

function contextOf({ start }: Recording, isNew: NewConcepts): SummaryContext {
  const { session_type, topics, subject } = start.session_context;
  return { sessionType: session_type, topics, isNew: (concept) => isNew(start.user_id, subject, concept) };
}
