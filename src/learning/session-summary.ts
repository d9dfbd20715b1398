import type { GrowingLists, LearningSessionDocument } from '../derive/generated/documents.ts';
import { days, minutes } from '../std/durations.ts';
import { type Interaction, isRight } from './attempt.ts';
import type { ConceptWork } from './concept-work.ts';
import { wellness } from './wellness.ts';

type Session = LearningSessionDocument;
type Lists = GrowingLists['learning_sessions'];

/** Counters the means rest on; the session document itself does not hold them. */
export interface SessionTallies {
  /** Answers whose response time is known. */
  readonly timedAnswers: number;
  /** Observed emotional states. */
  readonly observations: number;
}

/** What a session amounts to so far, without its growing lists. */
export interface SessionSummary {
  readonly performance_metrics: Omit<Session['performance_metrics'], 'difficulty_progression'>;
  readonly ai_usage_analytics: Omit<Session['ai_usage_analytics'], 'quality_scores'>;
  readonly learning_progress: Session['learning_progress'];
  readonly emotional_journey: Omit<
    Session['emotional_journey'],
    'emotional_states_timeline' | 'interventions_applied'
  >;
  readonly tallies: SessionTallies;
}

type SummaryList =
  | 'performance_metrics.difficulty_progression'
  | 'ai_usage_analytics.quality_scores'
  | 'emotional_journey.emotional_states_timeline';

/** What new interactions add to the growing lists, by path. */
export type SessionGrowth = { readonly [Path in SummaryList]: Lists[Path][] };

/** What the summary must know of the session besides its interactions. */
export interface SummaryContext {
  readonly sessionType: Session['session_context']['session_type'];
  readonly topics: readonly string[];
  /** Whether the learner had not met the concept before this session. */
  readonly isNew: (concept: string) => boolean;
}

/** Most concepts one list of `learning_progress` holds; further ones are left out. */
export const PROGRESS_CONCEPTS_MAX = 200;
const DURATION_MS_MAX = days(30);
/** A concept is a gap when at least this many attempts in the session … */
const GAP_ATTEMPTS_MIN = 3;
/** … reached less than this share of the points. */
const GAP_SCORE = 0.5;

/** The summary of a session that has just begun. */
export function emptySummary(): SessionSummary {
  return {
    performance_metrics: {
      questions_attempted: 0,
      questions_correct: 0,
      accuracy_percentage: 0,
      average_response_time_seconds: 0,
      engagement_indicators: {
        follow_up_questions: 0,
        self_directed_exploration: false,
        session_completion_rate: 0,
      },
    },
    ai_usage_analytics: {
      total_ai_queries: 0,
      providers_used: {},
      total_tokens_consumed: 0,
      total_cost_usd: 0,
      average_response_time_ms: 0,
      cache_hit_rate: 0,
    },
    learning_progress: {
      concepts_introduced: [],
      concepts_practiced: [],
      concepts_mastered: [],
      knowledge_gaps_identified: [],
      mastery_demonstrations: [],
    },
    emotional_journey: { overall_emotional_health_score: null },
    tallies: { timedAnswers: 0, observations: 0 },
  };
}

/**
 * The summary after further interactions, and what they add to the growing lists. The cost depends on the new
 * interactions alone, and any way of cutting a session into batches gives the same summary (means up to rounding).
 *
 * - attempted and correct: interactions with a verdict, and those of them that are right; accuracy = 100 · correct /
 *   attempted, 0 before the first.
 * - mean response time: over the answers that say theirs.
 * - difficulty progression: one step for each verdict with a difficulty, with the success rate up to then.
 * - follow-up questions: the learner's questions after the first answer of the tutor.
 * - self-directed exploration: the session is an exploration, or a task is of a topic it was not about.
 * - tutor: answers, tokens, cost and mean time over all answers; the cache's share counts unknown as not cached.
 * - health: mean wellness of the observed states (`wellness.ts`); null before the first.
 */
export function summarise(
  summary: SessionSummary,
  interactions: Iterable<Interaction>,
  context: SummaryContext,
): { summary: SessionSummary; growth: SessionGrowth } {
  const growth: SessionGrowth = {
    'performance_metrics.difficulty_progression': [],
    'ai_usage_analytics.quality_scores': [],
    'emotional_journey.emotional_states_timeline': [],
  };
  const next = structuredClone(summary) as Mutable<SessionSummary>;
  const introduced = new Set(next.learning_progress.concepts_introduced);
  const practised = new Set(next.learning_progress.concepts_practiced);
  for (const interaction of interactions) {
    const { assessed } = interaction;
    // Before the answer is counted: a question that brought the first answer follows none.
    countEngagement(next, interaction, context);
    if (interaction.ai_response) countAnswer(next, growth, interaction.ai_response);
    if (assessed) {
      countAttempt(next, growth, interaction, assessed);
      if (context.isNew(assessed.concept)) addBounded(introduced, assessed.concept);
      if (isRight(assessed) !== undefined) addBounded(practised, assessed.concept);
    }
    if (interaction.emotional_context) observe(next, growth, interaction, interaction.emotional_context);
  }
  next.learning_progress.concepts_introduced = [...introduced];
  next.learning_progress.concepts_practiced = [...practised];
  return { summary: next, growth };
}

