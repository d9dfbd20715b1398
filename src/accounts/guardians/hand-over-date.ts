import type { UserDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { certainlyOfAge, decidingAge, whoDecides } from '../registration/age.ts';
import { invalid } from '../registration/input.ts';

type Profile = UserDocument['profile'];

/** What a guardian corrected of a learner. */
export interface Corrected {
  readonly learner: string;
  readonly guardianId: string;
  /** As it is by now. */
  readonly profile: Profile;
  readonly hasAge: boolean;
}

/** When a guardianship ends, by what is recorded of the learner now; as it was where no age is. */
export function handOverOf(
  { age, age_recorded_at: at, location }: Profile,
  planned: { readonly hand_over_at: Date; readonly consent_age: number },
): { readonly hand_over_at: Date; readonly consent_age: number } {
  if (age === undefined || at === undefined) return planned;
  const consentAge = decidingAge(location?.country ?? null);
  return { hand_over_at: certainlyOfAge({ age, at }, consentAge), consent_age: consentAge };
}

/**
 * Sets the hand-over anew, in the transaction in which a guardian corrected age or country: by whichever route, the rules
 * are the same.
 *
 * @throws MasterXError `validation_failed` for an age that is taken away or at which the learner decides alone: that is
 * taken from the recorded one only; `access_denied` where the guardianship is over.
 */
export async function followCorrection(
  within: ActorDocuments,
  { learner, guardianId, profile, hasAge }: Corrected,
): Promise<void> {
  const { age = null, location } = profile;
  if (hasAge && age === null) throw invalid({ path: 'age', message: 'is corrected, and not taken away' });
  if (hasAge && whoDecides(age, location?.country ?? null) === 'self') {
    throw invalid({ path: 'age', message: 'must be below the age at which the learner decides alone' });
  }
  await within
    .collection('guardianships')
    .revise('guardian corrects', { user_id: learner, guardian_id: guardianId }, (stored) => {
      if (stored.status !== 'active') {
        throw new MasterXError('access_denied', { detail: 'The guardianship has ended.' });
      }
      return { ...stored, ...handOverOf(profile, stored) };
    });
}
