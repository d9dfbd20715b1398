import { type Chapter, met, partly } from './requirement.ts';

/** V2: validation and business logic. */
export const VALIDATION: Chapter = {
  number: 2,
  title: 'Validation and Business Logic',
  requirements: [
    met('2.1.1', 1, 'Document the rules by which input is validated.', [
      'docs/schema/README.md',
      'src/http/openapi.test.ts',
      'docs/schema/artefacts/openapi-components.json',
    ]),
    partly(
      '2.1.2',
      2,
      'Document how related values must fit together.',
      'Such rules stand in the code of each operation and partly in its guide; there is no one list of them.',
      ['docs/subscription.md', 'docs/schema/README.md'],
    ),
    partly(
      '2.1.3',
      2,
      'Document business limits, per user and for all.',
      'Rates and plans are documented; the other bounds of std/limits.ts are in the code only.',
      ['docs/transport.md', 'docs/subscription.md', 'src/std/limits.ts'],
    ),
    met('2.2.1', 1, 'Validate input against declared values, patterns and ranges.', [
      'src/http/input.ts',
      'src/derive/validator.test.ts',
      'src/http/fuzz.int.test.ts',
    ]),
    met('2.2.2', 1, 'Validate in the service, not only in the client.', [
      'src/http/serving.ts',
      'src/documents/documents.int.test.ts',
    ]),
    met('2.2.3', 2, 'Check that related values fit together.', [
      'src/accounts/subscription/changes.test.ts',
      'src/accounts/profile/age.test.ts',
      'src/http/routes.int.test.ts',
    ]),
    met('2.3.1', 1, 'Steps of a flow come in order; none is skipped.', [
      'src/http/second-factor.int.test.ts',
      'src/http/routes.int.test.ts',
      'src/accounts/tokens/redeem.int.test.ts',
    ]),
    met('2.3.2', 2, 'Business limits are enforced as documented.', [
      'src/accounts/subscription/subscriptions.int.test.ts',
      'src/http/subscription-routes.int.test.ts',
    ]),
    met('2.3.3', 2, 'An operation succeeds as a whole or not at all.', [
      'src/documents/documents.int.test.ts',
      'test/drills/kills.drill.test.ts',
      'test/drills/model-check.int.test.ts',
    ]),
    met('2.3.4', 2, 'Nothing limited is given twice to those who ask at once.', [
      'test/drills/retry-storm.int.test.ts',
      'src/accounts/subscription/subscriptions.int.test.ts',
    ]),
    met('2.4.1', 2, 'Controls against automated excess.', [
      'src/http/rate-limits.ts',
      'src/http/protocol.int.test.ts',
      'src/http/pressure.int.test.ts',
    ]),
  ],
};
