import type { GuardianshipDocument, UserDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Answer } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Decided } from '../consents/privacy-settings.ts';
import type { GuardianParts } from './context.ts';
import { CONSENT_NAMES } from './notice.ts';

/** Wards of one guardian at most. */
export const WARDS_MAX = 50;

/** A learner, as the learner's guardian sees them. */
export interface WardView {
  readonly user_id: string;
  readonly name: string | null;
  readonly age: number | null;
  readonly country: string | null;
  readonly account_status: UserDocument['account_status'];
  readonly method: GuardianshipDocument['method'];
  readonly text_version: string;
  readonly verified_at: Date;
  /** When the learner decides alone. */
  readonly hand_over_at: Date;
  /** Every class of use, as the door goes by it. */
  readonly consents: readonly Decided[];
  /** Where deletion was asked for: when everything is gone. */
  readonly deletion_due_at: Date | null;
}

/** The learners somebody decides for now. */
export async function wardsOf(parts: GuardianParts, guardianId: string): Promise<readonly WardView[]> {
  const { items } = await parts.documents
    .collection('guardianships')
    .query('wards_of_guardian', { guardian_id: guardianId, status: 'active' }, { limit: WARDS_MAX });
  return Promise.all(items.map((guardianship) => wardView(parts, guardianship)));
}

/** One of them. @throws MasterXError `not_found` for everybody else's. */
export async function wardOf(parts: GuardianParts, guardianId: string, learner: string): Promise<WardView> {
  return wardView(parts, await guardianshipOf(parts.documents, guardianId, learner));
}

/**
 * The guardianship in force between the two.
 *
 * @throws MasterXError `not_found` where there is none, or none any more: it does not say which.
 */
export async function guardianshipOf(
  documents: ActorDocuments,
  guardianId: string,
  learner: string,
): Promise<Answer<'guardianships', 'guardianship'>> {
  const found = await documents
    .collection('guardianships')
    .find('guardianship', { guardian_id: guardianId }, { learner });
  if (found?.status !== 'active') throw new MasterXError('not_found');
  return found;
}

async function wardView(
  { documents, allowedBy }: GuardianParts,
  guardianship: GuardianshipDocument,
): Promise<WardView> {
  const { user_id, method, text_version, verified_at, hand_over_at } = guardianship;
  const [account, allowed] = await Promise.all([
    documents.collection('users').get('user_profile', {}, { learner: user_id }),
    allowedBy([user_id]),
  ]);
  const { profile, account_status, deletion } = account;
  return {
    user_id,
    name: profile.name,
    age: profile.age ?? null,
    country: profile.location?.country ?? null,
    account_status,
    method,
    text_version,
    verified_at,
    hand_over_at,
    consents: CONSENT_NAMES.map((consent) => ({
      consent,
      given: allowed.get(user_id)?.[consent] === true,
    })),
    deletion_due_at: deletion?.due_at ?? null,
  };
}
