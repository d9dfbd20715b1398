import type { SecondFactorDocument, SignInDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { LIMITS } from '../../std/limits.ts';
import { openUntil, signedIn } from './begin-sign-in.ts';
import { ended, isOver } from './end-sign-ins.ts';
import { type AskedFrom, gatekeeper, type SignedIn, type SignInParts, signInRefused } from './parts.ts';
import { isOpen, noteFailure } from './prove-password.ts';
import { hasDigest, mintRefreshToken, readRefreshToken } from './refresh-token.ts';
import { personalRoles, signedInAt } from './sign-in.ts';
import { recoveryCodeAt, totpStep } from './totp.ts';

/**
 * Ends the wait for a second factor: by a code of the authenticator, or by a recovery code, which is then used up.
 *
 * @throws MasterXError `sign_in_failed` for a wrong code, or a token that was used, is too old or had too many codes.
 */
export async function answerSecondFactor(
  parts: SignInParts,
  given: { readonly token: string; readonly code: string },
  from: AskedFrom,
): Promise<SignedIn> {
  const token = readRefreshToken(given.token);
  if (!token) throw signInRefused();
  const { access, clock, entropy } = parts;
  const documents = access.as(gatekeeper(from, token.account));
  const own = { learner: token.account };
  const [account, known] = await Promise.all([
    documents.collection('users').find('account_by_id', {}, own),
    documents.collection('sign_ins').find('sign_in_by_id', { sign_in_id: token.signIn }, own),
  ]);
  const at = clock.now();
  if (account === null || known === null || !isOpen(account, at)) throw signInRefused();
  const family = { account: token.account, signIn: token.signIn, key: known.family_key };
  const next = mintRefreshToken(family, known.generation + 1, entropy);
  const identity = { user_id: token.account, sign_in_id: token.signIn };
  const opened = await documents.transaction(async (within) => {
    let isWaiting = false;
    let isRight = false;
    // Read first, so that two codes at once are taken one after the other.
    const waiting = await within.collection('sign_ins').revise('read a sign-in', identity, (stored) => {
      isWaiting = mayAnswer(stored, at) && hasDigest(token, stored.token_digest);
      return isWaiting ? { ...stored, attempts: stored.attempts + 1 } : stored;
    });
    if (!isWaiting) return null;
    isRight = await spendCode(within, token.account, given.code, at);
    if (!isRight) {
      if (waiting.attempts >= LIMITS.secondFactorAttemptsMax) {
        await within
          .collection('sign_ins')
          .revise('end a sign-in', identity, (stored) => ended(stored, 'attempts_exhausted', at));
      }
      return null;
    }
    await within.collection('users').revise('sign in', { user_id: token.account }, (user) => {
      if (!isOpen(user, at)) throw signInRefused();
      return { ...user, ...signedInAt(user, at) };
    });
    return within.collection('sign_ins').revise('open a sign-in', identity, (stored) => ({
      ...stored,
      stage: 'open',
      generation: stored.generation + 1,
      token_digest: next.digest,
      last_used_at: at,
      expires_at: openUntil(stored, at),
    }));
  });
  if (opened !== null) return signedIn(parts, opened, personalRoles(account.roles), next.token);
  await noteFailure(documents, token.account, at);
  throw signInRefused();
}

function mayAnswer(signIn: SignInDocument, at: Date): boolean {
  const { stage, attempts } = signIn;
  return stage === 'second_factor' && !isOver(signIn, at) && attempts < LIMITS.secondFactorAttemptsMax;
}

/** Whether a code is right; then it is used up, within the transaction. */
export async function spendCode(
  documents: ActorDocuments,
  userId: string,
  code: string,
  at: Date,
): Promise<boolean> {
  let isRight = false;
  await documents.collection('second_factors').revise('use a code', { user_id: userId }, (factor) => {
    const used = factor.confirmed_at === null ? null : withCodeUsed(factor, code, at);
    isRight = used !== null;
    return used ?? factor;
  });
  return isRight;
}

/** The factor after a code was used; null for a wrong one. */
export function withCodeUsed(
  factor: SecondFactorDocument,
  code: string,
  now: Date,
): SecondFactorDocument | null {
  const step = totpStep(factor.secret, code, now, factor.last_step);
  if (step !== null) return { ...factor, last_step: step };
  const { recovery_codes } = factor;
  const at = recoveryCodeAt(
    factor.user_id,
    code,
    recovery_codes.map(({ digest }) => digest),
  );
  return at < 0 ? null : { ...factor, recovery_codes: recovery_codes.toSpliced(at, 1) };
}
