import type { UserDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import type { PasswordHasher } from '../protection/passwords.ts';
import type { AccountRole } from '../schema/vocabulary/roles.ts';
import type { Clock } from '../std/clock.ts';
import type { Entropy } from '../std/random.ts';
import { accountBeginning } from './new-account.ts';
import { assertPassword } from './password-rules.ts';
import { afterSuccess } from './sign-in/lock-out.ts';

/** Who is to have an account that whoever runs the platform opens. */
export interface NewStaff {
  readonly email: string;
  readonly name: string | null;
  readonly password: string;
  readonly roles: readonly AccountRole[];
}

/** An account as whoever looks after accounts sees it. */
export interface AccountState {
  readonly user_id: string;
  readonly account_status: UserDocument['account_status'];
  readonly roles: readonly AccountRole[];
}

/** What opening accounts is made of. */
export interface StaffParts {
  readonly documents: ActorDocuments;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/**
 * Opens an account for somebody who works here: an adult who is known, whose address is vouched for. Learners register
 * themselves.
 *
 * @throws MasterXError `validation_failed`, `conflict` where the address has an account, `access_denied`.
 */
export async function openStaffAccount(
  { documents, passwords, clock, entropy }: StaffParts,
  { email, name, password, roles }: NewStaff,
): Promise<AccountState> {
  await assertPassword(password, { email, name });
  const at = clock.now();
  const beginning = accountBeginning();
  const [made] = await documents.collection('users').insert([
    {
      ...beginning,
      user_id: entropy.uuid(),
      email,
      email_verified: true,
      password_hash: await passwords.hash(password),
      created_at: at,
      updated_at: at,
      profile: {
        name,
        education_level: null,
        timezone: 'UTC',
        learning_goals: [],
        subjects_of_interest: [],
      },
      subscription: {
        plan: 'free',
        status: 'inactive',
        billing_cycle: 'monthly',
        usage_tracking: { ai_queries_used: 0, ai_queries_limit: 0, reset_date: at },
      },
      security: { ...beginning.security, last_password_change: at },
      roles: [...new Set(roles)],
      origin: { kind: 'registered', age_group: 'adult' },
    },
  ]);
  if (!made) throw new MasterXError('internal');
  return stateOf(made.document);
}

/** The account of an address. @throws MasterXError `not_found` */
export async function accountOfAddress(documents: ActorDocuments, email: string): Promise<AccountState> {
  return stateOf(await documents.collection('users').get('user_authentication', { email }));
}

/** The account of an identifier. @throws MasterXError `not_found` */
export async function accountOfIdentifier(documents: ActorDocuments, userId: string): Promise<AccountState> {
  return stateOf(await documents.collection('users').get('account_by_id', {}, { learner: userId }));
}

/** Lets nobody sign in to an account any more, until it is opened again. @throws MasterXError `not_found`, `conflict`. */
export function suspendAccount(documents: ActorDocuments, userId: string, at: Date): Promise<AccountState> {
  return setStatus(documents, userId, 'suspended', at);
}

/** Opens an account again that was suspended, or that is locked after failures. @throws MasterXError `not_found`, `conflict`. */
export function reactivateAccount(
  documents: ActorDocuments,
  userId: string,
  at: Date,
): Promise<AccountState> {
  return setStatus(documents, userId, 'active', at);
}

async function setStatus(
  documents: ActorDocuments,
  userId: string,
  account_status: 'active' | 'suspended',
  at: Date,
): Promise<AccountState> {
  const user = await documents
    .collection('users')
    .revise(`make an account ${account_status}`, { user_id: userId }, (stored) => {
      if (stored.account_status === 'deleted') {
        throw new MasterXError('conflict', { detail: 'The account is being deleted.' });
      }
      return {
        ...stored,
        account_status,
        updated_at: at,
        ...(account_status === 'active' && { security: afterSuccess(stored.security) }),
      };
    });
  return stateOf(user);
}

function stateOf({ user_id, account_status, roles }: AccountState): AccountState {
  return { user_id, account_status, roles };
}
