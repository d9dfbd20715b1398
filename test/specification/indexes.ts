type Keys = Readonly<Record<string, 1 | -1>>;

/** An index of the specification (2.1), copied by hand: its keys, and whether its comment says unique. */
export interface SpecifiedIndex {
  readonly keys: Keys;
  readonly unique?: true;
}

export const SPECIFIED_INDEXES: Readonly<Record<string, readonly SpecifiedIndex[]>> = {
  users: [
    { keys: { email: 1 }, unique: true },
    { keys: { user_id: 1 }, unique: true },
    { keys: { 'subscription.status': 1, 'subscription.expires_at': 1 } },
    { keys: { created_at: -1 } },
    { keys: { last_login: -1 } },
  ],
  learning_dna: [
    { keys: { user_id: 1 }, unique: true },
    { keys: { updated_at: -1 } },
    { keys: { 'cognitive_profile.learning_style.primary': 1 } },
    { keys: { 'learning_effectiveness.overall_learning_velocity': -1 } },
  ],
  learning_sessions: [
    { keys: { user_id: 1, started_at: -1 } },
    { keys: { session_id: 1 }, unique: true },
    { keys: { 'session_context.subject': 1, started_at: -1 } },
    { keys: { started_at: -1 } },
    { keys: { 'ai_usage_analytics.total_cost_usd': -1 } },
    { keys: { user_id: 1, 'session_context.subject': 1, started_at: -1 } },
  ],
  emotional_analytics: [
    { keys: { user_id: 1, analysis_date: -1 } },
    { keys: { analysis_date: -1 } },
    { keys: { 'emotional_summary.dominant_emotion': 1 } },
    { keys: { 'emotional_summary.overall_emotional_wellness': -1 } },
  ],
  content_mastery: [
    { keys: { user_id: 1, subject: 1 } },
    { keys: { user_id: 1, 'mastery_tracking.current_mastery_level': -1 } },
    { keys: { subject: 1, topic: 1, 'mastery_tracking.current_mastery_level': -1 } },
    { keys: { 'spaced_repetition_data.next_review_date': 1 } },
    { keys: { user_id: 1, 'spaced_repetition_data.next_review_date': 1 } },
  ],
};

/** The text indexes of the specification (2.2). */
export const SPECIFIED_TEXT: Readonly<Record<string, readonly string[]>> = {
  learning_sessions: ['interactions.user_input', 'interactions.ai_response.text', 'session_context.topics'],
  users: ['profile.name', 'email', 'profile.learning_goals'],
};
