import type { SignInDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Account } from './account.ts';
import { openUntil, signedIn } from './begin-sign-in.ts';
import { endSignInsOf, isOver } from './end-sign-ins.ts';
import { type AuthenticatorSecret, beginFactor, confirmFactor, newRecoveryCodes } from './factor.ts';
import { type AskedFrom, gatekeeper, type SignedIn, type SignInParts, signInRefused } from './parts.ts';
import { isOpen } from './prove-password.ts';
import { hasDigest, mintRefreshToken, readRefreshToken, type ShownToken } from './refresh-token.ts';
import { personalRoles, signedInAt } from './sign-in.ts';

/** Somebody who set up a second factor and is signed in with it, and the codes that are told this once. */
export interface Enrolled {
  readonly signedIn: SignedIn;
  readonly recoveryCodes: readonly string[];
}

/** A sign-in that waits for a second factor to be set up. */
interface Enrolling {
  readonly token: ShownToken;
  readonly account: Account;
  readonly waiting: SignInDocument;
  readonly documents: ActorDocuments;
}

/**
 * Begins the second factor that is demanded of whoever signs in. The token of the sign-in does this and no more: it is no
 * access token, so that nothing else has to keep its bearer out.
 *
 * @throws MasterXError `sign_in_failed` for a token that was used, is over or waits for something else.
 */
export async function beginEnrolment(
  parts: SignInParts,
  given: { readonly token: string },
  from: AskedFrom,
): Promise<AuthenticatorSecret> {
  const { documents, account } = await enrolling(parts, given.token, from);
  return beginFactor(parts, documents, account);
}

/**
 * Puts the second factor in force by a first code, and opens the sign-in. Every other sign-in of the account ends: none of
 * them showed a second factor.
 *
 * @throws MasterXError `sign_in_failed` for a wrong code as for such a token, `not_found` where none was begun.
 */
export async function confirmEnrolment(
  parts: SignInParts,
  given: { readonly token: string; readonly code: string },
  from: AskedFrom,
): Promise<Enrolled> {
  const { token, account, waiting, documents } = await enrolling(parts, given.token, from);
  const { clock, entropy } = parts;
  const { user_id } = account;
  const at = clock.now();
  const recoveryCodes = newRecoveryCodes(parts);
  const family = { account: user_id, signIn: token.signIn, key: waiting.family_key };
  const next = mintRefreshToken(family, waiting.generation + 1, entropy);
  const { opened, ended } = await documents.transaction(async (within) => {
    const identity = { user_id, sign_in_id: token.signIn };
    const open = await within.collection('sign_ins').revise('open a sign-in', identity, (stored) => {
      if (!isEnrolling(token, stored, at)) throw signInRefused();
      return {
        ...stored,
        stage: 'open',
        generation: stored.generation + 1,
        token_digest: next.digest,
        last_used_at: at,
        expires_at: openUntil(stored, at),
      };
    });
    await confirmFactor(within, user_id, { code: given.code, recoveryCodes }, at);
    await within.collection('users').revise('sign in', { user_id }, (user) => {
      if (!isOpen(user, at)) throw signInRefused();
      return { ...user, ...signedInAt(user, at) };
    });
    const others = await endSignInsOf(within, user_id, 'second_factor_changed', at, token.signIn);
    return { opened: open, ended: others };
  });
  for (const signIn of ended) parts.standings.forget(signIn);
  return { signedIn: await signedIn(parts, opened, personalRoles(account.roles), next.token), recoveryCodes };
}

async function enrolling(parts: SignInParts, shown: string, from: AskedFrom): Promise<Enrolling> {
  const token = readRefreshToken(shown);
  if (!token) throw signInRefused();
  const documents = parts.access.as(gatekeeper(from, token.account));
  const own = { learner: token.account };
  const [account, waiting] = await Promise.all([
    documents.collection('users').find('account_by_id', {}, own),
    documents.collection('sign_ins').find('sign_in_by_id', { sign_in_id: token.signIn }, own),
  ]);
  const at = parts.clock.now();
  if (account === null || waiting === null || !isOpen(account, at)) throw signInRefused();
  if (account.security.two_factor_enabled || !isEnrolling(token, waiting, at)) throw signInRefused();
  return { token, account, waiting, documents };
}

function isEnrolling(token: ShownToken, signIn: SignInDocument, at: Date): boolean {
  return signIn.stage === 'enrolment' && !isOver(signIn, at) && hasDigest(token, signIn.token_digest);
}
