import { type Chapter, met } from './requirement.ts';

const TESTED = ['src/access/access-tokens.ts', 'src/access/access-tokens.test.ts'];

/** V9: self-contained tokens. */
export const TOKENS: Chapter = {
  number: 9,
  title: 'Self-contained Tokens',
  requirements: [
    met('9.1.1', 1, 'Verify the signature before the content counts.', TESTED),
    met('9.1.2', 1, 'Only listed algorithms; never none.', TESTED, 'EdDSA alone.'),
    met(
      '9.1.3',
      1,
      'Keys come from trusted, preconfigured sources.',
      TESTED,
      'By kid, among the published keys of the platform; jku, x5u and jwk are never looked at.',
    ),
    met('9.2.1', 1, 'Tokens count within their time only.', TESTED),
    met(
      '9.2.2',
      2,
      'Tokens count for their type and purpose only.',
      TESTED,
      'typ at+jwt; refresh tokens are of another form.',
    ),
    met('9.2.3', 2, 'Tokens count for their audience only.', TESTED),
    met(
      '9.2.4',
      2,
      'One key for several audiences: each token names its audience.',
      TESTED,
      'There is one audience for each tenant.',
    ),
  ],
};
