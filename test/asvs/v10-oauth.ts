import { type Chapter, met, notApplicable } from './requirement.ts';

const NO_CLIENT = 'The platform is no client of another authorization server.';
const NO_CODE =
  'There is no authorization code flow: people sign in with the platform itself, services by client credentials.';
const NO_OIDC = 'There is no OpenID Connect, neither as relying party nor as provider.';
const NO_DELEGATION = 'Nobody delegates access to a client through a consent screen.';

/** V10: OAuth and OIDC. */
export const OAUTH: Chapter = {
  number: 10,
  title: 'OAuth and OIDC',
  requirements: [
    met(
      '10.1.1',
      2,
      'Tokens go only to parts that need them.',
      [
        'src/http/refresh-cookie.ts',
        'src/http/sign-in-goes-on.int.test.ts',
        'test/browser/sign-in-keeper.test.ts',
      ],
      'Pages never see the refresh token; the access token of ten minutes stays in memory.',
    ),
    notApplicable('10.1.2', 2, 'Clients accept only answers of flows they began.', NO_CLIENT),
    notApplicable('10.2.1', 2, 'Clients of the code flow resist forged requests.', NO_CLIENT),
    notApplicable('10.2.2', 2, 'Clients of several servers resist mix-up.', NO_CLIENT),
    met('10.3.1', 2, 'The resource server checks the audience.', ['src/access/access-tokens.test.ts']),
    met('10.3.2', 2, 'Decisions follow the claims of the token.', [
      'src/http/caller.ts',
      'src/access/policy.test.ts',
      'src/http/caller.test.ts',
    ]),
    met(
      '10.3.3',
      2,
      'Users are known by claims that are never reassigned.',
      ['src/access/access-tokens.ts', 'src/http/caller.test.ts'],
      'sub is a random identifier.',
    ),
    notApplicable(
      '10.3.4',
      2,
      'Check required strength and recency of authentication.',
      'No operation asks for a strength of the token; sensitive ones ask for the password again.',
    ),
    notApplicable('10.4.1', 1, 'Redirect URIs are matched exactly.', NO_CODE),
    notApplicable('10.4.2', 1, 'Authorization codes work once.', NO_CODE),
    notApplicable('10.4.3', 1, 'Authorization codes are short-lived.', NO_CODE),
    met(
      '10.4.4',
      1,
      'Each client has only the grants it needs.',
      ['src/http/routes/tokens.ts', 'src/http/services.int.test.ts'],
      'The token endpoint knows client credentials only.',
    ),
    met('10.4.5', 1, 'Replay of refresh tokens is found and ends them.', [
      'src/accounts/sign-in/refresh.ts',
      'src/http/sign-in-goes-on.int.test.ts',
    ]),
    notApplicable('10.4.6', 2, 'PKCE for the code grant.', NO_CODE),
    notApplicable(
      '10.4.7',
      2,
      'Dynamic registration resists malicious clients.',
      'Clients are registered by whoever runs the platform.',
    ),
    met('10.4.8', 2, 'Refresh tokens have an absolute end.', [
      'src/accounts/sign-in/begin-sign-in.ts',
      'src/http/sign-in-goes-on.int.test.ts',
    ]),
    met('10.4.9', 2, 'Users can revoke refresh tokens.', [
      'src/http/sign-in-goes-on.int.test.ts',
      'web/src/pages/settings/SignInsSection.tsx',
    ]),
    met('10.4.10', 2, 'Confidential clients are authenticated.', [
      'src/http/services.int.test.ts',
      'src/http/tls.int.test.ts',
    ]),
    met('10.4.11', 2, 'Clients have only the scopes they need.', [
      'src/schema/vocabulary/service-scopes.ts',
      'src/access/policy-table.ts',
      'src/http/services.int.test.ts',
    ]),
    notApplicable('10.5.1', 2, 'ID tokens are not replayed.', NO_OIDC),
    notApplicable('10.5.2', 2, 'Users are known by ID token claims that stay.', NO_OIDC),
    notApplicable('10.5.3', 2, 'Refuse metadata of another issuer.', NO_OIDC),
    notApplicable('10.5.4', 2, 'Check the audience of ID tokens.', NO_OIDC),
    notApplicable('10.5.5', 2, 'Back-channel logout resists forced logout.', NO_OIDC),
    notApplicable('10.6.1', 2, 'Providers allow safe response modes only.', NO_OIDC),
    notApplicable('10.6.2', 2, 'Providers resist forced logout.', NO_OIDC),
    notApplicable('10.7.1', 2, 'Users consent to each authorization.', NO_DELEGATION),
    notApplicable('10.7.2', 2, 'Consent says clearly to what.', NO_DELEGATION),
    notApplicable('10.7.3', 2, 'Users review and revoke what they consented to.', NO_DELEGATION),
  ],
};
