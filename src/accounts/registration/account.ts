import type { NewUserDocument } from '../../derive/generated/documents.ts';
import { PLANS } from '../../schema/vocabulary/plans.ts';
import { accountBeginning } from '../new-account.ts';
import { ageGroupOf } from './age.ts';

/** Of whom an account is to be made. */
export interface Registrant {
  readonly userId: string;
  /** Null where a learner has no address, as a child may. */
  readonly email: string | null;
  /** Null where the password is chosen later. */
  readonly passwordHash: string | null;
  readonly name: string | null;
  readonly age: number;
  readonly country: string | null;
  readonly timezone?: string;
  readonly role: 'learner' | 'guardian';
  readonly isVerified: boolean;
  readonly educationLevel?: NewUserDocument['profile']['education_level'];
}

/** The account of a person who registers: the free plan, no consent to anything. */
export function accountOf(registrant: Registrant, now: Date): NewUserDocument {
  const { userId, email, passwordHash, name, age, country, role } = registrant;
  const beginning = accountBeginning();
  return {
    ...beginning,
    user_id: userId,
    email,
    password_hash: passwordHash,
    email_verified: registrant.isVerified,
    created_at: now,
    updated_at: now,
    profile: {
      name,
      age,
      age_recorded_at: now,
      education_level: registrant.educationLevel ?? null,
      timezone: registrant.timezone ?? 'UTC',
      ...(country !== null && { location: { country } }),
      learning_goals: [],
      subjects_of_interest: [],
    },
    subscription: {
      plan: 'free',
      status: 'active',
      billing_cycle: 'monthly',
      usage_tracking: { ai_queries_used: 0, ai_queries_limit: PLANS.free.aiQueriesMax, reset_date: now },
    },
    security: { ...beginning.security, last_password_change: passwordHash === null ? null : now },
    roles: [role],
    origin: { kind: 'registered', age_group: ageGroupOf(age) },
  };
}
