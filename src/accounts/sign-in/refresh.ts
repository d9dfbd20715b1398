import type { SignInDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { openUntil, signedIn } from './begin-sign-in.ts';
import { ended, isOver } from './end-sign-ins.ts';
import {
  type AskedFrom,
  type Channel,
  gatekeeper,
  mustHaveFactor,
  type SignedIn,
  type SignInParts,
  tokenRefused,
} from './parts.ts';
import {
  hasDigest,
  isOfFamily,
  mintRefreshToken,
  readRefreshToken,
  type ShownToken,
} from './refresh-token.ts';
import { personalRoles } from './sign-in.ts';

/** What becomes of a sign-in when a refresh token is shown. */
type Verdict = 'taken' | 'repeated' | 'reused' | 'refused';

/**
 * Goes on with a sign-in: another access token, and another refresh token in the place of the one shown. A token that was
 * used before ends the sign-in: one of the two who have it copied it (RFC 9700 §4.14.2).
 *
 * @throws MasterXError `token_refused`; `write_conflict` where the token was used a moment ago: the one that took its place
 * counts.
 */
export async function refresh(
  parts: SignInParts,
  shown: { readonly token: string; readonly channel: Channel },
  from: AskedFrom,
): Promise<SignedIn> {
  const token = readRefreshToken(shown.token);
  if (!token) throw tokenRefused();
  const { clock, entropy, access, standings } = parts;
  const documents = access.as(gatekeeper(from, token.account));
  const identity = { user_id: token.account, sign_in_id: token.signIn };
  const account = await documents.collection('users').find('account_by_id', {}, { learner: token.account });
  const known = await documents
    .collection('sign_ins')
    .find('sign_in_by_id', { sign_in_id: token.signIn }, { learner: token.account });
  if (account === null || known === null) throw tokenRefused();
  const at = clock.now();
  const roles = personalRoles(account.roles);
  const isOpen = account.account_status === 'active' && roles.includes(known.role);
  // A role may have been given, or the demand made, since it began.
  const lacksFactor =
    !account.security.two_factor_enabled && mustHaveFactor(parts.secondFactor, account.roles);
  const family = { account: token.account, signIn: token.signIn, key: known.family_key };
  const next = mintRefreshToken(family, known.generation + 1, entropy);
  let verdict: Verdict = 'refused';
  const signIn = await documents.collection('sign_ins').revise('refresh a sign-in', identity, (stored) => {
    verdict = stored.channel === shown.channel ? verdictOn(token, stored, at) : 'refused';
    if (verdict === 'reused') return ended(stored, 'refresh_token_reused', at);
    if (verdict !== 'taken') return stored;
    if (!isOpen || lacksFactor) {
      verdict = 'refused';
      return ended(stored, isOpen ? 'second_factor_demanded' : 'account_closed', at);
    }
    // Another process may have gone on meanwhile: then the digest is no longer the one shown.
    return {
      ...stored,
      generation: stored.generation + 1,
      token_digest: next.digest,
      last_used_at: at,
      expires_at: openUntil(stored, at),
    };
  });
  standings.forget(token.signIn);
  return answer(parts, { verdict, signIn, roles, token: next.token }, from);
}

async function answer(
  parts: SignInParts,
  {
    verdict,
    signIn,
    roles,
    token,
  }: {
    readonly verdict: Verdict;
    readonly signIn: SignInDocument;
    readonly roles: SignedIn['roles'];
    readonly token: string;
  },
  { requestId }: AskedFrom,
): Promise<SignedIn> {
  switch (verdict) {
    case 'taken':
      return signedIn(parts, signIn, roles, token);
    case 'repeated':
      throw new MasterXError('write_conflict', {
        detail: 'The refresh token was used a moment ago.',
        hint: 'Use the one that took its place.',
      });
    case 'reused':
      parts.onReuse({ signIn: signIn.sign_in_id, requestId });
      throw tokenRefused('It was used before, so its sign-in was ended.');
    case 'refused':
      throw tokenRefused();
  }
}

function verdictOn(token: ShownToken, stored: SignInDocument, at: Date): Verdict {
  const isGenuine = isOfFamily(token, stored.family_key);
  if (!isGenuine || stored.stage !== 'open' || isOver(stored, at)) return 'refused';
  if (hasDigest(token, stored.token_digest)) return 'taken';
  if (token.generation >= stored.generation) return 'refused';
  // Two pages of one browser may ask at once; whoever shows the token again so soon gets nothing either.
  const isRepeat =
    token.generation === stored.generation - 1 &&
    at.getTime() - stored.last_used_at.getTime() < LIMITS.refreshRepeatMsMax;
  return isRepeat ? 'repeated' : 'reused';
}
