const MINUTE = 60;
const HOUR = 3600;

/** The SLA table of the specification (3.1), copied by hand. */
export const SPECIFIED_SLAS: Readonly<Record<string, { targetMs: number; frequency: string }>> = {
  user_authentication: { targetMs: 50, frequency: 'high' },
  user_profile_lookup: { targetMs: 100, frequency: 'very high' },
  recent_session_history: { targetMs: 200, frequency: 'high' },
  emotional_analytics_dashboard: { targetMs: 500, frequency: 'medium' },
  content_mastery_lookup: { targetMs: 150, frequency: 'very high' },
  spaced_repetition_due: { targetMs: 100, frequency: 'daily' },
};

/** The analytics queries (7.1): target and how long an answer is cached. */
export const SPECIFIED_ANALYTICS: Readonly<Record<string, { targetMs: number; cacheSeconds: number }>> = {
  user_progress_dashboard: { targetMs: 200, cacheSeconds: 15 * MINUTE },
  emotional_wellness_trends: { targetMs: 300, cacheSeconds: HOUR },
  platform_usage_analytics: { targetMs: 1000, cacheSeconds: 6 * HOUR },
};

const YEAR = 365;

/**
 * Data lifecycle (4.1): days until deletion, null for as long as the account lives, and days until the archive. What
 * ends on the learner's wish has no days here.
 */
export const SPECIFIED_RETENTION: Readonly<
  Record<string, { deleteAfterDays: number | null | undefined; archiveAfterDays?: number }>
> = {
  'user_accounts.deleted_accounts': { deleteAfterDays: 30 },
  'user_accounts.inactive_accounts': { deleteAfterDays: 5 * YEAR, archiveAfterDays: 2 * YEAR },
  'learning_sessions.detailed_sessions': { deleteAfterDays: 2 * YEAR },
  'learning_sessions.ai_interaction_logs': { deleteAfterDays: 90 },
  'emotional_analytics.raw_emotional_data': { deleteAfterDays: 90 },
  'emotional_analytics.aggregated_emotional_data': { deleteAfterDays: 5 * YEAR },
  'emotional_analytics.sensitive_emotional_patterns': { deleteAfterDays: undefined },
  'content_mastery.learning_history': { deleteAfterDays: 3 * YEAR },
};

/** "Retain indefinitely" (4.1): as long as the account lives and the purpose holds (architecture 14). */
export const SPECIFIED_INDEFINITE = [
  'user_accounts.active_data',
  'content_mastery.mastery_data',
  'content_mastery.prerequisite_relationships',
];

/** Sensitive fields (5.1) by the paths that hold them; `detailed_patterns` is an envelope (architecture 4). */
export const SPECIFIED_SENSITIVE = {
  fields: ['users.email', 'users.password_hash', 'learning_sessions.interactions[].user_input'],
  envelopes: ['emotional_analytics.detailed_patterns'],
};
