/** Where the declared schema departs from the letter of the specification, and why. Everything else must be equal. */

const CREDENTIALS = 'an account may be without credentials';
const IMPORTED = 'an import may not know it';
const EMOTIONAL = 'consent to emotional data may be withheld';
const TOO_LITTLE = 'there may be too little data to say';

/** Required fields that may be null (architecture 13). */
export const NULLABLE: Readonly<Record<string, string>> = {
  'users.email': CREDENTIALS,
  'users.password_hash': CREDENTIALS,
  'users.security.last_password_change': CREDENTIALS,
  'users.last_login': 'nobody may have signed in yet',
  'users.profile.name': IMPORTED,
  'users.profile.education_level': IMPORTED,
  'learning_dna.emotional_learning_patterns.emotional_resilience_score': EMOTIONAL,
  'learning_sessions.session_context.device_type': IMPORTED,
  'learning_sessions.session_context.platform': IMPORTED,
  'learning_sessions.emotional_journey.overall_emotional_health_score': EMOTIONAL,
  'emotional_analytics.learning_correlation_analysis.optimal_learning_conditions.best_emotional_state_for_new_concepts':
    TOO_LITTLE,
  'emotional_analytics.learning_correlation_analysis.optimal_learning_conditions.best_emotional_state_for_practice':
    TOO_LITTLE,
  'emotional_analytics.learning_correlation_analysis.optimal_learning_conditions.best_emotional_state_for_assessment':
    TOO_LITTLE,
  'emotional_analytics.emotional_summary.emotional_stability_score': TOO_LITTLE,
  'emotional_analytics.learning_correlation_analysis.most_productive_emotions[].concepts_mastered_rate':
    TOO_LITTLE,
  'emotional_analytics.learning_correlation_analysis.problematic_emotional_patterns[].recovery_time_minutes':
    TOO_LITTLE,
  'emotional_analytics.intervention_effectiveness.interventions_applied[].success_rate': TOO_LITTLE,
  'emotional_analytics.intervention_effectiveness.interventions_applied[].average_effectiveness_rating':
    'nobody may have rated it',
  'content_mastery.learning_history[].emotional_state': EMOTIONAL,
  'content_mastery.personalization_data.optimal_difficulty_level':
    'consent to learning analytics may be withheld',
};

/** `EmotionalState` is used and never defined: a closed union of ours (architecture 1). */
export const EMOTIONAL_STATE = [
  'engaged',
  'curious',
  'confident',
  'excited',
  'proud',
  'calm',
  'neutral',
  'confused',
  'surprised',
  'frustrated',
  'anxious',
  'overwhelmed',
  'bored',
  'tired',
  'discouraged',
];

/** Records over any string whose keys are a closed set here; all keys of records are optional (architecture 6). */
export const CLOSED_KEYS: Readonly<Record<string, string>> = {
  'learning_sessions.ai_usage_analytics.providers_used': 'the providers that answer are a closed set',
  'content_mastery.personalization_data.learning_style_effectiveness': 'learning styles are a closed set',
};
