/** When data goes. Periods are in days; a year has 365. */
export interface RetentionRule {
  readonly description: string;
  /** The words of the specification (4.1) this follows, or null for a rule of our own. */
  readonly specification: string | null;
  /** The moment the period counts from: a field of the document, or an event of the account. */
  readonly from: 'account_deleted' | 'account_inactive' | 'document' | 'withdrawal';
  /** Days until the data leaves the primary store, or null while the account lives. */
  readonly deleteAfterDays: number | null;
  /** Days until the data moves to the cold archive first, where it does. */
  readonly archiveAfterDays?: number;
}

const YEAR = 365;

/** Every rule there is. "Indefinitely" always means: as long as the account lives and its purpose holds. */
export const RETENTION = {
  account: {
    description: 'As long as the account lives; 30 days after its deletion everything is gone.',
    specification: 'user_accounts.active_data, user_accounts.deleted_accounts',
    from: 'account_deleted',
    deleteAfterDays: 30,
  },
  inactive_account: {
    description: 'Archived after two years without a sign-in, deleted after five.',
    specification: 'user_accounts.inactive_accounts',
    from: 'account_inactive',
    archiveAfterDays: 2 * YEAR,
    deleteAfterDays: 5 * YEAR,
  },
  detailed_sessions: {
    description: 'Two years from the session, for personalisation; then only aggregates remain.',
    specification: 'learning_sessions.detailed_sessions',
    from: 'document',
    archiveAfterDays: 90,
    deleteAfterDays: 2 * YEAR,
  },
  ai_interaction_logs: {
    description: '90 days from the session, for debugging the tutor.',
    specification: 'learning_sessions.ai_interaction_logs',
    from: 'document',
    deleteAfterDays: 90,
  },
  raw_emotional_data: {
    description: 'Aggregated daily; the raw observations go after 90 days.',
    specification: 'emotional_analytics.raw_emotional_data',
    from: 'document',
    deleteAfterDays: 90,
  },
  aggregated_emotional_data: {
    description: 'Five years, for longitudinal views.',
    specification: 'emotional_analytics.aggregated_emotional_data',
    from: 'document',
    archiveAfterDays: 2 * YEAR,
    deleteAfterDays: 5 * YEAR,
  },
  sensitive_emotional_patterns: {
    description: 'As the learner chooses, and never longer than the aggregate it belongs to.',
    specification: 'emotional_analytics.sensitive_emotional_patterns',
    from: 'withdrawal',
    deleteAfterDays: 5 * YEAR,
  },
  mastery: {
    description: 'As long as the account lives: spaced repetition needs it.',
    specification: 'content_mastery.mastery_data, content_mastery.prerequisite_relationships',
    from: 'account_deleted',
    deleteAfterDays: 30,
  },
  learning_history: {
    description: 'Three years, for the analysis of patterns.',
    specification: 'content_mastery.learning_history',
    from: 'document',
    deleteAfterDays: 3 * YEAR,
  },
  educational_metadata: {
    description: 'Kept: it describes subjects, not people.',
    specification: 'content_mastery.prerequisite_relationships',
    from: 'document',
    deleteAfterDays: null,
  },
  sign_ins: {
    description:
      '90 days from the last use, for looking into who signed in; then nothing of a sign-in remains.',
    specification: null,
    from: 'document',
    deleteAfterDays: 90,
  },
  audit: {
    description:
      'Six years, searchable all the while; then whole chains go. `MASTERX_AUDIT_DAYS` may shorten it.',
    specification: null,
    from: 'document',
    deleteAfterDays: 6 * YEAR,
  },
  single_use_token: {
    description: 'Until it is used or expires, and seven days at most.',
    specification: null,
    from: 'document',
    deleteAfterDays: 7,
  },
  outgoing_mail: {
    description: 'The mail itself until it is sent; that there was one, seven days.',
    specification: null,
    from: 'document',
    deleteAfterDays: 7,
  },
  account_request: {
    description: 'Until it is answered, within seconds; a day at most.',
    specification: null,
    from: 'document',
    deleteAfterDays: 1,
  },
  guardian_request: {
    description:
      'Until the guardian has decided: 14 days for an answer (16 CFR 312.5(c)(1)), and once it is yes 14 more to prove it.',
    specification: null,
    from: 'document',
    deleteAfterDays: 28,
  },
  operation: {
    description: 'As long as the store itself needs it; holds no personal value.',
    specification: null,
    from: 'document',
    deleteAfterDays: null,
  },
} as const satisfies Record<string, RetentionRule>;

export type RetentionName = keyof typeof RETENTION;
