import type {
  NewContentMasteryDocument,
  NewLearningDNADocument,
  NewLearningSessionDocument,
} from '../../derive/generated/documents.ts';
import { SUBJECTS } from '../../learning/questions/curriculum.ts';
import { EMOTIONS, type EmotionalState } from '../../schema/vocabulary/emotions.ts';
import { LEARNING_STYLES } from '../../schema/vocabulary/fields.ts';
import { hours } from '../../std/durations.ts';
import type { SeededRandom } from '../../std/random.ts';
import { chanceOf, type Origin } from './identifiers.ts';
import type { MasteryBook } from './mastery-book.ts';
import type { Nature } from './nature.ts';
import type { Person } from './person.ts';

type Dna = NewLearningDNADocument;

/** Sessions between two evolutions of the profile. */
const EVOLVES_EVERY = 5;
const CHANGES = [
  'Attention span adjusted to the length of recent sessions',
  'Preferred difficulty raised after steady success',
  'Preferred difficulty lowered after several hard sessions',
  'Feedback preference confirmed by ratings',
  'Evening sessions found more effective than morning ones',
  'Explanation depth adjusted to follow-up questions',
  'Worked examples found to help with new concepts',
] as const;

/** The learning profile as the platform would have come to see the learner; null without consent or any session. */
export function dnaDocument(
  { person, nature, book }: { person: Person; nature: Nature; book: MasteryBook },
  sessions: readonly NewLearningSessionDocument[],
  origin: Origin,
): Dna | null {
  const [first] = sessions;
  if (!first || !person.preferences.privacy_settings.analytics_participation) return null;
  const random = chanceOf(origin, 'dna');
  const history = historyOf(sessions, random);
  const lastChange = history.at(-1)?.date ?? first.started_at;
  return {
    user_id: person.userId,
    created_at: first.started_at,
    updated_at: lastChange,
    version: history.length,
    cognitive_profile: cognitiveProfile(person, nature, lastChange, random),
    motivation_profile: {
      goal_orientation: random.weighted({ mastery: 4, performance: 3, social: 1, mixed: 3 }),
      intrinsic_motivation_level: rounded(0.3 + 0.5 * nature.temperament.curiosity + random.normal(0, 0.1)),
      extrinsic_motivation_responsiveness: rounded(random.between(0.2, 0.9)),
      feedback_preference: random.weighted({ immediate: 5, periodic: 2, milestone_based: 2 }),
      achievement_sensitivity: rounded(random.between(0.1, 0.9)),
      autonomy_preference: random.weighted(
        person.age < 14
          ? { guided: 5, semi_independent: 3 }
          : { guided: 2, semi_independent: 4, self_directed: 3 },
      ),
    },
    emotional_learning_patterns: emotionalPatterns(person, nature, sessions, random),
    assessment_history: history,
    learning_effectiveness: effectiveness(book, sessions),
  };
}

function cognitiveProfile(
  person: Person,
  nature: Nature,
  at: Date,
  random: SeededRandom,
): Dna['cognitive_profile'] {
  const styles = random.shuffle(LEARNING_STYLES);
  const [primary = 'visual', secondary = 'auditory'] = styles;
  const [hasSecondary, memory, tasks] = [random.chance(0.7), random.normal(), random.normal()];
  const difficulty = person.preferences.learning_preferences.difficulty_preference;
  return {
    learning_style: {
      primary,
      ...(hasSecondary || person.isShowcase ? { secondary } : {}),
      confidence_score: rounded(random.between(0.4, 0.85)),
      assessment_method: random.weighted({ survey: 3, behavioral_analysis: 3, hybrid: 4 }),
      last_assessed: at,
    },
    processing_characteristics: {
      processing_speed: nature.slowness > 1.2 ? 'slow' : nature.slowness < 0.85 ? 'fast' : 'average',
      working_memory_capacity: threefold(memory, 'low', 'average', 'high'),
      attention_span_minutes: Math.max(5, Math.round(nature.attentionMinutes + random.normal(0, 3))),
      information_processing_preference: random.weighted({ sequential: 4, global: 2, mixed: 4 }),
      multitasking_ability: threefold(tasks, 'low', 'average', 'high'),
    },
    complexity_preferences: {
      preferred_difficulty_level: { easy: 0.3, moderate: 0.45, challenging: 0.65, adaptive: 0.5 }[difficulty],
      challenge_tolerance: threefold(4 * (nature.temperament.resilience - 0.5), 'low', 'moderate', 'high'),
      explanation_depth_preference: person.preferences.learning_preferences.explanation_style,
      example_density_preference: random.weighted({ minimal: 2, moderate: 5, extensive: 3 }),
      abstract_vs_concrete: Math.round(100 * random.between(-0.9, 0.7)) / 100,
    },
  };
}

