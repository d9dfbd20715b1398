import { isDeepStrictEqual } from 'node:util';
import type { ActorDocuments } from '../documents/documents.ts';
import { emptySummary, inOrder, type SessionSummary, summarise } from '../learning/session-summary.ts';
import { storedInteractions } from './interactions.ts';
import type { Session } from './recording.ts';
import { summaryOf } from './summary.ts';

/**
 * Sums a stored session up anew from its interactions, and names the parts that differ from what is stored: none, if
 * all is well. What was planned, mastered and rated is not among them: interactions do not tell it.
 *
 * @throws MasterXError `not_found`
 */
export async function verifySession(
  documents: ActorDocuments,
  sessionId: string,
): Promise<readonly string[]> {
  const session = await documents
    .collection('learning_sessions')
    .get('session_lookup', { session_id: sessionId });
  const interactions = inOrder(await storedInteractions(documents, session));
  const { session_type, topics } = session.session_context;
  const introduced = new Set(session.learning_progress.concepts_introduced);
  const { summary } = summarise(emptySummary(), interactions, {
    sessionType: session_type,
    topics,
    isNew: (concept) => introduced.has(concept),
  });
  const [stored, anew] = [partsOf(summaryOf(withoutLists(session))), partsOf(summary)];
  return Object.keys(anew).filter((part) => !isDeepStrictEqual(stored[part], anew[part]));
}

function partsOf(summary: SessionSummary): Readonly<Record<string, unknown>> {
  const { performance_metrics, learning_progress, emotional_journey, ai_usage_analytics, tallies } = summary;
  const { engagement_indicators, ...metrics } = performance_metrics;
  const { session_completion_rate: _, ...engagement } = engagement_indicators;
  const { concepts_introduced, concepts_practiced, knowledge_gaps_identified } = learning_progress;
  return {
    performance_metrics: { ...metrics, engagement },
    learning_progress: { concepts_introduced, concepts_practiced, knowledge_gaps_identified },
    emotional_journey,
    ai_usage_analytics,
    evidence: tallies,
  };
}

function withoutLists(session: Session): Session {
  const { difficulty_progression: _, ...performance_metrics } = session.performance_metrics;
  const { quality_scores: __, ...ai_usage_analytics } = session.ai_usage_analytics;
  const {
    emotional_states_timeline: ___,
    interventions_applied: ____,
    ...emotional_journey
  } = session.emotional_journey;
  return { ...session, performance_metrics, ai_usage_analytics, emotional_journey } as Session;
}
