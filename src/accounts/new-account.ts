import type { NewUserDocument } from '../derive/generated/documents.ts';
import { LEARNING_PREFERENCES_AT_FIRST } from '../schema/vocabulary/learning-preferences.ts';

/** What is the same for every account that is made. */
export type AccountBeginning = Pick<
  NewUserDocument,
  'email_verified' | 'last_login' | 'preferences' | 'account_status' | 'security' | 'roles'
>;

/**
 * How every account begins: a learner's, active, never signed in to; no consent and no notification until the person
 * chooses it (GDPR Art. 25(2): protective by default).
 */
export function accountBeginning(): AccountBeginning {
  return {
    email_verified: false,
    last_login: null,
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
      learning_preferences: { ...LEARNING_PREFERENCES_AT_FIRST },
    },
    account_status: 'active',
    security: { failed_login_attempts: 0, last_password_change: null, two_factor_enabled: false },
    roles: ['learner'],
  };
}
