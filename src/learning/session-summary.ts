import type { GrowingLists, LearningSessionDocument } from '../derive/generated/documents.ts';
import { days, minutes } from '../std/durations.ts';
import { type Interaction, isRight, scoreOf } from './attempt.ts';
import { wellness } from './wellness.ts';

type Session = LearningSessionDocument;
type Lists = GrowingLists['learning_sessions'];

/** How a concept went in a session: judged attempts, and the sum of their scores. */
export type ConceptTally = Session['evidence']['concepts'][string];

/** What means and verdicts rest on. */
export interface SessionTallies {
  /** Interactions that are summed up. */
  readonly interactions: number;
  /** The latest of them: when it was, in milliseconds, and its identifier; undefined before the first. */
  readonly latest: { readonly atMs: number; readonly id: string } | undefined;
  /** Answers whose response time is known. */
  readonly timedAnswers: number;
  /** Observed emotional states. */
  readonly observations: number;
  readonly concepts: Readonly<Record<string, ConceptTally>>;
  /** Attempts at tasks of known difficulty; absent before the first. */
  readonly tasks?: NonNullable<Session['evidence']['tasks']>;
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
const NO_TASKS = { attempts: 0, score_sum: 0, difficulty_sum: 0 };
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
    tallies: { interactions: 0, latest: undefined, timedAnswers: 0, observations: 0, concepts: {} },
  };
}

/** Interactions in the order in which they are summed up: by time, and by identifier where times are the same. */
export function inOrder(interactions: Iterable<Interaction>): Interaction[] {
  return [...interactions].sort(
    (a, b) =>
      a.timestamp.getTime() - b.timestamp.getTime() || compareText(a.interaction_id, b.interaction_id),
  );
}

/**
 * Whether some interactions belong before what is summed up already: then all of them are summed up anew. So are states
 * felt at the very moment of the latest interaction, since the same state may have been counted for it.
 */
export function comeLate({ latest }: SessionTallies, interactions: readonly Interaction[]): boolean {
  if (!latest) return false;
  return interactions.some(({ timestamp, interaction_id, emotional_context }) => {
    const atMs = timestamp.getTime();
    if (atMs !== latest.atMs) return atMs < latest.atMs;
    return interaction_id <= latest.id || emotional_context !== undefined;
  });
}

/**
 * The summary after further interactions, and what they add to the growing lists. The cost depends on the new
 * interactions alone. They must be in order (`inOrder`) and later than what is summed up (`comeLate`); then any way of
 * cutting a session into batches gives the same summary, to the last bit.
 *
 * - attempted and correct: interactions with a verdict, and those of them that are right; accuracy = 100 · correct /
 *   attempted, 0 before the first.
 * - mean response time: over the answers that say theirs.
 * - difficulty progression: one step for each verdict with a difficulty, with the success rate up to then.
 * - follow-up questions: the learner's questions after the first answer of the tutor.
 * - self-directed exploration: the session is an exploration, or a task is of a topic it was not about.
 * - tutor: answers, tokens, cost and mean time over all answers; the cache's share counts unknown as not cached.
 * - health: mean wellness of the observed states (`wellness.ts`); null before the first. A state that is observed
 *   twice at one moment counts once.
 * - gaps: concepts with at least 3 judged attempts and less than half of the points.
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
  const feltNow = new Set<string>();
  for (const interaction of interactions) {
    const { assessed } = interaction;
    const atMs = interaction.timestamp.getTime();
    if (next.tallies.latest?.atMs !== atMs) feltNow.clear();
    next.tallies.interactions++;
    next.tallies.latest = { atMs, id: interaction.interaction_id };
    // Before the answer is counted: a question that brought the first answer follows none.
    countEngagement(next, interaction, context);
    if (interaction.ai_response) countAnswer(next, growth, interaction.ai_response);
    if (assessed) {
      countAttempt(next, growth, interaction, assessed);
      if (context.isNew(assessed.concept)) addBounded(introduced, assessed.concept);
      if (isRight(assessed) !== undefined) addBounded(practised, assessed.concept);
    }
    const felt = interaction.emotional_context;
    if (felt && !feltNow.has(felt.detected_emotion)) {
      feltNow.add(felt.detected_emotion);
      observe(next, growth, interaction, felt);
    }
  }
  next.learning_progress.concepts_introduced = [...introduced];
  next.learning_progress.concepts_practiced = [...practised];
  next.learning_progress.knowledge_gaps_identified = conceptsBelow(next.tallies.concepts, {
    score: GAP_SCORE,
    attemptsMin: GAP_ATTEMPTS_MIN,
  });
  return { summary: next, growth };
}

/** How a concept went; undefined where no attempt at it was judged. */
export function tallyOf(
  concepts: Readonly<Record<string, ConceptTally>>,
  concept: string,
): ConceptTally | undefined {
  return Object.hasOwn(concepts, concept) ? concepts[concept] : undefined;
}

