import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { MasterXError } from '../errors/error.ts';
import type { PublicJwk, SigningKeys } from '../protection/signing-keys.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../schema/vocabulary/roles.ts';
import { SERVICE_SCOPE_NAMES, type ServiceScope } from '../schema/vocabulary/service-scopes.ts';
import type { Clock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';
import type { Entropy } from '../std/random.ts';

/** What an access token says of its bearer. */
export interface AccessGrant {
  /** The account (`user_id`) or the service (`client_id`). */
  readonly subject: string;
  /** The one role it acts in. */
  readonly role: AccountRole;
  /** The sign-in it belongs to; a service has none. */
  readonly signIn: string | null;
  /** What a service was given; a person has none. */
  readonly scopes?: readonly ServiceScope[];
  /** The client certificate without which it is worth nothing: SHA-256 in base64url (RFC 8705 §3). */
  readonly boundTo?: string;
}

/** An access token and when it is over. */
export interface IssuedAccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** The client of people, who sign in with the platform itself (RFC 9068 demands one). */
const FIRST_PARTY = 'masterx';

const TYPE = 'at+jwt';
const ALGORITHM = 'EdDSA';
/** The member of `cnf` that names a certificate (RFC 8705 §3.1). */
const THUMBPRINT = 'x5t#S256';
const JTI_BYTES = 16;

/** What access tokens are made of. */
export interface AccessTokensParts {
  readonly keys: SigningKeys;
  readonly tenant: string;
  /** Who issues them, as the claim `iss`; derived from the tenant unless given. */
  readonly issuer?: string | null;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/**
 * Access tokens: JSON Web Tokens in the profile of RFC 9068, signed with Ed25519, verified without asking anybody. They
 * hold no personal value.
 */
export class AccessTokens {
  readonly #parts: AccessTokensParts;
  readonly #issuer: string;
  readonly #audience: string;

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
    this.#issuer = parts.issuer ?? `urn:masterx:${parts.tenant}`;
    this.#audience = `urn:masterx:${parts.tenant}:api`;
  }

  /** @throws MasterXError `keys_unavailable` */
  async issue({ subject, role, signIn, scopes = [], boundTo }: AccessGrant): Promise<IssuedAccessToken> {
    const { keys, tenant, clock, entropy } = this.#parts;
    const { kid, privateKey } = await keys.signer();
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const expiresAt = issuedAt + LIMITS.accessTokenMsMax / 1000;
    const ofWhom =
      signIn === null
        ? { client_id: subject, scope: scopes.join(' ') }
        : { client_id: FIRST_PARTY, sid: signIn };
    const token = await new SignJWT({
      role,
      tenant,
      ...ofWhom,
      ...(boundTo !== undefined && { cnf: { [THUMBPRINT]: boundTo } }),
    })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
      .setIssuer(this.#issuer)
      .setAudience(this.#audience)
      .setSubject(subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(entropy.bytes(JTI_BYTES).toString('base64url'))
      .sign(privateKey);
    return { token, expiresAt: new Date(expiresAt * 1000) };
  }

  /**
   * What a token says, if this platform issued it for its own interface and it is not over.
   *
   * @throws MasterXError `token_refused`, `keys_unavailable`.
   */
  async verify(token: string): Promise<AccessGrant> {
    const { keys, clock, tenant } = this.#parts;
    const published = await keys.published();
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid }) => {
          const key = published.find((one) => one.kid === kid);
          if (key) return key.publicKey;
          throw new errors.JWKSNoMatchingKey();
        },
        {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer: this.#issuer,
          audience: this.#audience,
          currentDate: clock.now(),
          maxTokenAge: LIMITS.accessTokenMsMax / 1000,
          requiredClaims: ['sub', 'iat', 'exp', 'jti', 'client_id', 'role', 'tenant'],
        },
      );
      return grantOf(payload, tenant);
    } catch (thrown) {
      if (!(thrown instanceof errors.JOSEError)) throw thrown;
      throw refusal(thrown instanceof errors.JWTExpired ? 'It has expired.' : undefined);
    }
  }

  /** The public keys, for whoever verifies tokens elsewhere (RFC 7517). @throws MasterXError `keys_unavailable` */
  async jwks(): Promise<{ readonly keys: readonly PublicJwk[] }> {
    return { keys: (await this.#parts.keys.published()).map(({ jwk }) => jwk) };
  }
}

/** @throws MasterXError `token_refused` for claims that no token of ours has. */
function grantOf(
  { sub, role, sid, client_id, scope, cnf, ...claims }: JWTPayload,
  tenant: string,
): AccessGrant {
  const known = ACCOUNT_ROLES.find((name) => name === role);
  const isOfPerson = typeof sid === 'string' && client_id === FIRST_PARTY;
  const isOfService =
    sid === undefined && client_id === sub && known === 'service' && typeof scope === 'string';
  if (typeof sub !== 'string' || !known || claims['tenant'] !== tenant || !(isOfPerson || isOfService)) {
    throw refusal();
  }
  const boundTo = bindingOf(cnf);
  // A token that is bound to something we do not know is not ours to take.
  if (boundTo === null || (isOfPerson && boundTo !== undefined)) throw refusal();
  if (isOfPerson) return { subject: sub, role: known, signIn: sid };
  const given = String(scope).split(' ');
  // A scope that there is no more gives nothing.
  return {
    subject: sub,
    role: known,
    signIn: null,
    scopes: SERVICE_SCOPE_NAMES.filter((one) => given.includes(one)),
    ...(boundTo !== undefined && { boundTo }),
  };
}

/** The certificate a token is bound to; undefined for none, null for a binding of another kind. */
function bindingOf(cnf: unknown): string | undefined | null {
  if (cnf === undefined) return undefined;
  const named = cnf !== null && typeof cnf === 'object' && THUMBPRINT in cnf ? cnf[THUMBPRINT] : null;
  return typeof named === 'string' ? named : null;
}

/** Why a token is refused is told only where whoever holds it can mend it. */
function refusal(detail?: string): MasterXError {
  return new MasterXError('token_refused', { ...(detail !== undefined && { detail }) });
}
