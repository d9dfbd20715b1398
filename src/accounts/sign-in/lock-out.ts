import type { UserDocument } from '../../derive/generated/documents.ts';
import { LIMITS } from '../../std/limits.ts';

/** What an account knows of attempts to sign in. */
export type Security = UserDocument['security'];

/** The end of the years an instant may have: only another password opens the account before. */
const NEVER = new Date('9999-12-31T23:59:59.999Z');

/**
 * How long an account is locked after so many failures in a row, in milliseconds: not at first, then from half a minute on
 * twice as long each time, up to an hour; from a hundred on for good.
 */
export function lockMsAfter(failures: number): number {
  if (failures >= LIMITS.failedSignInsMax) return Number.POSITIVE_INFINITY;
  const beyond = failures - LIMITS.failedSignInsFree;
  return beyond < 0 ? 0 : Math.min(LIMITS.lockMsMax, LIMITS.lockMsMin * 2 ** beyond);
}

/** Whether no password is taken now. */
export function isLocked({ locked_until }: Security, at: Date): boolean {
  return locked_until !== undefined && locked_until > at;
}

/**
 * One failure more. While the account is locked nothing is counted: whoever keeps trying could otherwise keep its owner
 * out.
 */
export function afterFailure(security: Security, at: Date): Security {
  if (isLocked(security, at)) return security;
  const failures = Math.min(security.failed_login_attempts + 1, LIMITS.failedSignInsMax);
  const lockMs = lockMsAfter(failures);
  return {
    ...security,
    failed_login_attempts: failures,
    ...(lockMs > 0 && { locked_until: Number.isFinite(lockMs) ? new Date(at.getTime() + lockMs) : NEVER }),
  };
}

/** Nothing failed since. */
export function afterSuccess({ locked_until: _, ...security }: Security): Security {
  return { ...security, failed_login_attempts: 0 };
}