function emotionalPatterns(
  person: Person,
  { temperament }: Nature,
  sessions: readonly NewLearningSessionDocument[],
  random: SeededRandom,
): Dna['emotional_learning_patterns'] {
  const phrases = (texts: readonly string[]) => random.shuffle(texts).slice(0, 3);
  const [triggers, builders, factors, strategies] = [
    phrases(['Time pressure', 'Several mistakes in a row', 'Long texts', 'Tests', 'Unclear tasks']),
    phrases(['A quick success at the start', 'Visible progress', 'Praise for effort', 'Familiar examples']),
    phrases(['Examples from daily life', 'Small challenges', 'Choosing the topic', 'Short tasks', 'Riddles']),
    phrases(['A short break', 'An easier task in between', 'A worked example', 'Breathing out slowly']),
  ];
  if (!person.preferences.privacy_settings.emotional_data_usage) {
    return {
      optimal_emotional_states: [],
      problematic_emotional_states: [],
      stress_triggers: [],
      confidence_builders: [],
      engagement_factors: [],
      emotional_recovery_strategies: [],
      emotional_resilience_score: null,
    };
  }
  const seen = new Set(
    sessions.flatMap(({ emotional_journey }) =>
      emotional_journey.emotional_states_timeline.map((o) => o.emotion),
    ),
  );
  const ofRole = (role: string) =>
    [...seen].filter((emotion: EmotionalState) => EMOTIONS[emotion].role === role).sort();
  return {
    optimal_emotional_states: ofRole('helps').slice(0, 4),
    problematic_emotional_states: ofRole('hinders').slice(0, 4),
    stress_triggers: triggers,
    confidence_builders: builders,
    engagement_factors: factors,
    emotional_recovery_strategies: strategies,
    emotional_resilience_score: rounded(temperament.resilience + random.normal(0, 0.08)),
  };
}

function historyOf(
  sessions: readonly NewLearningSessionDocument[],
  random: SeededRandom,
): Dna['assessment_history'] {
  const changes = random.shuffle(CHANGES);
  return sessions
    .filter((_, index) => index % EVOLVES_EVERY === 0)
    .map(({ started_at, ended_at }, index) => ({
      date: ended_at ?? started_at,
      assessment_type:
        index === 0
          ? 'initial'
          : random.weighted({ behavioral_update: 5, performance_based: 4, user_feedback: 2 }),
      changes_made: index === 0 ? ['First view of the learner'] : [changes[index % changes.length] ?? ''],
      confidence_delta: index === 0 ? 0.4 : Math.round(100 * random.between(-0.03, 0.08)) / 100,
    }));
}

function effectiveness(
  book: MasteryBook,
  sessions: readonly NewLearningSessionDocument[],
): Dna['learning_effectiveness'] {
  const documents = book.documents();
  const subjects = Object.keys(SUBJECTS).flatMap((subject) => {
    const { practised, mastered } = book.progress(subject);
    if (practised === 0) return [];
    const own = sessions.filter(({ session_context }) => session_context.subject === subject);
    const completion = own.map((s) => s.performance_metrics.engagement_indicators.session_completion_rate);
    const difficulty = documents.filter((d) => d.subject === subject).flatMap(optimalOf);
    return [
      [
        subject,
        {
          mastery_rate: mastered / practised,
          engagement_level: meanOf(completion),
          optimal_difficulty: meanOf(difficulty),
        },
      ] as const,
    ];
  });
  const spentMs = sessions.reduce(
    (sum, s) => sum + ((s.ended_at?.getTime() ?? 0) - s.started_at.getTime()),
    0,
  );
  const mastered = documents.filter(({ mastery_tracking }) => mastery_tracking.mastery_achieved_date).length;
  const rated = sessions.flatMap(({ session_outcome }) => session_outcome.user_satisfaction_rating ?? []);
  return {
    subjects_performance: Object.fromEntries(subjects),
    overall_learning_velocity: spentMs > 0 ? Math.min(1000, mastered / (spentMs / hours(1))) : 0,
    personalization_effectiveness: rated.length > 0 ? (meanOf(rated) - 1) / 4 : 0.5,
  };
}

function optimalOf({ personalization_data }: NewContentMasteryDocument): number[] {
  const { optimal_difficulty_level } = personalization_data;
  return optimal_difficulty_level === null ? [] : [optimal_difficulty_level];
}

function threefold<T>(value: number, low: T, middle: T, high: T): T {
  return value < -0.8 ? low : value > 0.8 ? high : middle;
}

function rounded(value: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, value))) / 100;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
