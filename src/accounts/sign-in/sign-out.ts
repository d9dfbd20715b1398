import type { Actor } from '../../access/actor.ts';
import type { SignInDocument } from '../../derive/generated/documents.ts';
import { LIMITS } from '../../std/limits.ts';
import { type EndReason, endSignIn, endSignInsOf } from './end-sign-ins.ts';
import { type AskedFrom, accountOf, gatekeeper, type SignInParts } from './parts.ts';
import { isOfFamily, readRefreshToken } from './refresh-token.ts';

/** A sign-in as its account sees it. */
export interface OpenSignIn {
  readonly sign_in_id: string;
  readonly role: SignInDocument['role'];
  readonly channel: SignInDocument['channel'];
  readonly began_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
  /** What the program said of itself; null where it said nothing. */
  readonly device: string | null;
  readonly address: string | null;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

/** Ends the sign-in of a refresh token; what is none of ours, or over, changes nothing and is not told apart. */
export async function signOut(
  parts: SignInParts,
  shown: string,
  from: AskedFrom,
  reason: 'signed_out' | 'signed_in_again' = 'signed_out',
): Promise<void> {
  const token = readRefreshToken(shown);
  if (!token) return;
  const documents = parts.access.as(gatekeeper(from, token.account));
  const known = await documents
    .collection('sign_ins')
    .find('sign_in_by_id', { sign_in_id: token.signIn }, { learner: token.account });
  if (known === null || !isOfFamily(token, known.family_key)) return;
  const which = { userId: token.account, signInId: token.signIn };
  await endSignIn(documents, which, reason, parts.clock.now());
  parts.standings.forget(token.signIn);
}

/** Ends one sign-in of whoever asks. @throws MasterXError `not_found` where it is none of theirs. */
export async function endOwnSignIn(
  parts: SignInParts,
  actor: Actor,
  signInId: string,
  from: AskedFrom,
): Promise<void> {
  const userId = accountOf(actor);
  const reason = signInId === actor.signIn ? 'signed_out' : 'ended_elsewhere';
  await endSignIn(parts.access.as(gatekeeper(from, userId)), { userId, signInId }, reason, parts.clock.now());
  parts.standings.forget(signInId);
}

/** Ends every sign-in of an account, or all but one; how many there were. */
export async function signOutEverywhere(
  parts: SignInParts,
  userId: string,
  reason: EndReason,
  from: AskedFrom,
  except: string | null = null,
): Promise<number> {
  const documents = parts.access.as(gatekeeper(from, userId));
  const done = await endSignInsOf(documents, userId, reason, parts.clock.now(), except);
  for (const signIn of done) parts.standings.forget(signIn);
  return done.length;
}

/** The open sign-ins of whoever asks, the longest lasting first; at most `LIMITS.answerDocumentsMax`. */
export async function listSignIns(
  parts: SignInParts,
  actor: Actor,
  from: AskedFrom,
): Promise<readonly OpenSignIn[]> {
  const userId = accountOf(actor);
  const { items } = await parts.access
    .as(gatekeeper(from, userId))
    .collection('sign_ins')
    .query(
      'open_sign_ins',
      { now: new Date(parts.clock.now().getTime() + 1) },
      { learner: userId, limit: LIMITS.answerDocumentsMax },
    );
  return items
    .filter(({ stage }) => stage === 'open')
    .map(({ stage: _, user_id: __, ...signIn }) => ({
      ...signIn,
      current: signIn.sign_in_id === actor.signIn,
    }));
}

/** Removes sign-ins that are long over, some at a time; how many. */
export async function removeOldSignIns(parts: SignInParts, from: AskedFrom): Promise<number> {
  const signIns = parts.access.as(gatekeeper(from)).collection('sign_ins');
  const until = new Date(parts.clock.now().getTime() - LIMITS.signInsKeptMs);
  let removed = 0;
  for (;;) {
    const { items } = await signIns.query('sign_ins_over', { until }, { limit: LIMITS.answerDocumentsMax });
    if (items.length === 0) return removed;
    removed += await signIns.remove(
      'remove old sign-ins',
      items.map(({ user_id, sign_in_id }) => ({ user_id, sign_in_id })),
    );
  }
}
