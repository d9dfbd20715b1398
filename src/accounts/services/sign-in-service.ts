import type { IssuedAccessToken } from '../../access/access-tokens.ts';
import type { ServiceDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { ServiceScope } from '../../schema/vocabulary/service-scopes.ts';
import { type AskedFrom, gatekeeper, type SignInParts, signInRefused } from '../sign-in/parts.ts';
import { isSecretOf } from './service-secret.ts';

/** What a service signs in with (RFC 6749 §2.3.1). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Fewer scopes than the service was given; all of them unless named. */
  readonly scopes?: readonly string[];
}

/** What a service shows that signs in by a certificate. */
export interface CertificateShown extends Pick<ClientCredentials, 'scopes'> {
  readonly thumbprint: string;
  readonly clientId?: string;
}

/** A token for a service, and the scopes it carries. */
export interface ServiceToken extends IssuedAccessToken {
  readonly scopes: readonly ServiceScope[];
}

/**
 * An access token for a service that shows its secret (RFC 6749 §4.4). There is no refresh token: it shows the secret again.
 *
 * @throws MasterXError `sign_in_failed` whatever is wrong with them; `access_denied` for a scope it does not have.
 */
export async function signInService(
  parts: SignInParts,
  { clientId, clientSecret, scopes }: ClientCredentials,
  from: AskedFrom,
): Promise<ServiceToken> {
  const service = await parts.access
    .as(gatekeeper(from))
    .collection('services')
    .find('service_by_id', { client_id: clientId });
  if (service === null || !isSecretOf(clientSecret, service)) throw signInRefused();
  return tokenFor(parts, service, scopes);
}

/**
 * An access token for a service that showed a client certificate over TLS (RFC 8705 §2). It is bound to it (§3): worth nothing
 * to whoever does not show the same.
 *
 * @param thumbprint SHA-256 of the certificate in DER, base64url, as the connection proved it.
 * @throws MasterXError `sign_in_failed` where it is no service's.
 */
export async function signInCertificate(
  parts: SignInParts,
  { thumbprint, clientId, scopes }: CertificateShown,
  from: AskedFrom,
): Promise<ServiceToken> {
  const service = await serviceOfCertificate(parts, thumbprint, from);
  if (service === null || (clientId !== undefined && service.client_id !== clientId)) throw signInRefused();
  return tokenFor(parts, service, scopes, thumbprint);
}

/** The service of a client certificate; null where it is none's, or was revoked. */
export async function serviceOfCertificate(
  parts: SignInParts,
  thumbprint: string,
  from: AskedFrom,
): Promise<ServiceDocument | null> {
  const service = await parts.access
    .as(gatekeeper(from))
    .collection('services')
    .find('service_by_certificate', { thumbprint });
  return service !== null && service.revoked_at === null ? service : null;
}

async function tokenFor(
  parts: SignInParts,
  service: ServiceDocument,
  asked: readonly string[] = service.scopes,
  boundTo?: string,
): Promise<ServiceToken> {
  if (service.revoked_at !== null) throw signInRefused();
  const scopes = service.scopes.filter((scope) => asked.includes(scope));
  if (scopes.length < new Set(asked).size) {
    throw new MasterXError('access_denied', {
      detail: 'The service was not given one of these scopes.',
      hint: 'Ask without naming scopes, or for those that `masterx services list` shows.',
    });
  }
  const { client_id: subject, role } = service;
  const binding = boundTo === undefined ? {} : { boundTo };
  const issued = await parts.accessTokens.issue({ subject, role, signIn: null, scopes, ...binding });
  return { ...issued, scopes };
}
