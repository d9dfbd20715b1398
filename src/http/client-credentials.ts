import type { ClientCredentials } from '../accounts/services/sign-in-service.ts';
import { MasterXError } from '../errors/error.ts';

/** What a client sent in the body of a request for a token. */
export interface TokenRequest {
  readonly client_id?: string;
  readonly client_secret?: string;
}

const BASIC = /^Basic ([A-Za-z0-9+/]+={0,2})$/i;

/**
 * The credentials of a client, from the header Authorization or from the body, and never from both (RFC 6749 §2.3).
 *
 * @throws MasterXError `malformed_request`, `sign_in_failed` where there are none.
 */
export function clientCredentialsOf(authorization: string | null, body: TokenRequest): ClientCredentials {
  const { client_id: clientId, client_secret: clientSecret } = body;
  if (authorization === null) {
    if (clientId === undefined || clientSecret === undefined) throw new MasterXError('sign_in_failed');
    return { clientId, clientSecret };
  }
  if (clientSecret !== undefined) {
    throw new MasterXError('malformed_request', {
      detail: 'There are credentials in the header and in the body.',
    });
  }
  const given = basicCredentials(authorization);
  if (clientId !== undefined && clientId !== given.clientId) throw new MasterXError('sign_in_failed');
  return given;
}

/** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
function basicCredentials(authorization: string): ClientCredentials {
  const [, encoded] = BASIC.exec(authorization) ?? [];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at < 0) throw new MasterXError('sign_in_failed');
  try {
    const decoded = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
    return { clientId: decoded(text.slice(0, at)), clientSecret: decoded(text.slice(at + 1)) };
  } catch (cause) {
    throw new MasterXError('sign_in_failed', { cause });
  }
}
