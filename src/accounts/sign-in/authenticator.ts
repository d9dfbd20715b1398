import type { Actor } from '../../access/actor.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { type Account, ownAccount } from './account.ts';
import { endSignInsOf } from './end-sign-ins.ts';
import {
  type AuthenticatorSecret,
  beginFactor,
  confirmFactor,
  digestsOf,
  dropFactor,
  newRecoveryCodes,
} from './factor.ts';
import { type AskedFrom, gatekeeper, mustHaveFactor, type SignInParts, signInRefused } from './parts.ts';
import { noteFailure, provePassword } from './prove-password.ts';
import { spendCode } from './second-factor.ts';

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
  return beginFactor(parts, documents, account);
}

/**
 * Puts the second factor in force, by a first code of the authenticator; answers the recovery codes, which are shown once. Every
 * other sign-in of the account ends: none of them showed it.
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
  const recoveryCodes = newRecoveryCodes(parts);
  const documents = parts.access.as(gatekeeper(from, user_id));
  const done = await documents.transaction(async (within) => {
    await confirmFactor(within, user_id, { code, recoveryCodes }, at);
    return endSignInsOf(within, user_id, 'second_factor_changed', at, actor.signIn ?? null);
  });
  for (const signIn of done) parts.standings.forget(signIn);
  return recoveryCodes;
}

/** Other recovery codes in the place of those there are. @throws MasterXError `sign_in_failed`, `not_found`. */
export async function renewRecoveryCodes(
  parts: SignInParts,
  actor: Actor,
  { password }: { readonly password: string },
  from: AskedFrom,
): Promise<readonly string[]> {
  const { account, documents } = await proved(parts, actor, password, from);
  const codes = newRecoveryCodes(parts);
  const { user_id } = account;
  await documents.collection('second_factors').revise('renew recovery codes', { user_id }, (factor) => {
    if (factor.confirmed_at === null) throw new MasterXError('not_found');
    return { ...factor, recovery_codes: digestsOf(user_id, codes) };
  });
  return codes;
}

/**
 * Ends the second factor, for whoever has both. Every other sign-in of the account ends, and this one as well where a second
 * factor is demanded of it: whoever signs in again sets up another.
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
  const isDemanded = mustHaveFactor(parts.secondFactor, account.roles);
  const done = await documents.transaction(async (within) => {
    if (!(await spendCode(within, user_id, code, at))) return null;
    await dropFactor(within, user_id, at);
    const goesOn = isDemanded ? null : (actor.signIn ?? null);
    return endSignInsOf(within, user_id, 'second_factor_changed', at, goesOn);
  });
  for (const signIn of done ?? []) parts.standings.forget(signIn);
  if (done !== null) return;
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
