import Type from 'typebox';
import type { ServiceToken } from '../../accounts/services/sign-in-service.ts';
import { UUID_PATTERN } from '../../schema/fields/uuid.ts';
import { LIMITS } from '../../std/limits.ts';
import { HTTP_LIMITS } from '../bounds.ts';
import { clientCredentialsOf } from '../client-credentials.ts';
import { type Answer, ok, type Route, route } from '../route.ts';
import { component } from '../shapes.ts';
import { fromOf } from '../signed-in-answer.ts';

/** Identifiers of services are UUIDs; whatever else is none, and is not looked for. */
const CLIENT_ID = new RegExp(UUID_PATTERN);
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whoever verifies elsewhere may keep the keys for so long: another is published for longer before it signs. */
const JWKS_SECONDS = LIMITS.keyCacheMsMax / 1000;

/** Tokens for programs, and the keys that tokens are verified with. */
export const TOKEN_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/auth/token',
    operationId: 'issueServiceToken',
    tag: 'auth',
    summary: 'An access token for a service, by its client credentials (RFC 6749 §4.4).',
    description:
      'The credentials come in the header Authorization (Basic), or as `client_id` and `client_secret` in the body. On the listener for services the client certificate is enough (RFC 8705 §2); the token is then bound to it (§3) and counts with it alone. There is no refresh token. Errors are problems that also say `error`, as RFC 6749 §5.2 names it.',
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.tokensPerMinuteMax,
    bodyType: 'form',
    body: Type.Object(
      {
        grant_type: Type.Literal('client_credentials'),
        client_id: Type.Optional(Type.String({ maxLength: 64 })),
        client_secret: Type.Optional(Type.String({ maxLength: 128 })),
        scope: Type.Optional(
          Type.String({
            maxLength: 500,
            description: 'Scopes of the service, separated by spaces; all unless given.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 200: { description: 'The token.', schema: component('ServiceToken') } },
    errors: ['sign_in_failed'],
    async handle({ body, around, asking }) {
      const { certificate, authorization } = asking;
      const scopes = body.scope?.split(' ').filter((scope) => scope !== '');
      if (certificate !== null && authorization === null && body.client_secret === undefined) {
        const { client_id: clientId } = body;
        const shown = {
          thumbprint: certificate.thumbprintBase64url,
          ...(clientId !== undefined && { clientId }),
          ...(scopes && { scopes }),
        };
        return tokenAnswer(await around.platform.signIns.clientCertificate(shown, fromOf(asking)));
      }
      const { clientId, clientSecret } = clientCredentialsOf(authorization, body);
      const known = CLIENT_ID.test(clientId) ? clientId : NOBODY;
      const credentials = { clientId: known, clientSecret, ...(scopes && { scopes }) };
      return tokenAnswer(await around.platform.signIns.service(credentials, fromOf(asking)));
    },
  }),
  route({
    method: 'GET',
    path: '/.well-known/jwks.json',
    operationId: 'listSigningKeys',
    tag: 'auth',
    summary: 'The public keys of access tokens (RFC 7517).',
    audience: 'machine',
    answers: { 200: { description: 'The keys, latest first.', schema: component('SigningKeys') } },
    errors: ['keys_unavailable', 'store_unavailable'],
    async handle({ around }) {
      return {
        ...ok(await around.platform.accessTokens.jwks()),
        headers: { 'Cache-Control': `public, max-age=${JWKS_SECONDS}` },
      };
    },
  }),
];

const tokenAnswer = ({ token, scopes }: ServiceToken): Answer =>
  ok({
    access_token: token,
    token_type: 'Bearer',
    expires_in: LIMITS.accessTokenMsMax / 1000,
    scope: scopes.join(' '),
  });
