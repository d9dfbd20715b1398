import type { AccessGrant } from '../../access/access-tokens.ts';
import type { Actor } from '../../access/actor.ts';
import type { KnownService } from '../../access/service-certificates.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import {
  type CertificateShown,
  type ClientCredentials,
  type ServiceToken,
  serviceOfCertificate,
  signInCertificate,
  signInService,
} from '../services/sign-in-service.ts';
import { describeAccount, type OwnAccount } from './account.ts';
import { told, wayOfCode } from './authentication-event.ts';
import {
  beginAuthenticator,
  confirmAuthenticator,
  endAuthenticator,
  proved,
  renewRecoveryCodes,
} from './authenticator.ts';
import { changePassword } from './change-password.ts';
import { endEverySignIn, endSignInsOf } from './end-sign-ins.ts';
import { beginEnrolment, confirmEnrolment, type Enrolled } from './enrolment.ts';
import { type AuthenticatorSecret, dropFactor } from './factor.ts';
import { type AskedFrom, accountOf, type Channel, type SignedIn, type SignInParts } from './parts.ts';
import { refresh } from './refresh.ts';
import { answerSecondFactor } from './second-factor.ts';
import { type EnrolmentWanted, type SecondFactorWanted, type SignInAttempt, signIn } from './sign-in.ts';
import {
  endOwnSignIn,
  listSignIns,
  type OpenSignIn,
  removeOldSignIns,
  signOut,
  signOutEverywhere,
} from './sign-out.ts';

