import { type Chapter, met, notMet, partly } from './requirement.ts';

/** V8: authorization, level 3 included. */
export const AUTHORIZATION: Chapter = {
  number: 8,
  title: 'Authorization',
  requirements: [
    met('8.1.1', 1, 'Document who may use which function and data.', [
      'docs/policy.md',
      'src/access/policy-table.ts',
      'src/access/policy.test.ts',
    ]),
    met('8.1.2', 2, 'Document who may read and write which fields.', [
      'docs/policy.md',
      'docs/consent.md',
      'src/access/field-rule.ts',
    ]),
    met(
      '8.1.3',
      3,
      'Document attributes of the environment that decide.',
      ['docs/policy.md', 'docs/sign-in.md', 'docs/transport.md'],
      'Few do: sitting at the machine, a stated ticket, an address or account that asks too often. Device, place and time decide nothing.',
    ),
    notMet(
      '8.1.4',
      3,
      'Document how such attributes weigh in decisions.',
      'There are no thresholds of risk, and nothing is asked for besides when something is unusual.',
    ),
    met('8.2.1', 1, 'Functions are for those with permission only.', [
      'src/http/access-matrix.int.test.ts',
      'src/access/policy.test.ts',
      'src/documents/gate.ts',
    ]),
    met('8.2.2', 1, 'Data of others cannot be reached by its identifier.', [
      'src/http/access-matrix.int.test.ts',
      'src/http/access.int.test.ts',
      'src/documents/documents.int.test.ts',
    ]),
    met('8.2.3', 2, 'Fields are shown and changed by permission only.', [
      'src/documents/field-views.ts',
      'src/access/policy.test.ts',
      'src/http/profile-routes.int.test.ts',
    ]),
    notMet(
      '8.2.4',
      3,
      'Controls adapt to device, place, time and address.',
      'Nothing compares a sign-in or a request with what the account usually does; rates by address are the only such control.',
      ['src/http/rate-limits.ts'],
    ),
    met('8.3.1', 1, 'Rules are enforced in a trusted layer.', [
      'src/documents/door.ts',
      'src/documents/gate.ts',
      'test/house.test.ts',
    ]),
    partly(
      '8.3.2',
      3,
      'Changed permissions count at once.',
      'Ended sign-ins count within ten seconds in other processes and consents within half a minute; a role that was taken away counts at the next refresh, within ten minutes, and nobody is alerted.',
      [
        'src/accounts/sign-in/standing.ts',
        'src/accounts/sign-in/refresh.ts',
        'src/http/sign-in-goes-on.int.test.ts',
      ],
    ),
    partly(
      '8.3.3',
      3,
      'Permissions are those of whoever asks first.',
      'Operations run as the person who asks; a service acts with its own scopes and cannot pass on on whose behalf.',
      ['src/http/caller.ts', 'src/access/actor.ts'],
    ),
    met(
      '8.4.1',
      2,
      'Tenants cannot affect each other.',
      ['src/access/access-tokens.test.ts', 'src/protection/sealer.test.ts'],
      'A deployment has one tenant; its name is in tokens, keys and every envelope.',
    ),
    partly(
      '8.4.2',
      3,
      'Administration takes several layers: identity, device, risk.',
      'Staff show a second factor, state a ticket, and each request is held against how their sign-in stands; the address alone lets in nobody. Neither the device nor what is unusual is judged.',
      [
        'src/access/policy-table.ts',
        'src/http/enrolment.int.test.ts',
        'src/accounts/sign-in/standing.ts',
        'src/http/caller.test.ts',
        'src/http/access.int.test.ts',
      ],
    ),
  ],
};
