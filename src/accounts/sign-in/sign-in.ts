import type { SignInDocument, UserDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { AccountRole } from '../../schema/vocabulary/roles.ts';
import { beginSignIn, signedIn } from './begin-sign-in.ts';
import { afterSuccess } from './lock-out.ts';
import {
  type AskedFrom,
  type Channel,
  type Credentials,
  gatekeeper,
  mustHaveFactor,
  type SignedIn,
  type SignInParts,
  signInRefused,
} from './parts.ts';
import { isOpen, provePassword } from './prove-password.ts';

/** What somebody signs in with. */
export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  /** The role to act in; the first of the account's unless given. */
  readonly role?: AccountRole;
  readonly channel: Channel;
}

/** The password was right; a code is wanted as well. */
export interface SecondFactorWanted {
  readonly outcome: 'second_factor';
  /** Shown with the code; works once, for a few minutes and a few codes. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly methods: readonly ('totp' | 'recovery_code')[];
}

/** The password was right; the account has no second factor and has to set one up before it can do anything. */
export interface EnrolmentWanted {
  readonly outcome: 'enrolment';
  /** Shown to set one up, and for nothing else; works until then, for a quarter of an hour. */
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Signs somebody in by address and password.
 *
 * @throws MasterXError `sign_in_failed` whatever is wrong with them; `overloaded`; `access_denied`, after the right
 * password, for a role the account does not have.
 */
export async function signIn(
  parts: SignInParts,
  { email, password, role: asked, channel }: SignInAttempt,
  from: AskedFrom,
): Promise<SignedIn | SecondFactorWanted | EnrolmentWanted> {
  const account = await parts.access
    .as(gatekeeper(from))
    .collection('users')
    .find('user_authentication', { email });
  const hash = await provePassword(parts, account, password, from);
  if (account === null) throw signInRefused();
  const role = roleOf(account, asked);
  const stage = stageOf(parts, account);
  const begun = beginSignIn(parts, { userId: account.user_id, role, channel, stage }, from);
  const { passwords, clock, access } = parts;
  const better = passwords.isOutdated(hash) ? await passwords.hash(password) : hash;
  const at = clock.now();
  await access.as(gatekeeper(from, account.user_id)).transaction(async (within) => {
    await within.collection('users').revise('sign in', { user_id: account.user_id }, (user) => {
      // As it is now, not as it was when it was read: guesses that came at once must not pass a lock, nor a factor or a role
      // that changed while the password waited to be checked.
      const isSame = stageOf(parts, user) === stage && user.roles.includes(role);
      if (!isOpen(user, at) || user.password_hash !== hash || !isSame) throw signInRefused();
      return { ...user, password_hash: better, ...(stage === 'open' && signedInAt(user, at)) };
    });
    await within.collection('sign_ins').insert([begun.document]);
  });
  if (stage === 'open') return signedIn(parts, begun.document, personalRoles(account.roles), begun.token);
  const wanted = { token: begun.token, expiresAt: begun.document.expires_at };
  return stage === 'enrolment'
    ? { outcome: stage, ...wanted }
    : { outcome: stage, ...wanted, methods: ['totp', 'recovery_code'] };
}

/** What becomes of a sign-in after the right password. */
function stageOf(
  { secondFactor }: SignInParts,
  { security, roles }: Pick<Credentials, 'security' | 'roles'>,
): SignInDocument['stage'] {
  if (security.two_factor_enabled) return 'second_factor';
  return mustHaveFactor(secondFactor, roles) ? 'enrolment' : 'open';
}

/** What a sign-in that succeeded changes in an account. */
export function signedInAt(user: UserDocument, at: Date): Pick<UserDocument, 'last_login' | 'security'> {
  return { last_login: at, security: afterSuccess(user.security) };
}

/** The roles a person can act in: that of services is not among them. */
export function personalRoles(roles: readonly AccountRole[]): readonly AccountRole[] {
  return roles.filter((role) => role !== 'service');
}

function roleOf({ roles }: Credentials, asked: AccountRole | undefined): AccountRole {
  const known = personalRoles(roles);
  const role = asked === undefined ? known[0] : known.find((one) => one === asked);
  if (role !== undefined) return role;
  throw new MasterXError('access_denied', {
    detail: 'The account does not have this role.',
    hint: 'Sign in without naming a role, or with one that was given to the account.',
  });
}
