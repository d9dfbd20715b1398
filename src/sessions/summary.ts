import type { NewLearningSessionDocument } from '../derive/generated/documents.ts';
import { emptySummary, type SessionSummary } from '../learning/session-summary.ts';
import type { Session, SessionStart } from './recording.ts';

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
    evidence: { timed_answers: 0, observations: 0 },
  };
}

/** What a stored session amounts to so far. */
export function summaryOf(session: Session): SessionSummary {
  const { learning_progress, emotional_journey, performance_metrics, ai_usage_analytics, evidence } = session;
  return {
    learning_progress,
    emotional_journey,
    performance_metrics,
    ai_usage_analytics,
    tallies: { timedAnswers: evidence.timed_answers, observations: evidence.observations },
  };
}

/** The session with another summary; its growing lists stay as they are. */
export function withSummary<S extends Session | NewLearningSessionDocument>(
  session: S,
  summary: SessionSummary,
): S {
  const { tallies, ...parts } = summary;
  return {
    ...session,
    learning_progress: parts.learning_progress,
    emotional_journey: { ...session.emotional_journey, ...parts.emotional_journey },
    performance_metrics: { ...session.performance_metrics, ...parts.performance_metrics },
    ai_usage_analytics: { ...session.ai_usage_analytics, ...parts.ai_usage_analytics },
    evidence: { timed_answers: tallies.timedAnswers, observations: tallies.observations },
  };
}
