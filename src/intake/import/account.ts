import type { NewUserDocument } from '../../derive/generated/documents.ts';
import { labelOf } from '../readers/label.ts';
import type { LearnerFacts } from '../readers/record.ts';
import type { ImportRequest } from './request.ts';

/** Length of `users.profile.name`. */
const NAME_LENGTH_MAX = 120;

/** Of whom an account is to be made. */
export interface ImportedLearner {
  readonly userId: string;
  /** Namespace of the source. */
  readonly source: string;
  /** When the learner's first record was made. */
  readonly since: Date;
  readonly facts: LearnerFacts | undefined;
}

/**
 * The account of a learner whose records are imported. Nobody can sign in to it: it has neither address nor password, an
 * address in the source is not taken over. Every consent is withheld until the learner gives it. The age group is the
 * one declared for the import; where that says unknown, the source's own word holds.
 */
export function accountOf(
  { userId, source, since, facts = {} }: ImportedLearner,
  { legalBasis, ageGroup }: Pick<ImportRequest, 'legalBasis' | 'ageGroup'>,
  now: Date,
): NewUserDocument {
  return {
    user_id: userId,
    email: null,
    password_hash: null,
    email_verified: false,
    created_at: since,
    updated_at: now,
    last_login: null,
    profile: {
      name: facts.name ? [...facts.name].slice(0, NAME_LENGTH_MAX).join('') : null,
      education_level: facts.educationLevel ?? null,
      timezone: 'UTC',
      ...(facts.country && {
        location: { country: facts.country, ...(facts.region && { region: facts.region.slice(0, 120) }) },
      }),
      learning_goals: [],
      subjects_of_interest: [],
    },
    subscription: {
      plan: 'free',
      status: 'inactive',
      billing_cycle: 'monthly',
      usage_tracking: { ai_queries_used: 0, ai_queries_limit: 0, reset_date: since },
    },
    preferences: {
      notification_settings: {
        email_notifications: false,
        study_reminders: false,
        progress_updates: false,
        achievement_notifications: false,
      },
      privacy_settings: {
        analytics_participation: false,
        emotional_data_usage: false,
        learning_data_sharing: false,
        public_profile: false,
      },
      learning_preferences: {
        explanation_style: 'detailed',
        difficulty_preference: 'adaptive',
        feedback_frequency: 'moderate',
        emotional_support_level: 'standard',
      },
    },
    account_status: 'active',
    security: { failed_login_attempts: 0, last_password_change: null, two_factor_enabled: false },
    roles: ['learner'],
    origin: {
      kind: 'imported',
      source: labelOf(source).slug,
      legal_basis: legalBasis,
      age_group: ageGroup === 'unknown' ? (facts.ageGroup ?? 'unknown') : ageGroup,
    },
  };
}
