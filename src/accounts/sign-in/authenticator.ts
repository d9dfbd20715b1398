import type { Actor } from '../../access/actor.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { type Account, ownAccount } from './account.ts';
import { type AskedFrom, gatekeeper, type SignInParts, signInRefused } from './parts.ts';
import { noteFailure, provePassword } from './prove-password.ts';
import { spendCode } from './second-factor.ts';
import { newRecoveryCode, newTotpSecret, recoveryDigest, totpStep, totpUri } from './totp.ts';

/** What an authenticator program is set up with. */
export interface AuthenticatorSecret {
  /** Base32, for typing. */
  readonly secret: string;
  /** For a QR code. */
  readonly uri: string;
}

/**
 * Begins a second factor: a secret for an authenticator program, which counts once `confirmAuthenticator` is given a code
 * of it. Begun again, the secret before it is worth nothing.
 *
 * @throws MasterXError `sign_in_failed` for a wrong password, `conflict` where there is one in force.
 */
export async function beginAuthenticator(
  parts: SignInParts,
  actor: Actor,
  { password }: { readonly password: string },
  from: AskedFrom,
): Promise<AuthenticatorSecret> {
  const { account, documents } = await proved(parts, actor, password, from);
  const secret = newTotpSecret(parts.entropy);
  const user_id = account.user_id;
  const begun = {
    created_at: parts.clock.now(),
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
  return { secret, uri: totpUri(secret, account.email ?? user_id) };
}

/**
 * Puts the second factor in force, by a first code of the authenticator; answers the recovery codes, which are shown once.
 *
 * @throws MasterXError `sign_in_failed` for a wrong code, `not_found` where none was begun, `conflict` where it is in force.
 */
export async function confirmAuthenticator(
  parts: SignInParts,
  actor: Actor,
  { code }: { readonly code: string },
  from: AskedFrom,
): Promise<readonly string[]> {
  const { user_id } = await ownAccount(parts, actor, from);
  const at = parts.clock.now();
  const codes = newCodes(parts);
  const documents = parts.access.as(gatekeeper(from, user_id));
  await documents.transaction(async (within) => {
    await within.collection('second_factors').revise('confirm a second factor', { user_id }, (factor) => {
      if (factor.confirmed_at !== null)
        throw new MasterXError('conflict', { detail: 'It is in force already.' });
      const step = totpStep(factor.secret, code, at, factor.last_step);
      if (step === null) throw signInRefused();
      return { ...factor, confirmed_at: at, last_step: step, recovery_codes: digestsOf(user_id, codes) };
    });
    await setTwoFactor(within, user_id, true, at);
  });
  return codes;
}

/** Other recovery codes in the place of those there are. @throws MasterXError `sign_in_failed`, `not_found`. */
export async function renewRecoveryCodes(
  parts: SignInParts,
  actor: Actor,
  { password }: { readonly password: string },
  from: AskedFrom,
): Promise<readonly string[]> {
  const { account, documents } = await proved(parts, actor, password, from);
  const codes = newCodes(parts);
  const { user_id } = account;
  await documents.collection('second_factors').revise('renew recovery codes', { user_id }, (factor) => {
    if (factor.confirmed_at === null) throw new MasterXError('not_found');
    return { ...factor, recovery_codes: digestsOf(user_id, codes) };
  });
  return codes;
}

/**
 * Ends the second factor, for whoever has both.
 *
 * @throws MasterXError `sign_in_failed` for a wrong password or code, `not_found` where there is none.
 */
export async function endAuthenticator(
  parts: SignInParts,
  actor: Actor,
  { password, code }: { readonly password: string; readonly code: string },
  from: AskedFrom,
): Promise<void> {
  const { account, documents } = await proved(parts, actor, password, from);
  const { user_id } = account;
  const at = parts.clock.now();
  const isRight = await documents.transaction(async (within) => {
    if (!(await spendCode(within, user_id, code, at))) return false;
    await within.collection('second_factors').remove('end a second factor', [{ user_id }]);
    await setTwoFactor(within, user_id, false, at);
    return true;
  });
  if (isRight) return;
  await noteFailure(documents, user_id, at);
  throw signInRefused();
}

/**
 * The account of whoever asks and knows its password: what makes an account safer, or less safe, is done by nobody else.
 *
 * @throws MasterXError `sign_in_failed`, `access_denied`, `not_found`.
 */
export async function proved(
  parts: SignInParts,
  actor: Actor,
  password: string,
  from: AskedFrom,
): Promise<{ readonly account: Account; readonly documents: ActorDocuments }> {
  const account = await ownAccount(parts, actor, from);
  await provePassword(parts, account, password, from);
  return { account, documents: parts.access.as(gatekeeper(from, account.user_id)) };
}

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

function newCodes({ entropy }: Pick<SignInParts, 'entropy'>): readonly string[] {
  return Array.from({ length: LIMITS.recoveryCodes }, () => newRecoveryCode(entropy));
}

function digestsOf(userId: string, codes: readonly string[]): { readonly digest: string }[] {
  return codes.map((code) => ({ digest: recoveryDigest(userId, code) }));
}
