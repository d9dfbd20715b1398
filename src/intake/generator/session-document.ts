import type { NewLearningSessionDocument } from '../../derive/generated/documents.ts';
import { type ConceptWork, type HistoryEntry, workByConcept } from '../../learning/concept-work.ts';
import { conceptOf } from '../../learning/questions/curriculum.ts';
import { durationMinutes, emptySummary, summarise, withMastered } from '../../learning/session-summary.ts';
import { days } from '../../std/durations.ts';
import type { SeededRandom } from '../../std/random.ts';
import { withinText } from './phrases.ts';
import type { Participant, PlayedSession } from './session.ts';

type Session = NewLearningSessionDocument;

const ACTIVITIES: Readonly<
  Record<Session['session_context']['session_type'], HistoryEntry['activity_type']>
> = {
  study: 'practice',
  practice: 'practice',
  assessment: 'assessment',
  revision: 'revision',
  exploration: 'practice',
};

/** Share of the points from which an objective counts as met, and below which a concept needs more work. */
const MET = 0.7;
const WEAK = 0.6;

/** Sums up a session the way the platform does, and enters it into the mastery documents. */
export function sessionDocument(
  sessionId: string,
  played: PlayedSession,
  { person, book }: Participant,
  random: SeededRandom,
): Session {
  const { plan, startedAt, endedAt, interactions } = played;
  const known = new Set(plan.concepts.filter(({ slug }) => book.has(slug)).map(({ slug }) => slug as string));
  const topics = [...new Set(plan.concepts.map(({ topic }) => topic))];
  const { summary, growth } = summarise(emptySummary(), interactions, {
    sessionType: plan.type,
    topics,
    isNew: (concept) => !known.has(concept),
  });
  const work = workByConcept(startedAt, interactions);
  const mastered = [...work.values()].flatMap((one) => {
    const concept = conceptOf(one.concept);
    const session = { session_id: sessionId, started_at: startedAt, interactions };
    return (concept && book.record(concept, session, one, ACTIVITIES[plan.type])) ?? [];
  });
  const { overall_emotional_health_score: health } = summary.emotional_journey;
  return {
    session_id: sessionId,
    user_id: person.userId,
    started_at: startedAt,
    ended_at: endedAt,
    duration_minutes: durationMinutes(startedAt, endedAt),
    session_context: {
      session_type: plan.type,
      subject: plan.subject,
      topics,
      learning_objectives: plan.concepts.map(objectiveOf),
      initial_difficulty_level: played.initialDifficulty,
      device_type: person.device,
      platform: person.platform,
    },
    interactions,
    learning_progress: withMastered(
      summary.learning_progress,
      summary.tallies.concepts,
      new Map(mastered.map(({ concept, confidence }) => [concept, confidence])),
    ),
    emotional_journey: {
      ...summary.emotional_journey,
      emotional_states_timeline: growth['emotional_journey.emotional_states_timeline'],
      interventions_applied: played.interventions,
    },
    performance_metrics: {
      ...summary.performance_metrics,
      difficulty_progression: growth['performance_metrics.difficulty_progression'],
      engagement_indicators: {
        ...summary.performance_metrics.engagement_indicators,
        session_completion_rate: played.completion,
      },
    },
    ai_usage_analytics: {
      ...summary.ai_usage_analytics,
      quality_scores: growth['ai_usage_analytics.quality_scores'],
    },
    session_outcome: {
      ...concludedFrom(played, work, (concept) => book.nextReview(concept)),
      ...ratingsOf(played, health, person.isShowcase, random),
    },
    evidence: {
      end_given: endedAt,
      timed_answers: summary.tallies.timedAnswers,
      observations: summary.tallies.observations,
      interactions: summary.tallies.interactions,
      concepts: summary.tallies.concepts,
      ...(summary.tallies.tasks && { tasks: summary.tallies.tasks }),
      ...(summary.tallies.latest && {
        latest_at: new Date(summary.tallies.latest.atMs),
        latest_interaction: summary.tallies.latest.id,
      }),
    },
  };
}

function objectiveOf({ name }: { name: string }): string {
  return `Solve tasks on ${withinText(name)} without help`;
}

function concludedFrom(
  { plan, endedAt }: PlayedSession,
  work: ReadonlyMap<string, ConceptWork>,
  nextReview: (concept: string) => Date | undefined,
): Pick<
  Session['session_outcome'],
  'learning_objectives_met' | 'areas_needing_more_work' | 'next_session_recommendations'
> {
  const judged = plan.concepts.flatMap((concept) => {
    const done = work.get(concept.slug);
    return done && done.attempts > 0 ? [{ concept, score: done.scoreSum / done.attempts }] : [];
  });
  return {
    learning_objectives_met: judged
      .filter(({ score }) => score >= MET)
      .map(({ concept }) => objectiveOf(concept)),
    areas_needing_more_work: judged.filter(({ score }) => score < WEAK).map(({ concept }) => concept.slug),
    next_session_recommendations: judged.map(({ concept, score }) => {
      if (score < WEAK) return `Practise ${withinText(concept.name)} again with easier tasks.`;
      const dueInDays = ((nextReview(concept.slug) ?? endedAt).getTime() - endedAt.getTime()) / days(1);
      const wait = Math.max(1, Math.round(dueInDays));
      return `Review ${withinText(concept.name)} in ${wait === 1 ? 'a day' : `${wait} days`}.`;
    }),
  };
}

/** What learners say of a session when they are asked; emotional support is rated only where feelings were used. */
function ratingsOf(
  { meanGap, completion }: PlayedSession,
  health: number | null,
  always: boolean,
  random: SeededRandom,
): Partial<Session['session_outcome']> {
  const noise = () => random.normal(0, 0.5);
  const [isRated, satisfaction, difficulty, support] = [random.chance(0.65), noise(), noise(), noise()];
  if (!isRated && !always) return {};
  const mood = health ?? 0.6;
  return {
    user_satisfaction_rating: points(1.6 + 3 * mood + 0.8 * completion + satisfaction),
    perceived_difficulty_rating: points(3.2 + 0.7 * meanGap + difficulty),
    ...(health === null ? {} : { emotional_satisfaction_rating: points(1.5 + 4 * mood + support) }),
  };
}

function points(value: number): number {
  return Math.min(5, Math.max(1, Math.round(value)));
}
