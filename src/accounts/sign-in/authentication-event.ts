import { MasterXError } from '../../errors/error.ts';
import type { ErrorCode } from '../../errors/table.ts';
import type { Role } from '../../schema/vocabulary/roles.ts';
import type { AskedFrom, SignInParts } from './parts.ts';

/** How somebody, or a program, shows who they are. */
export type AuthenticationWay =
  | 'password'
  | 'totp'
  | 'recovery_code'
  | 'enrolment'
  | 'refresh_token'
  | 'client_secret'
  | 'client_certificate';

/**
 * What became of an attempt to sign in, or to go on with a sign-in. It names nobody: the identifier of the request joins
 * it to the audit trail, where the account stands.
 */
export interface AuthenticationEvent {
  readonly way: AuthenticationWay;
  /** `continues`: right so far, and more is wanted. */
  readonly outcome: 'succeeded' | 'continues' | 'failed';
  /** What is wanted besides. */
  readonly wanted?: 'second_factor' | 'enrolment';
  /** The role that is acted in. */
  readonly role?: Role;
  /** Why it failed. */
  readonly code?: ErrorCode;
  readonly requestId: string;
}

/** What an attempt that did not fail answered. */
interface Answered {
  readonly outcome?: string;
  readonly role?: Role;
}

/** Makes an attempt, and tells what became of it. */
export async function told<T extends object>(
  { onAuthentication }: Pick<SignInParts, 'onAuthentication'>,
  way: AuthenticationWay,
  { requestId }: Pick<AskedFrom, 'requestId'>,
  attempt: Promise<T>,
): Promise<T> {
  try {
    const answered = await attempt;
    const { outcome, role } = answered as Answered;
    if (outcome === 'second_factor' || outcome === 'enrolment') {
      onAuthentication({ way, outcome: 'continues', wanted: outcome, requestId });
    } else {
      onAuthentication({ way, outcome: 'succeeded', ...(role !== undefined && { role }), requestId });
    }
    return answered;
  } catch (thrown) {
    onAuthentication({ way, outcome: 'failed', code: MasterXError.from(thrown).code, requestId });
    throw thrown;
  }
}

/** Which of the two a code of a second factor is, by its form. */
export function wayOfCode(code: string): 'totp' | 'recovery_code' {
  return /^\d{6}$/.test(code.replaceAll(' ', '')) ? 'totp' : 'recovery_code';
}
