import { setTimeout as pause } from 'node:timers/promises';
import type { ActorDocuments } from '../../documents/documents.ts';
import { isError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { afterFailure, isLocked } from './lock-out.ts';
import { type AskedFrom, type Credentials, gatekeeper, type SignInParts, signInRefused } from './parts.ts';

/** What a password is checked for. */
export type PasswordHolder = Pick<
  Credentials,
  'user_id' | 'password_hash' | 'email_verified' | 'account_status' | 'security'
>;

/**
 * Checks a password. Whatever is wrong (no such account, none that may sign in, locked, another password) the same work is
 * done and the same is answered, after the same time: what is noted of the failure is written within a fixed one.
 *
 * @returns the hash it was checked against, for whoever has to know that it is still the same one.
 * @throws MasterXError `sign_in_failed`, `overloaded`.
 */
export async function provePassword(
  parts: SignInParts,
  holder: PasswordHolder | null,
  password: string,
  asked: AskedFrom,
): Promise<string> {
  const { passwords, access, clock } = parts;
  const mayTry = holder !== null && isOpen(holder, clock.now());
  const hash = mayTry ? holder.password_hash : null;
  if (await passwords.verify(password, hash)) {
    if (hash !== null) return hash;
  }
  const answered = pause(LIMITS.signInRefusalMs);
  if (holder !== null)
    await noteFailure(access.as(gatekeeper(asked, holder.user_id)), holder.user_id, clock.now());
  await answered;
  throw signInRefused();
}

/** Whether passwords of the account are taken now: not before its address is proved, or it would be anybody's. */
export function isOpen(
  { account_status, email_verified, security }: Omit<PasswordHolder, 'password_hash'>,
  at: Date,
): boolean {
  return account_status === 'active' && email_verified && !isLocked(security, at);
}

/** Counts a failure. */
export async function noteFailure(documents: ActorDocuments, userId: string, at: Date): Promise<void> {
  try {
    await documents.collection('users').revise('note a failed sign-in', { user_id: userId }, (user) => ({
      ...user,
      security: afterFailure(user.security, at),
    }));
  } catch (thrown) {
    // Many at once for one account: those who came first are counted, and nobody may learn from this one that it exists.
    if (!isError(thrown, 'write_conflict')) throw thrown;
  }
}
