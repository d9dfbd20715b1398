import { accountBeginning } from '../../src/accounts/new-account.ts';
import type {
  GrowingLists,
  NewLearningSessionDocument,
  NewUserDocument,
} from '../../src/derive/generated/documents.ts';
import { newSession } from '../../src/sessions/summary.ts';

/** Small documents that fit the schema, for tests that change one thing about them. */

export function newUser(userId: string): NewUserDocument {
  const at = new Date('2026-03-01T08:00:00Z');
  const beginning = accountBeginning();
  return {
    ...beginning,
    user_id: userId,
    email: `${userId}@example.org`,
    password_hash: null,
    created_at: at,
    updated_at: at,
    profile: {
      name: 'Ada',
      education_level: 'undergraduate',
      timezone: 'Europe/Berlin',
      location: { country: 'DE', region: 'Berlin' },
      learning_goals: ['Pass the statistics exam'],
      subjects_of_interest: ['statistics'],
    },
    subscription: {
      plan: 'free',
      status: 'active',
      billing_cycle: 'monthly',
      usage_tracking: { ai_queries_used: 0, ai_queries_limit: 50, reset_date: at },
    },
    preferences: {
      ...beginning.preferences,
      privacy_settings: {
        ...beginning.preferences.privacy_settings,
        analytics_participation: true,
        emotional_data_usage: true,
      },
    },
    origin: { kind: 'registered', age_group: 'adult' },
  };
}

export function newSessionDocument(sessionId: string, userId: string): NewLearningSessionDocument {
  return newSession({
    session_id: sessionId,
    user_id: userId,
    started_at: new Date('2026-05-01T10:00:00Z'),
    session_context: {
      session_type: 'practice',
      subject: 'statistics',
      topics: ['variance'],
      learning_objectives: ['Understand variance'],
      initial_difficulty_level: 0.4,
      device_type: 'desktop',
      platform: 'web',
    },
  });
}

export function newInteraction(
  id: string,
  second: number,
): GrowingLists['learning_sessions']['interactions'] {
  return {
    interaction_id: id,
    timestamp: new Date(Date.UTC(2026, 4, 1, 10, 0, second)),
    interaction_type: 'assessment',
    user_input: `the answer number ${second}`,
    assessed: { concept: 'variance', topic: 'dispersion', correct: second % 3 !== 0, difficulty: 0.4 },
  };
}