/** Concepts with enough judged attempts whose mean score is below a bound, in the order in which they were met. */
export function conceptsBelow(
  concepts: Readonly<Record<string, ConceptTally>>,
  { score, attemptsMin }: { readonly score: number; readonly attemptsMin: number },
): string[] {
  return Object.entries(concepts)
    .filter(([, { attempts, score_sum }]) => attempts >= attemptsMin && score_sum / attempts < score)
    .map(([concept]) => concept);
}

/**
 * The progress with the concepts that the session first brought to mastery, in the order in which it practised them.
 *
 * @param mastered confidence by concept, [0, 1].
 */
export function withMastered(
  progress: Session['learning_progress'],
  concepts: Readonly<Record<string, ConceptTally>>,
  mastered: ReadonlyMap<string, number>,
): Session['learning_progress'] {
  const place = new Map(progress.concepts_practiced.map((concept, at) => [concept, at]));
  const placeOf = (concept: string) => place.get(concept) ?? PROGRESS_CONCEPTS_MAX;
  const reached = [...mastered]
    .sort(([a], [b]) => placeOf(a) - placeOf(b) || compareText(a, b))
    .slice(0, PROGRESS_CONCEPTS_MAX);
  return {
    ...progress,
    concepts_mastered: reached.map(([concept]) => concept),
    mastery_demonstrations: reached.map(([concept, confidence]) => ({
      concept,
      evidence: evidenceOf(tallyOf(concepts, concept)),
      confidence_level: confidence,
    })),
  };
}

/** The concepts that a session is known to have brought to mastery, with the confidence of that moment. */
export function masteredOf({
  mastery_demonstrations,
}: Session['learning_progress']): ReadonlyMap<string, number> {
  return new Map(mastery_demonstrations.map(({ concept, confidence_level }) => [concept, confidence_level]));
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
  const [right, score] = [isRight(assessed), scoreOf(assessed)];
  if (right === undefined || score === undefined) return;
  countScore(next.tallies.concepts, assessed.concept, score);
  metrics.questions_attempted++;
  if (right) metrics.questions_correct++;
  metrics.accuracy_percentage = (100 * metrics.questions_correct) / metrics.questions_attempted;
  if (assessed.difficulty === undefined) return;
  const { attempts, score_sum, difficulty_sum } = next.tallies.tasks ?? NO_TASKS;
  next.tallies.tasks = {
    attempts: attempts + 1,
    score_sum: score_sum + score,
    difficulty_sum: difficulty_sum + assessed.difficulty,
  };
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

function countScore(concepts: Record<string, Mutable<ConceptTally>>, concept: string, score: number): void {
  const tally = tallyOf(concepts, concept);
  if (tally) {
    concepts[concept] = { attempts: tally.attempts + 1, score_sum: tally.score_sum + score };
  } else if (Object.keys(concepts).length < PROGRESS_CONCEPTS_MAX) {
    concepts[concept] = { attempts: 1, score_sum: score };
  }
}

function evidenceOf(tally: ConceptTally | undefined): string {
  if (!tally || tally.attempts === 0) return 'Mastery rose above 0.8.';
  const score = Math.round((100 * tally.score_sum) / tally.attempts);
  return `Reached ${score} % over ${tally.attempts === 1 ? '1 task' : `${tally.attempts} tasks`}.`;
}

/** By code units, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function nextMean(mean: number, count: number, value: number): number {
  return mean + (value - mean) / (count + 1);
}

function addBounded(concepts: Set<string>, concept: string): void {
  if (concepts.size < PROGRESS_CONCEPTS_MAX) concepts.add(concept);
}
