import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import type { Account } from './account.ts';
import { type SignInParts, signInRefused } from './parts.ts';
import { newRecoveryCode, newTotpSecret, recoveryDigest, totpStep, totpUri } from './totp.ts';

/** What an authenticator program is set up with. */
export interface AuthenticatorSecret {
  /** Base32, for typing. */
  readonly secret: string;
  /** For a QR code. */
  readonly uri: string;
}

/**
 * A new secret for the authenticator of an account; it counts once `confirmFactor` is given a code of it.
 *
 * @throws MasterXError `conflict` where a second factor is in force.
 */
export async function beginFactor(
  { clock, entropy }: Pick<SignInParts, 'clock' | 'entropy'>,
  documents: ActorDocuments,
  { user_id, email }: Pick<Account, 'user_id' | 'email'>,
): Promise<AuthenticatorSecret> {
  const secret = newTotpSecret(entropy);
  const begun = {
    created_at: clock.now(),
    secret,
    confirmed_at: null,
    last_step: 0,
    recovery_codes: [],
  };
  const factors = documents.collection('second_factors');
  if ((await factors.find('second_factor', {}, { learner: user_id })) === null) {
    await factors.insert([{ user_id, ...begun }]);
  } else {
    await factors.revise('begin a second factor', { user_id }, (factor) => {
      if (factor.confirmed_at === null) return { ...factor, ...begun };
      throw new MasterXError('conflict', {
        detail: 'The account has a second factor.',
        hint: 'End it first; then another can begin.',
      });
    });
  }
  return { secret, uri: totpUri(secret, email ?? user_id) };
}

/**
 * Puts the second factor in force, within the transaction, by a first code of the authenticator.
 *
 * @throws MasterXError `sign_in_failed` for a wrong code, `not_found` where none was begun, `conflict` where it is in force.
 */
export async function confirmFactor(
  within: ActorDocuments,
  userId: string,
  { code, recoveryCodes }: { readonly code: string; readonly recoveryCodes: readonly string[] },
  at: Date,
): Promise<void> {
  const identity = { user_id: userId };
  await within.collection('second_factors').revise('confirm a second factor', identity, (factor) => {
    if (factor.confirmed_at !== null) {
      throw new MasterXError('conflict', { detail: 'It is in force already.' });
    }
    const step = totpStep(factor.secret, code, at, factor.last_step);
    if (step === null) throw signInRefused();
    const recovery_codes = digestsOf(userId, recoveryCodes);
    return { ...factor, confirmed_at: at, last_step: step, recovery_codes };
  });
  await setTwoFactor(within, userId, true, at);
}

/** Ends the second factor of an account, within the transaction. @throws MasterXError `not_found` where it has none. */
export async function dropFactor(within: ActorDocuments, userId: string, at: Date): Promise<void> {
  const removed = await within
    .collection('second_factors')
    .remove('end a second factor', [{ user_id: userId }]);
  if (removed === 0) throw new MasterXError('not_found', { detail: 'The account has no second factor.' });
  await setTwoFactor(within, userId, false, at);
}

/** Notes in the account whether it has a second factor. */
async function setTwoFactor(
  within: ActorDocuments,
  userId: string,
  enabled: boolean,
  at: Date,
): Promise<void> {
  await within.collection('users').revise('set the second factor', { user_id: userId }, (user) => ({
    ...user,
    updated_at: at,
    security: { ...user.security, two_factor_enabled: enabled },
  }));
}

/** As many recovery codes as an account has. */
export function newRecoveryCodes({ entropy }: Pick<SignInParts, 'entropy'>): readonly string[] {
  return Array.from({ length: LIMITS.recoveryCodes }, () => newRecoveryCode(entropy));
}

/** What is stored of recovery codes. */
export function digestsOf(userId: string, codes: readonly string[]): { readonly digest: string }[] {
  return codes.map((code) => ({ digest: recoveryDigest(userId, code) }));
}