/** What a session showed when it ended, from its work by concept and the concepts first mastered in it. */
export function progressAtEnd(
  progress: Session['learning_progress'],
  work: ReadonlyMap<string, ConceptWork>,
  mastered: readonly { readonly concept: string; readonly confidence: number }[],
): Session['learning_progress'] {
  const gaps = [...work.values()].filter(
    ({ attempts, scoreSum }) => attempts >= GAP_ATTEMPTS_MIN && scoreSum / attempts < GAP_SCORE,
  );
  const reached = mastered.slice(0, PROGRESS_CONCEPTS_MAX);
  return {
    ...progress,
    concepts_mastered: reached.map(({ concept }) => concept),
    knowledge_gaps_identified: gaps.slice(0, PROGRESS_CONCEPTS_MAX).map(({ concept }) => concept),
    mastery_demonstrations: reached.map(({ concept, confidence }) => ({
      concept,
      evidence: evidenceOf(work.get(concept)),
      confidence_level: confidence,
    })),
  };
}

/** Length of a session in minutes: from start to end, within [0, 30 days]. */
export function durationMinutes(startedAt: Date, endedAt: Date): number {
  const ms = endedAt.getTime() - startedAt.getTime();
  return Math.min(DURATION_MS_MAX, Math.max(0, ms)) / minutes(1);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends object ? Mutable<T[Key]> : T[Key] };
type Working = Mutable<SessionSummary>;

function countEngagement(next: Working, interaction: Interaction, context: SummaryContext): void {
  const { engagement_indicators: engagement } = next.performance_metrics;
  const isQuestion = interaction.interaction_type === 'question' && interaction.user_input !== undefined;
  if (isQuestion && next.ai_usage_analytics.total_ai_queries > 0) engagement.follow_up_questions++;
  const { assessed } = interaction;
  const strays = assessed !== undefined && !context.topics.includes(assessed.topic);
  if (context.sessionType === 'exploration' || strays) engagement.self_directed_exploration = true;
}

function countAnswer(
  next: Working,
  growth: SessionGrowth,
  answer: NonNullable<Interaction['ai_response']>,
): void {
  const usage = next.ai_usage_analytics;
  const before = usage.total_ai_queries;
  const hits = Math.round(usage.cache_hit_rate * before) + (answer.cached ? 1 : 0);
  usage.total_ai_queries = before + 1;
  usage.providers_used[answer.provider_used] = (usage.providers_used[answer.provider_used] ?? 0) + 1;
  usage.total_tokens_consumed += answer.tokens_used;
  usage.total_cost_usd += answer.cost_usd;
  usage.average_response_time_ms = nextMean(usage.average_response_time_ms, before, answer.response_time_ms);
  usage.cache_hit_rate = hits / (before + 1);
  if (answer.quality_score !== undefined) {
    growth['ai_usage_analytics.quality_scores'].push(answer.quality_score);
  }
}

function countAttempt(
  next: Working,
  growth: SessionGrowth,
  { timestamp }: Interaction,
  assessed: NonNullable<Interaction['assessed']>,
): void {
  const metrics = next.performance_metrics;
  if (assessed.response_time_seconds !== undefined) {
    metrics.average_response_time_seconds = nextMean(
      metrics.average_response_time_seconds,
      next.tallies.timedAnswers++,
      assessed.response_time_seconds,
    );
  }
  const right = isRight(assessed);
  if (right === undefined) return;
  metrics.questions_attempted++;
  if (right) metrics.questions_correct++;
  metrics.accuracy_percentage = (100 * metrics.questions_correct) / metrics.questions_attempted;
  if (assessed.difficulty === undefined) return;
  growth['performance_metrics.difficulty_progression'].push({
    timestamp,
    difficulty_level: assessed.difficulty,
    success_rate: metrics.questions_correct / metrics.questions_attempted,
  });
}

function observe(
  next: Working,
  growth: SessionGrowth,
  { timestamp, assessed }: Interaction,
  {
    detected_emotion: emotion,
    emotional_intensity: intensity,
  }: NonNullable<Interaction['emotional_context']>,
): void {
  const journey = next.emotional_journey;
  const trigger = assessed && triggerOf(assessed);
  growth['emotional_journey.emotional_states_timeline'].push({
    timestamp,
    emotion,
    intensity,
    ...(trigger ? { trigger } : {}),
  });
  journey.initial_emotional_state ??= emotion;
  journey.final_emotional_state = emotion;
  journey.overall_emotional_health_score = nextMean(
    journey.overall_emotional_health_score ?? 0,
    next.tallies.observations++,
    wellness({ emotion, intensity }),
  );
}

/** What brought a state about, as far as the interaction itself tells. */
function triggerOf(assessed: NonNullable<Interaction['assessed']>): string | undefined {
  const right = isRight(assessed);
  if (right === undefined) return undefined;
  return `${right ? 'right' : 'wrong'} answer: ${assessed.concept}`;
}

function evidenceOf(work: ConceptWork | undefined): string {
  if (!work || work.attempts === 0) return 'Mastery rose above 0.8.';
  const score = Math.round((100 * work.scoreSum) / work.attempts);
  const tasks = work.attempts === 1 ? '1 task' : `${work.attempts} tasks`;
  return `Reached ${score} % over ${tasks} of mean difficulty ${work.difficulty.toFixed(2)}.`;
}

function nextMean(mean: number, count: number, value: number): number {
  return mean + (value - mean) / (count + 1);
}

function addBounded(concepts: Set<string>, concept: string): void {
  if (concepts.size < PROGRESS_CONCEPTS_MAX) concepts.add(concept);
}
