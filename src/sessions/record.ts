import type { NewLearningSessionDocument } from '../derive/generated/documents.ts';
import type { Stored } from '../documents/collection.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import {
  comeLate,
  emptySummary,
  inOrder,
  type SummaryContext,
  summarise,
  withMastered,
} from '../learning/session-summary.ts';
import { storedInteractions } from './interactions.ts';
import type {
  Interaction,
  NewConcepts,
  NewlyMastered,
  Recorded,
  Recording,
  RecordingHooks,
  Session,
} from './recording.ts';
import { newSession, settled, summaryOf, withSummary } from './summary.ts';

/** A recording of a session that is there already. */
interface Continuation {
  readonly recording: Recording;
  readonly before: Session;
  /** All of the session's interactions, in order, where what is new does not just follow them or the session ends. */
  readonly all: readonly Interaction[] | null;
  readonly late: boolean;
}

/**
 * Stores recordings, each of another session: begins the sessions that are new, adds the interactions that are new,
 * ends those that end, and lets other rooms follow, all in one transaction. Sent twice, everything is stored once; sent
 * in another order, it amounts to the same. What comes late costs one look at the whole session.
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
    const now = hooks.now();
    const inserted = await within.collection('learning_sessions').insert(
      recordings.map((recording) => completeSession(recording, isNew, now)),
      (given, stored) => given.user_id === stored.user_id,
    );
    const continued = await Promise.all(
      recordings.flatMap((recording, at) => {
        const one = inserted[at];
        return one?.repeated ? [continuationOf(documents, recording, one)] : [];
      }),
    );
    const revised = await reviseEach(within, continued, isNew, now);
    const recorded = recordings.map((recording, at): Recorded => {
      const one = inserted[at];
      if (one && !one.repeated) {
        const added = inOrder(recording.interactions);
        return {
          session: one.document,
          before: null,
          begun: true,
          added,
          ended: recording.end ? added : null,
          late: false,
        };
      }
      const which = continued.findIndex((continuation) => continuation.recording === recording);
      return recordedOf(continued[which], revised[which], one?.document as Session);
    });
    const complete = await withNewlyMastered(within, recorded, await hooks.learn(within, recorded));
    await hooks.evolve(within, complete);
    return complete;
  });
}

/** What must be known of a stored session before a recording is added to it. */
async function continuationOf(
  documents: ActorDocuments,
  recording: Recording,
  { document: before }: Stored<Session>,
): Promise<Continuation> {
  const { interactions, end } = recording;
  const ends = end !== undefined && before.ended_at === undefined;
  const maybeLate = comeLate(summaryOf(before).tallies, interactions);
  const afterEnd = before.ended_at !== undefined && interactions.length > 0;
  if (!ends && !maybeLate && !afterEnd) return { recording, before, all: null, late: false };
  if (ends && !maybeLate && end.interactions) {
    return { recording, before, all: joined(end.interactions, interactions).all, late: false };
  }
  const stored = await storedInteractions(documents, before);
  const { all, added } = joined(stored, interactions);
  const late = added.length > 0 && (comeLate(summaryOf(before).tallies, added) || afterEnd);
  return { recording, before, all, late };
}

/** The interactions that are there with those that are new, in order. */
function joined(
  there: readonly Interaction[],
  given: readonly Interaction[],
): { readonly all: readonly Interaction[]; readonly added: readonly Interaction[] } {
  const known = new Set(there.map(({ interaction_id }) => interaction_id));
  const added = given.filter(({ interaction_id }) => !known.has(interaction_id));
  return { all: inOrder([...there, ...added]), added };
}