/** What whoever is not known yet can do: sign in, and go on with it. */
export class SignInOperations {
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** By address and password. @throws MasterXError `sign_in_failed`, `overloaded`, `access_denied`. */
  signIn(attempt: SignInAttempt, from: AskedFrom): Promise<SignedIn | SecondFactorWanted | EnrolmentWanted> {
    return told(this.#parts, 'password', from, signIn(this.#parts, attempt, from));
  }

  /** By the code of a second factor, after the password. @throws MasterXError `sign_in_failed` */
  answerSecondFactor(given: { token: string; code: string }, from: AskedFrom): Promise<SignedIn> {
    const way = wayOfCode(given.code);
    return told(this.#parts, way, from, answerSecondFactor(this.#parts, given, from));
  }

  /** Begins the second factor that a sign-in waits for. @throws MasterXError `sign_in_failed` */
  beginEnrolment(given: { token: string }, from: AskedFrom): Promise<AuthenticatorSecret> {
    return beginEnrolment(this.#parts, given, from);
  }

  /** Confirms it by a first code, which opens the sign-in. @throws MasterXError `sign_in_failed`, `not_found`. */
  confirmEnrolment(given: { token: string; code: string }, from: AskedFrom): Promise<Enrolled> {
    return told(this.#parts, 'enrolment', from, confirmEnrolment(this.#parts, given, from));
  }

  /** By a refresh token. @throws MasterXError `token_refused`, `write_conflict`. */
  refresh(shown: { token: string; channel: Channel }, from: AskedFrom): Promise<SignedIn> {
    return told(this.#parts, 'refresh_token', from, refresh(this.#parts, shown, from));
  }

  /** Ends the sign-in of a refresh token, if it is one. */
  signOut(token: string, from: AskedFrom): Promise<void> {
    return signOut(this.#parts, token, from);
  }

  /** Ends the sign-in that another one of the same browser took the place of. */
  replace(token: string, from: AskedFrom): Promise<void> {
    return signOut(this.#parts, token, from, 'signed_in_again');
  }

  /** A service by its secret. @throws MasterXError `sign_in_failed` */
  service(credentials: ClientCredentials, from: AskedFrom): Promise<ServiceToken> {
    return told(this.#parts, 'client_secret', from, signInService(this.#parts, credentials, from));
  }

  /** The service of a client certificate, by its thumbprint (RFC 8705), with what it was given; null where it is none's. */
  async serviceOfCertificate(thumbprint: string, from: AskedFrom): Promise<KnownService | null> {
    const found = await serviceOfCertificate(this.#parts, thumbprint, from);
    return found && { id: found.client_id, scopes: found.scopes };
  }

  /** A service by the client certificate that its connection proved. @throws MasterXError `sign_in_failed` */
  clientCertificate(shown: CertificateShown, from: AskedFrom): Promise<ServiceToken> {
    return told(this.#parts, 'client_certificate', from, signInCertificate(this.#parts, shown, from));
  }

  /** Looks again at sign-ins that another part of the platform ended. */
  forget(signIns: readonly string[]): void {
    for (const signIn of signIns) this.#parts.standings.forget(signIn);
  }

  /** What an access token says, if its sign-in goes on. @throws MasterXError `token_refused` */
  async verify(token: string, from: Pick<AskedFrom, 'requestId' | 'address'>): Promise<AccessGrant> {
    const grant = await this.#parts.accessTokens.verify(token);
    await this.#parts.standings.assertGoesOn(grant, from);
    return grant;
  }

  /** What an actor can do with the own account. */
  of(actor: Actor): OwnSignIns {
    return new OwnSignIns(this.#parts, actor);
  }

  /** Ends every sign-in of an account, as whoever may change them; how many. @throws MasterXError `access_denied` */
  async endAll(documents: ActorDocuments, userId: string): Promise<number> {
    const { clock, standings } = this.#parts;
    const done = await endSignInsOf(documents, userId, 'account_closed', clock.now());
    for (const signIn of done) standings.forget(signIn);
    return done.length;
  }

  /** Ends every sign-in of everybody, as whoever may change them; how many. @throws MasterXError `access_denied` */
  async endEverybodys(documents: ActorDocuments): Promise<number> {
    const { clock, standings } = this.#parts;
    const done = await endEverySignIn(documents, clock.now());
    for (const signIn of done) standings.forget(signIn);
    return done.length;
  }

  /**
   * Ends the second factor of an account whose owner lost it, and every sign-in; how many of those.
   *
   * @throws MasterXError `not_found` where it has none, `access_denied`.
   */
  async endFactor(documents: ActorDocuments, userId: string): Promise<number> {
    const { clock, standings } = this.#parts;
    const at = clock.now();
    const done = await documents.transaction(async (within) => {
      await dropFactor(within, userId, at);
      return endSignInsOf(within, userId, 'second_factor_changed', at);
    });
    for (const signIn of done) standings.forget(signIn);
    return done.length;
  }

  /** Removes sign-ins that are long over; how many. */
  removeOld(from: AskedFrom): Promise<number> {
    return removeOldSignIns(this.#parts, from);
  }
}

/** What an actor can do with the own account: who asks must have one. */
export class OwnSignIns {
  readonly #parts: SignInParts;
  readonly #actor: Actor;
  readonly #from: AskedFrom;

  constructor(parts: SignInParts, actor: Actor) {
    this.#parts = parts;
    this.#actor = actor;
    this.#from = { requestId: actor.requestId, address: actor.address ?? null, device: null };
  }

  /** @throws MasterXError `access_denied`, `not_found`. */
  describe(): Promise<OwnAccount> {
    return describeAccount(this.#parts, this.#actor, this.#from);
  }

  /** The open sign-ins, the longest lasting first. */
  list(): Promise<readonly OpenSignIn[]> {
    return listSignIns(this.#parts, this.#actor, this.#from);
  }

  /** @throws MasterXError `not_found` */
  end(signInId: string): Promise<void> {
    return endOwnSignIn(this.#parts, this.#actor, signInId, this.#from);
  }

  /** Ends every sign-in, this one too; how many. */
  endEverywhere(): Promise<number> {
    const userId = accountOf(this.#actor);
    return signOutEverywhere(this.#parts, userId, 'signed_out_everywhere', this.#from);
  }

  /** Says that whoever asks knows the password. @throws MasterXError `sign_in_failed`, `not_found`. */
  async prove({ password }: { readonly password: string }): Promise<void> {
    await proved(this.#parts, this.#actor, password, this.#from);
  }

  /** @throws MasterXError `sign_in_failed`, `validation_failed`. */
  changePassword(given: { readonly current: string; readonly next: string }): Promise<void> {
    return changePassword(this.#parts, this.#actor, given, this.#from);
  }

  /** @throws MasterXError `sign_in_failed`, `conflict`. */
  beginAuthenticator(given: { readonly password: string }): Promise<AuthenticatorSecret> {
    return beginAuthenticator(this.#parts, this.#actor, given, this.#from);
  }

  /** @throws MasterXError `sign_in_failed`, `not_found`, `conflict`. */
  confirmAuthenticator(given: { readonly code: string }): Promise<readonly string[]> {
    return confirmAuthenticator(this.#parts, this.#actor, given, this.#from);
  }

  /** @throws MasterXError `sign_in_failed`, `not_found`. */
  endAuthenticator(given: { readonly password: string; readonly code: string }): Promise<void> {
    return endAuthenticator(this.#parts, this.#actor, given, this.#from);
  }

  /** @throws MasterXError `sign_in_failed`, `not_found`. */
  renewRecoveryCodes(given: { readonly password: string }): Promise<readonly string[]> {
    return renewRecoveryCodes(this.#parts, this.#actor, given, this.#from);
  }
}
