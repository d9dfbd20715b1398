import { MasterXError } from '../../errors/error.ts';
import { type AccountContext, forActor } from '../context.ts';
import { isChild } from './age.ts';

/** What others see of a person who wants to be seen. */
export interface PublicProfile {
  readonly user_id: string;
  readonly name: string;
  readonly subjects_of_interest: readonly string[];
  /** The month in which the account was made, `2026-03`. */
  readonly since: string;
}

/**
 * What a person shows to others: nothing unless the person wants it, the account is in use, and the person is known not
 * to be a child. Who is not shown cannot be told from who is not there.
 *
 * @throws MasterXError `not_found`
 */
export async function publicProfile(context: AccountContext, userId: string): Promise<PublicProfile> {
  const found = await forActor(context, 'profile', 'showing a public profile')
    .collection('users')
    .find('public_profile', {}, { learner: userId });
  const isShown =
    found?.preferences.privacy_settings.public_profile &&
    found.account_status === 'active' &&
    !isChild(found, context.clock.now());
  const name = isShown ? found.profile.name : null;
  if (!isShown || name === null) throw new MasterXError('not_found');
  return {
    user_id: found.user_id,
    name,
    subjects_of_interest: found.profile.subjects_of_interest,
    since: found.created_at.toISOString().slice(0, 'YYYY-MM'.length),
  };
}
