import type { AccessTokens } from '../../access/access-tokens.ts';
import { type Actor, systemActor } from '../../access/actor.ts';
import type { DocumentAccess } from '../../documents/documents.ts';
import type { Answer } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import type { PasswordHasher } from '../../protection/passwords.ts';
import { type AccountRole, STAFF_ROLES } from '../../schema/vocabulary/roles.ts';
import type { Clock } from '../../std/clock.ts';
import type { Entropy } from '../../std/random.ts';
import type { AuthenticationEvent } from './authentication-event.ts';
import type { SignInStandings } from './standing.ts';

/** What signing in is made of. */
export interface SignInParts {
  readonly access: DocumentAccess;
  readonly passwords: PasswordHasher;
  readonly accessTokens: AccessTokens;
  readonly standings: SignInStandings;
  /** Of whom a second factor is demanded. */
  readonly secondFactor: SecondFactorDemand;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Told what became of every attempt to sign in. */
  readonly onAuthentication: (event: AuthenticationEvent) => void;
  /** Told where somebody showed a refresh token that was used before: it was copied. */
  readonly onReuse: (about: { readonly signIn: string; readonly requestId: string }) => void;
}

/** Of whom a second factor is demanded: of those who see other people's data by their work, or of all. */
export type SecondFactorDemand = 'staff' | 'everyone';

/** Whether an account of these roles has to have a second factor, in whichever of them it acts. */
export function mustHaveFactor(demand: SecondFactorDemand, roles: readonly AccountRole[]): boolean {
  return demand === 'everyone' || STAFF_ROLES.some((role) => roles.includes(role));
}

/** Where a request comes from. */
export interface AskedFrom {
  readonly requestId: string;
  /** The network address; null where there is none. */
  readonly address: string | null;
  /** What the program says of itself. */
  readonly device: string | null;
}

/** How refresh tokens travel: in a cookie that pages cannot read, or in bodies. */
export type Channel = 'browser' | 'api';

/** An account as it is found by its address, with what signing in needs. */
export type Credentials = Answer<'users', 'user_authentication'>;

/** A person who is signed in. */
export interface SignedIn {
  readonly outcome: 'signed_in';
  readonly userId: string;
  readonly role: AccountRole;
  /** What the account may act as. */
  readonly roles: readonly AccountRole[];
  readonly signInId: string;
  readonly channel: Channel;
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** The platform where it lets people in: nobody is known yet, so it looks for itself. */
export function gatekeeper({ requestId, address }: AskedFrom, account?: string): Actor {
  return {
    ...systemActor('sign-in', requestId, 'signing in'),
    ...(account !== undefined && { onBehalfOf: account }),
    ...(address !== null && { address }),
  };
}

/** The one answer to whatever did not let somebody in. */
export function signInRefused(): MasterXError {
  return new MasterXError('sign_in_failed');
}

/** The one answer to a refresh token that is not taken. */
export function tokenRefused(detail?: string): MasterXError {
  return new MasterXError('token_refused', { ...(detail !== undefined && { detail }) });
}

/** The account of whoever asks. @throws MasterXError `access_denied` for whoever has none. */
export function accountOf(actor: Actor): string {
  if (actor.learner !== undefined && actor.role !== 'system') return actor.learner;
  throw new MasterXError('access_denied', {
    detail: 'Only accounts have sign-ins, passwords and second factors.',
  });
}
