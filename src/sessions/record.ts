import type { NewLearningSessionDocument } from '../derive/generated/documents.ts';
import type { Stored } from '../documents/collection.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import {
  comeLate,
  emptySummary,
  inOrder,
  type SummaryContext,
  summarise,
} from '../learning/session-summary.ts';
import { changesOf } from './followers.ts';
import { storedInteractions } from './interactions.ts';
import type {
  Interaction,
  Introductions,
  Recorded,
  Recording,
  RecordingHooks,
  Session,
  SessionChange,
} from './recording.ts';
import { newSession, settled, summaryOf, withSummary } from './summary.ts';
import { followTurns } from './turns.ts';

/** What recordings came to. */
export interface RecordOutcome {
  /** In the order of the recordings. */
  readonly recorded: Recorded[];
  /** Every session that changed with them: also others, whose concepts turned out to be met or mastered elsewhere. */
  readonly changes: readonly SessionChange[];
}

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
): Promise<RecordOutcome> {
  return documents.transaction(async (within) => {
    const introductions = await hooks.meet(within, recordings);
    const now = hooks.now();
    const inserted = await within.collection('learning_sessions').insert(
      recordings.map((recording) => completeSession(recording, introductions, now)),
      (given, stored) => given.user_id === stored.user_id,
    );
    const continued: Continuation[] = [];
    for (const [at, recording] of recordings.entries()) {
      const one = inserted[at];
      if (one?.repeated) continued.push(await continuationOf(within, recording, one));
    }
    const revised = await reviseEach(within, continued, introductions, now);
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
          endedBefore: null,
          late: false,
        };
      }
      const which = continued.findIndex((continuation) => continuation.recording === recording);
      return recordedOf(continued[which], revised[which], one?.document as Session);
    });
    const turns = await hooks.learn(within, recorded);
    const changes = await followTurns(within, changesOf(recorded), turns);
    await hooks.follow(within, changes);
    const newest = new Map(
      changes.flatMap(({ after }) => (after ? [[after.session_id, after] as const] : [])),
    );
    return {
      recorded: recorded.map((one) => ({
        ...one,
        session: newest.get(one.session.session_id) ?? one.session,
      })),
      changes,
    };
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
  introductions: Introductions,
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
        const context = contextOf(recording, introductions, session);
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
  const added = inOrder(revision?.added.interactions ?? []);
  const endedBefore = before.ended_at !== undefined && added.length > 0;
  return {
    session: revision?.document ?? before,
    before: continuation?.before ?? before,
    begun: false,
    added,
    ended: ends ? (continuation?.all ?? []) : null,
    endedBefore: endedBefore ? (continuation?.all ?? []) : null,
    late: continuation?.late ?? false,
  };
}

/** A session that is new, with everything the recording holds. */
function completeSession(
  recording: Recording,
  introductions: Introductions,
  now: Date,
): NewLearningSessionDocument {
  const begun = newSession(recording.start);
  const interactions = inOrder(recording.interactions);
  const { summary, growth } = summarise(
    emptySummary(),
    interactions,
    contextOf(recording, introductions, begun),
  );
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

function contextOf(
  { start }: Recording,
  introductions: Introductions,
  { learning_progress }: Pick<Session, 'learning_progress'>,
): SummaryContext {
  const { session_type, topics } = start.session_context;
  const introduced = new Set(learning_progress.concepts_introduced);
  return {
    sessionType: session_type,
    topics,
    isNew: (concept) => introduced.has(concept) || introductions(start, concept),
  };
}
