import type { IssuedAccessToken } from '../../access/access-tokens.ts';
import type { ServiceDocument } from '../../derive/generated/documents.ts';
import { type AskedFrom, gatekeeper, type SignInParts, signInRefused } from '../sign-in/parts.ts';
import { isSecretOf } from './service-secret.ts';

/** What a service signs in with (RFC 6749 §2.3.1). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * An access token for a service that shows its secret (RFC 6749 §4.4). There is no refresh token: it shows the secret again.
 *
 * @throws MasterXError `sign_in_failed` whatever is wrong.
 */
export async function signInService(
  parts: SignInParts,
  { clientId, clientSecret }: ClientCredentials,
  from: AskedFrom,
): Promise<IssuedAccessToken> {
  const service = await parts.access
    .as(gatekeeper(from))
    .collection('services')
    .find('service_by_id', { client_id: clientId });
  if (service === null || !isSecretOf(clientSecret, service)) throw signInRefused();
  return tokenFor(parts, service);
}

/**
 * An access token for a service that showed a client certificate over TLS (RFC 8705 §2).
 *
 * @param thumbprint SHA-256 of the certificate in DER, base64url, as the connection proved it.
 * @throws MasterXError `sign_in_failed` where it is no service's.
 */
export async function signInCertificate(
  parts: SignInParts,
  { thumbprint, clientId }: { readonly thumbprint: string; readonly clientId?: string },
  from: AskedFrom,
): Promise<IssuedAccessToken> {
  const service = await serviceOfCertificate(parts, thumbprint, from);
  if (service === null || (clientId !== undefined && service.client_id !== clientId)) throw signInRefused();
  return tokenFor(parts, service);
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

async function tokenFor(parts: SignInParts, service: ServiceDocument): Promise<IssuedAccessToken> {
  if (service.revoked_at !== null) throw signInRefused();
  return parts.accessTokens.issue({ subject: service.client_id, role: service.role, signIn: null });
}
