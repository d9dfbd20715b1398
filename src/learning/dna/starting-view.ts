import type { NewLearningDNADocument, UserDocument } from '../../derive/generated/documents.ts';
import { MEASURES } from './measures.ts';
import { attentionFrom, autonomyFrom, difficultyFor, toleranceFrom, velocityFrom } from './values.ts';

/** What the account says of how its learner wants to learn. */
export interface LearnerChoices {
  readonly user_id: string;
  readonly preferences: Pick<UserDocument['preferences'], 'learning_preferences'>;
}

/** Field that the choice of `users.preferences.learning_preferences.explanation_style` states. */
const EXPLANATION_DEPTH = 'cognitive_profile.complexity_preferences.explanation_depth_preference';

/**
 * The view of a learner before any session: middle values, of which every explanation says that they are assumed, and what
 * the learner chose in the account, as stated.
 */
export function startingView({ user_id, preferences }: LearnerChoices, now: Date): NewLearningDNADocument {
  return {
    user_id,
    created_at: now,
    updated_at: now,
    version: 1,
    cognitive_profile: {
      learning_style: {
        primary: 'reading_writing',
        confidence_score: 0,
        assessment_method: 'survey',
        last_assessed: now,
      },
      processing_characteristics: {
        processing_speed: 'average',
        working_memory_capacity: 'average',
        attention_span_minutes: attentionFrom(MEASURES.attention.start),
        information_processing_preference: 'mixed',
        multitasking_ability: 'average',
      },
      complexity_preferences: {
        preferred_difficulty_level: difficultyFor(MEASURES.ability.start),
        challenge_tolerance: toleranceFrom(MEASURES.persistence.start),
        explanation_depth_preference: preferences.learning_preferences.explanation_style,
        example_density_preference: 'moderate',
        abstract_vs_concrete: 0,
      },
    },
    motivation_profile: {
      goal_orientation: 'mixed',
      intrinsic_motivation_level: 0.5,
      extrinsic_motivation_responsiveness: 0.5,
      feedback_preference: 'immediate',
      achievement_sensitivity: 0.5,
      autonomy_preference: autonomyFrom(MEASURES.exploration.start),
    },
    emotional_learning_patterns: {
      optimal_emotional_states: [],
      problematic_emotional_states: [],
      stress_triggers: [],
      confidence_builders: [],
      engagement_factors: [],
      emotional_recovery_strategies: [],
      emotional_resilience_score: null,
    },
    assessment_history: [
      {
        date: now,
        assessment_type: 'initial',
        changes_made: ['First view of the learner: what the account says, and middle values.'],
        confidence_delta: 0,
      },
    ],
    learning_effectiveness: {
      subjects_performance: {},
      overall_learning_velocity: velocityFrom(MEASURES.velocity.start),
      personalization_effectiveness: 0.5,
    },
    evidence: {
      since: now,
      sessions: 0,
      given: false,
      measures: {},
      subjects: {},
      stated: [{ field: EXPLANATION_DEPTH, at: now }],
    },
  };
}
