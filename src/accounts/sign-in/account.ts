import type { Actor } from '../../access/actor.ts';
import type { Answer } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import type { AccountRole } from '../../schema/vocabulary/roles.ts';
import { type AskedFrom, accountOf, gatekeeper, type SignInParts } from './parts.ts';
import { personalRoles } from './sign-in.ts';

/** An account as it is found by its identifier, with what signing in needs. */
export type Account = Answer<'users', 'account_by_id'>;

/** Who is signed in, and how safe the account is. */
export interface OwnAccount {
  readonly user_id: string;
  readonly role: AccountRole;
  readonly roles: readonly AccountRole[];
  readonly email: string | null;
  readonly email_verified: boolean;
  readonly name: string | null;
  readonly last_login: Date | null;
  readonly last_password_change: Date | null;
  readonly two_factor_enabled: boolean;
  /** How many recovery codes are left. */
  readonly recovery_codes: number;
}

/** The account of whoever asks. @throws MasterXError `access_denied`, `not_found`. */
export async function ownAccount(parts: SignInParts, actor: Actor, from: AskedFrom): Promise<Account> {
  const userId = accountOf(actor);
  const account = await parts.access
    .as(gatekeeper(from, userId))
    .collection('users')
    .find('account_by_id', {}, { learner: userId });
  if (account !== null && account.account_status === 'active') return account;
  throw new MasterXError('not_found');
}

/** What whoever asks is told of the own account. */
export async function describeAccount(
  parts: SignInParts,
  actor: Actor,
  from: AskedFrom,
): Promise<OwnAccount> {
  const account = await ownAccount(parts, actor, from);
  const factor = account.security.two_factor_enabled
    ? await parts.access
        .as(gatekeeper(from, account.user_id))
        .collection('second_factors')
        .find('second_factor', {}, { learner: account.user_id })
    : null;
  const roles = personalRoles(account.roles);
  return {
    user_id: account.user_id,
    role: roles.find((role) => role === actor.role) ?? roles[0] ?? 'learner',
    roles,
    email: account.email,
    email_verified: account.email_verified,
    name: account.profile.name,
    last_login: account.last_login,
    last_password_change: account.security.last_password_change,
    two_factor_enabled: account.security.two_factor_enabled,
    recovery_codes: factor?.recovery_codes.length ?? 0,
  };
}
