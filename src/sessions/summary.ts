import type { NewLearningSessionDocument } from '../derive/generated/documents.ts';
import { concludeSession } from '../learning/session-outcome.ts';
import {
  durationMinutes,
  emptySummary,
  masteredOf,
  type SessionSummary,
  withMastered,
} from '../learning/session-summary.ts';
import type { Session, SessionEnd, SessionStart } from './recording.ts';

type AnySession = Session | NewLearningSessionDocument;

/** The document of a session that has just begun. */
export function newSession(start: SessionStart): NewLearningSessionDocument {
  const summary = emptySummary();
  return {
    ...start,
    interactions: [],
    learning_progress: summary.learning_progress,
    emotional_journey: {
      ...summary.emotional_journey,
      emotional_states_timeline: [],
      interventions_applied: [],
    },
    performance_metrics: { ...summary.performance_metrics, difficulty_progression: [] },
    ai_usage_analytics: { ...summary.ai_usage_analytics, quality_scores: [] },
    session_outcome: {
      learning_objectives_met: [],
      areas_needing_more_work: [],
      next_session_recommendations: [],
    },
    evidence: { timed_answers: 0, observations: 0, interactions: 0, concepts: {} },
  };
}

/** What a stored session amounts to so far. */
export function summaryOf(session: AnySession): SessionSummary {
  const { learning_progress, emotional_journey, performance_metrics, ai_usage_analytics, evidence } = session;
  return {
    learning_progress,
    emotional_journey,
    performance_metrics,
    ai_usage_analytics,
    tallies: {
      interactions: evidence.interactions,
      latest:
        evidence.latest_at && evidence.latest_interaction !== undefined
          ? { atMs: evidence.latest_at.getTime(), id: evidence.latest_interaction }
          : undefined,
      timedAnswers: evidence.timed_answers,
      observations: evidence.observations,
      concepts: evidence.concepts,
      ...(evidence.tasks && { tasks: evidence.tasks }),
    },
  };
}

/** The session with another summary; its growing lists stay as they are. */
export function withSummary<S extends AnySession>(session: S, summary: SessionSummary): S {
  const { tallies, ...parts } = summary;
  const { latest_at, latest_interaction, tasks, ...evidence } = session.evidence;
  return {
    ...session,
    learning_progress: parts.learning_progress,
    emotional_journey: { ...session.emotional_journey, ...parts.emotional_journey },
    performance_metrics: { ...session.performance_metrics, ...parts.performance_metrics },
    ai_usage_analytics: { ...session.ai_usage_analytics, ...parts.ai_usage_analytics },
    evidence: {
      ...evidence,
      timed_answers: tallies.timedAnswers,
      observations: tallies.observations,
      interactions: tallies.interactions,
      concepts: tallies.concepts,
      ...(tallies.tasks && { tasks: tallies.tasks }),
      ...(tallies.latest && {
        latest_at: new Date(tallies.latest.atMs),
        latest_interaction: tallies.latest.id,
      }),
    },
  };
}

/**
 * The session with its end, where this recording has one, and with what follows from how far it has come: length,
 * completion, outcome. Settling it again changes nothing, and what is settled does not depend on the order of parts:
 * it ends at the later one of its end and its latest interaction.
 *
 * @param now when something was recorded of it; null where nothing was.
 */
export function settled<S extends AnySession>(session: S, end: SessionEnd | undefined, now: Date | null): S {
  const { idle_since, planned_interactions, abandoned, ...evidence } = session.evidence;
  const isFirstEnd = end !== undefined && session.ended_at === undefined;
  const planned = isFirstEnd ? (end.planned ?? planned_interactions) : planned_interactions;
  const isAbandoned = isFirstEnd ? end.abandoned === true : abandoned === true;
  const given = isFirstEnd ? end.at : (evidence.end_given ?? session.ended_at);
  const latest = latestOf([given, evidence.latest_at]);
  const endedAt = given ? latest : undefined;
  const heard = now ?? idle_since;
  const completion = completionOf({
    done: evidence.interactions,
    planned,
    ended: endedAt !== undefined && !isAbandoned,
  });
  return {
    ...session,
    // What showed mastery is told by how the concept went in the whole session, however far that had come by then.
    learning_progress: withMastered(
      session.learning_progress,
      evidence.concepts,
      masteredOf(session.learning_progress),
    ),
    ...(endedAt && { ended_at: endedAt }),
    ...(latest && { duration_minutes: durationMinutes(session.started_at, latest) }),
    performance_metrics: {
      ...session.performance_metrics,
      engagement_indicators: {
        ...session.performance_metrics.engagement_indicators,
        session_completion_rate: completion,
      },
    },
    session_outcome: {
      ...session.session_outcome,
      ...(isFirstEnd && end.ratings),
      ...concludeSession({
        objectives: session.session_context.learning_objectives,
        concepts: evidence.concepts,
        introduced: session.learning_progress.concepts_introduced,
        completion,
      }),
    },
    evidence: {
      ...evidence,
      ...(planned !== undefined && { planned_interactions: planned }),
      ...(isAbandoned && { abandoned: true }),
      ...(isFirstEnd && now && { ended_recorded: now, end_given: end.at }),
      ...(endedAt === undefined && heard && { idle_since: heard }),
    },
  };
}

/** Share of what was planned that was done; without a plan, what was ended by the learner is complete. */
function completionOf({
  done,
  planned,
  ended,
}: {
  readonly done: number;
  readonly planned: number | undefined;
  readonly ended: boolean;
}): number {
  if (planned) return Math.min(1, done / planned);
  return ended ? 1 : 0;
}

function latestOf(moments: readonly (Date | undefined)[]): Date | undefined {
  const times = moments.flatMap((moment) => (moment ? [moment.getTime()] : []));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
