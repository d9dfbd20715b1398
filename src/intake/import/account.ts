import { accountBeginning } from '../../accounts/new-account.ts';
import type { NewConsentDocument, NewUserDocument } from '../../derive/generated/documents.ts';
import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import { BASES_BESIDE_CONSENT } from '../../schema/vocabulary/legal-bases.ts';
import type { Entropy } from '../../std/random.ts';
import { cut } from '../../std/texts.ts';
import { labelOf } from '../readers/label.ts';
import type { LearnerFacts } from '../readers/record.ts';
import type { ImportRequest } from './request.ts';

/** Lengths of `users.profile.name` and `users.profile.location.region`. */
const NAME_LENGTH_MAX = 120;
const PLACE_LENGTH_MAX = 120;

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
    ...accountBeginning(),
    user_id: userId,
    email: null,
    password_hash: null,
    created_at: since,
    updated_at: now,
    profile: {
      name: facts.name ? cut(facts.name, NAME_LENGTH_MAX) : null,
      education_level: facts.educationLevel ?? null,
      timezone: 'UTC',
      ...(facts.country && {
        location: {
          country: facts.country,
          ...(facts.region && { region: cut(facts.region, PLACE_LENGTH_MAX) }),
        },
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
    origin: {
      kind: 'imported',
      source: labelOf(source).slug,
      legal_basis: legalBasis,
      age_group: ageGroup === 'unknown' ? (facts.ageGroup ?? 'unknown') : ageGroup,
    },
  };
}

/**
 * What is to stand in the history of consents of an imported learner: the uses for which whoever imports declared a ground
 * beside the learner's own consent.
 */
export function declaredGrounds(
  userId: string,
  { legalBasis: basis }: Pick<ImportRequest, 'legalBasis'>,
  now: Date,
  entropy: Pick<Entropy, 'uuid'>,
): readonly NewConsentDocument[] {
  return (Object.keys(BASES_BESIDE_CONSENT) as ConsentName[])
    .filter((consent) => BASES_BESIDE_CONSENT[consent].includes(basis))
    .map((consent) => ({
      decision_id: entropy.uuid(),
      user_id: userId,
      consent,
      given: true,
      basis,
      decided_at: now,
      decided_by: 'import',
    }));
}