function reviseEach(
  within: ActorDocuments,
  continued: readonly Continuation[],
  isNew: NewConcepts,
  now: Date,
) {
  return within.collection('learning_sessions').appendEach(
    'record',
    continued.map(({ recording, all, late }) => ({
      identity: { session_id: recording.start.session_id, user_id: recording.start.user_id },
      additions: {
        interactions: recording.interactions,
        'emotional_journey.interventions_applied': recording.interventions ?? [],
      },
      change: (session, added, grow, replace) => {
        const nothingNew = !added.interactions?.length && (!recording.end || session.ended_at !== undefined);
        if (nothingNew || isStillUsed(session, recording)) return session;
        const context = contextOf(recording, isNew, session);
        if (late && all) {
          const { summary, growth } = summarise(emptySummary(), all, context);
          replace(growth);
          return settled(withSummary(session, keptMastered(summary, session)), recording.end, now);
        }
        const { summary, growth } = summarise(summaryOf(session), inOrder(added.interactions ?? []), context);
        grow(growth);
        return settled(withSummary(session, summary), recording.end, now);
      },
    })),
  );
}

/** Whether a session is to be ended as abandoned that is not. */
function isStillUsed({ evidence }: Session, { end }: Recording): boolean {
  const { idle_since } = evidence;
  return end?.ifIdleSince !== undefined && idle_since !== undefined && idle_since > end.ifIdleSince;
}

/** What was mastered in the session stays when the session is summed up anew. */
function keptMastered(summary: ReturnType<typeof emptySummary>, { learning_progress }: Session) {
  const { concepts_mastered, mastery_demonstrations } = learning_progress;
  return {
    ...summary,
    learning_progress: { ...summary.learning_progress, concepts_mastered, mastery_demonstrations },
  };
}

function recordedOf(
  continuation: Continuation | undefined,
  revision:
    | { readonly document: Session; readonly added: { readonly interactions?: readonly Interaction[] } }
    | undefined,
  before: Session,
): Recorded {
  const ends = before.ended_at === undefined && revision?.document.ended_at !== undefined;
  return {
    session: revision?.document ?? before,
    before: continuation?.before ?? before,
    begun: false,
    added: inOrder(revision?.added.interactions ?? []),
    ended: ends ? (continuation?.all ?? []) : null,
    late: continuation?.late ?? false,
  };
}

/** A session that is new, with everything the recording holds. */
function completeSession(recording: Recording, isNew: NewConcepts, now: Date): NewLearningSessionDocument {
  const begun = newSession(recording.start);
  const interactions = inOrder(recording.interactions);
  const { summary, growth } = summarise(emptySummary(), interactions, contextOf(recording, isNew, begun));
  const summarised = withSummary(begun, summary);
  const session: NewLearningSessionDocument = {
    ...summarised,
    interactions,
    emotional_journey: {
      ...summarised.emotional_journey,
      emotional_states_timeline: growth['emotional_journey.emotional_states_timeline'],
      interventions_applied: [...(recording.interventions ?? [])],
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
  return settled(session, recording.end, now);
}

/** Enters what the sessions brought to mastery, which is known only once others have learned from them. */
async function withNewlyMastered(
  within: ActorDocuments,
  recorded: readonly Recorded[],
  mastered: readonly NewlyMastered[],
): Promise<Recorded[]> {
  const changed = recorded.filter(({ session }) =>
    mastered.some(({ sessionId }) => sessionId === session.session_id),
  );
  if (changed.length === 0) return [...recorded];
  const revised = await within.collection('learning_sessions').appendEach(
    'record what was mastered',
    changed.map(({ session: { session_id, user_id } }) => ({
      identity: { session_id, user_id },
      additions: {},
      change: (session) => ({
        ...session,
        learning_progress: withMastered(
          session.learning_progress,
          session.evidence.concepts,
          mastered.filter(({ sessionId }) => sessionId === session_id),
        ),
      }),
    })),
  );
  const sessions = new Map(revised.map(({ document }) => [document.session_id, document]));
  return recorded.map((one) => ({ ...one, session: sessions.get(one.session.session_id) ?? one.session }));
}

function contextOf(
  { start }: Recording,
  isNew: NewConcepts,
  { learning_progress }: Pick<Session, 'learning_progress'>,
): SummaryContext {
  const { session_type, topics, subject } = start.session_context;
  const introduced = new Set(learning_progress.concepts_introduced);
  return {
    sessionType: session_type,
    topics,
    isNew: (concept) => introduced.has(concept) || isNew(start.user_id, subject, concept),
  };
}
