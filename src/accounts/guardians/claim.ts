import type { UserDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { accountOf } from '../registration/account.ts';
import { ADULT_AGE, certainlyOfAge } from '../registration/age.ts';
import { invalid, type StatedAge, statedAge } from '../registration/input.ts';
import { spendToken } from '../tokens/redeem.ts';
import type { GuardianParts } from './context.ts';
import { type RequestView, requestBehind, viewOf } from './open.ts';

/** A guardian who has no account yet. */
export interface NewGuardian extends StatedAge {
  readonly password: string;
  readonly name?: string;
  readonly country?: string;
  readonly timezone?: string;
}

/**
 * Makes the account of a guardian, with the address the link was sent to: that it came back proves the address.
 *
 * @throws MasterXError `link_refused`; `validation_failed` for a minor or a weak password; `conflict` where there is an
 * account with that address: its holder signs in and claims the request.
 */
export async function registerGuardian(
  parts: GuardianParts,
  token: string,
  guardian: NewGuardian,
): Promise<RequestView> {
  const { documents, clock, entropy, passwords } = parts;
  const now = clock.now();
  const age = adultAge(guardian, now);
  const { presented, request } = await requestBehind(parts, 'guardian_request', token);
  const email = request.guardian_email;
  const name = guardian.name ?? null;
  await passwords.assertGood(guardian.password, { email, name });
  if (await documents.collection('users').find('user_authentication', { email })) {
    throw new MasterXError('conflict', {
      detail: 'There is an account with this address.',
      hint: 'Sign in, and take on the request with the same link.',
    });
  }
  const userId = entropy.uuid();
  const passwordHash = await passwords.hash(guardian.password);
  const account = accountOf(
    {
      ...{ userId, email, passwordHash, name, age, role: 'guardian', isVerified: true },
      country: guardian.country ?? null,
      ...(guardian.timezone !== undefined && { timezone: guardian.timezone }),
    },
    now,
  );
  return documents.transaction(async (within) => {
    await spendToken(within, presented);
    await within.collection('users').insert([account]);
    return viewOf(
      await within
        .collection('guardian_requests')
        .revise('claim request', { user_id: request.user_id }, (stored) => ({
          ...stored,
          status: 'claimed',
          guardian_id: userId,
        })),
    );
  });
}

/**
 * Puts a request into the hands of somebody who has an account and is of full age; the account may act as a guardian from
 * then on. An age is taken as it is stated only where nothing is recorded: nobody grows up by saying so.
 *
 * @throws MasterXError `link_refused`; `access_denied` for whoever is in somebody's care, or is recorded as not certainly
 * of full age; `validation_failed` where the stated age is not.
 */
export async function claimRequest(
  parts: GuardianParts,
  guardianId: string,
  token: string,
  stated: StatedAge = {},
): Promise<RequestView> {
  const { documents, clock } = parts;
  const now = clock.now();
  const { presented, request } = await requestBehind(parts, 'guardian_request', token);
  await assertInNobodysCare(documents, guardianId);
  const account = await documents.collection('users').get('user_profile', {}, { learner: guardianId });
  const recorded = isOfFullAge(account, now) ? null : adultAge(stated, now);
  return documents.transaction(async (within) => {
    await spendToken(within, presented);
    await within.collection('users').revise('become guardian', { user_id: guardianId }, (account) => ({
      ...account,
      roles: [...new Set([...account.roles, 'guardian' as const])],
      ...(recorded !== null && { profile: { ...account.profile, age: recorded, age_recorded_at: now } }),
      updated_at: now,
    }));
    return viewOf(
      await within
        .collection('guardian_requests')
        .revise('claim request', { user_id: request.user_id }, (stored) => ({
          ...stored,
          status: 'claimed',
          guardian_id: guardianId,
        })),
    );
  });
}

async function assertInNobodysCare(documents: GuardianParts['documents'], learner: string): Promise<void> {
  const { items } = await documents
    .collection('guardianships')
    .query('guardians_of_learner', {}, { learner });
  if (items.every(({ status }) => status !== 'active')) return;
  throw new MasterXError('access_denied', { detail: 'Whoever is in somebody’s care cares for nobody here.' });
}

/**
 * Whether somebody is of full age by what is recorded; false where nothing is.
 *
 * @throws MasterXError `access_denied` for whoever is recorded as younger.
 */
function isOfFullAge({ profile, origin }: Pick<UserDocument, 'profile' | 'origin'>, now: Date): boolean {
  const { age, age_recorded_at: at } = profile;
  if (age === undefined && origin.age_group !== 'child' && origin.age_group !== 'teen') return false;
  if (age !== undefined && age >= ADULT_AGE) return true;
  if (age !== undefined && at !== undefined && certainlyOfAge({ age, at }, ADULT_AGE) <= now) return true;
  throw new MasterXError('access_denied', {
    detail: 'By the age that is recorded it is not certain that the account is of an adult.',
  });
}

function adultAge(stated: StatedAge, now: Date): number {
  const age = statedAge(stated, now);
  if (age !== null && age >= ADULT_AGE) return age;
  throw invalid({
    path: stated.birth_date === undefined ? 'age' : 'birth_date',
    message: 'must be of an adult',
  });
}
