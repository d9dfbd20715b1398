import type { Actor } from '../../access/actor.ts';
import type { UserDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { assertPassword } from '../password-rules.ts';
import { withdrawAccountTokens } from '../tokens/redeem.ts';
import { ownAccount } from './account.ts';
import { endSignInsOf } from './end-sign-ins.ts';
import { afterSuccess } from './lock-out.ts';
import { type AskedFrom, gatekeeper, type SignInParts } from './parts.ts';
import { provePassword } from './prove-password.ts';

/**
 * Puts another password in the place of the one given; every other sign-in of the account ends.
 *
 * @throws MasterXError `sign_in_failed` for a wrong present password, `validation_failed` for one that is easy to guess,
 * `access_denied` for whoever has no account.
 */
export async function changePassword(
  parts: SignInParts,
  actor: Actor,
  { current, next }: { readonly current: string; readonly next: string },
  from: AskedFrom,
): Promise<void> {
  const account = await ownAccount(parts, actor, from);
  await provePassword(parts, account, current, from);
  await assertPassword(next, { email: account.email, name: account.profile.name }, 'new_password');
  const hash = await parts.passwords.hash(next);
  const done = await parts.access
    .as(gatekeeper(from, account.user_id))
    .transaction((within) => putPassword(within, account.user_id, hash, parts.clock.now(), actor.signIn));
  for (const signIn of done) parts.standings.forget(signIn);
}

/** An account with the password of this hash, and open if it was locked. */
export function withPassword(user: UserDocument, hash: string, at: Date): UserDocument {
  return {
    ...user,
    password_hash: hash,
    updated_at: at,
    security: { ...afterSuccess(user.security), last_password_change: at },
  };
}

/**
 * Gives an account the password of this hash: it opens the account if it was locked, and ends every sign-in but `except`.
 * For whoever proved that the account is theirs; links by which somebody could take it over are withdrawn.
 *
 * @returns the sign-ins that were ended.
 */
export async function putPassword(
  within: ActorDocuments,
  userId: string,
  hash: string,
  at: Date,
  except?: string,
): Promise<readonly string[]> {
  await within
    .collection('users')
    .revise('put another password', { user_id: userId }, (user) => withPassword(user, hash, at));
  await withdrawAccountTokens(within, userId);
  return endSignInsOf(within, userId, 'password_changed', at, except ?? null);
}
