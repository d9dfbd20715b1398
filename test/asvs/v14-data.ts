import { type Chapter, met, notApplicable, partly } from './requirement.ts';

/** V14: data protection, level 3 included. */
export const DATA: Chapter = {
  number: 14,
  title: 'Data Protection',
  requirements: [
    met(
      '14.1.1',
      2,
      'Sensitive data is known and classified.',
      ['docs/schema/protection.md', 'docs/schema/purposes.md', 'src/schema/define.ts'],
      'Every field declares it; a declaration without it does not build.',
    ),
    met('14.1.2', 2, 'Each class has documented requirements.', [
      'docs/schema/protection.md',
      'docs/schema/retention.md',
      'docs/schema/purposes.md',
      'SECURITY.md',
    ]),
    met(
      '14.2.1',
      1,
      'No sensitive data in URLs.',
      ['src/http/routes/table.ts', 'src/http/protocol.int.test.ts', 'src/http/secrets.int.test.ts'],
      'Random identifiers, slugs and times only; secrets go in headers and bodies.',
    ),
    met('14.2.2', 2, 'Server caches keep no sensitive data.', [
      'test/drills/plain-text.drill.test.ts',
      'src/http/serving.ts',
    ]),
    met(
      '14.2.3',
      2,
      'No sensitive data goes to others such as trackers.',
      ['src/http/guard.ts', 'src/http/openapi.test.ts', 'web/index.html'],
      'Pages load nothing of another host.',
    ),
    partly(
      '14.2.4',
      2,
      'Controls hold as documented for each class.',
      'Encryption, audit, consent and logging do; retention is declared and derived, and applied to little yet (14.2.7).',
      [
        'test/drills/plain-text.drill.test.ts',
        'src/access/audit.int.test.ts',
        'src/accounts/consents/consents.int.test.ts',
        'src/derive/retention-plan.test.ts',
      ],
    ),
    met(
      '14.2.5',
      3,
      'Caches keep only what is meant to be kept.',
      ['src/http/serving.ts', 'src/http/web-app.ts', 'src/http/socket.int.test.ts'],
      'All answers of the API are no-store; unknown addresses of it are 404, pages answer an entry that holds no data.',
    ),
    partly(
      '14.2.6',
      3,
      'Only the least sensitive data is returned, masked where possible.',
      'Roles see the fields they need and credentials never leave; addresses and names are shown whole to whoever may see them.',
      ['src/documents/field-views.ts', 'src/http/routes.int.test.ts', 'src/http/profile-routes.int.test.ts'],
    ),
    partly(
      '14.2.7',
      3,
      'Data goes by a schedule once it is outdated.',
      'Each field has a rule. Sign-ins, requests, mails, what is under a withdrawn consent and the audit trail go by jobs; sessions, feelings and accounts that nobody uses do not yet.',
      [
        'docs/schema/retention.md',
        'src/jobs/table.ts',
        'src/accounts/consents/consents.int.test.ts',
        'src/access/audit-retention.test.ts',
      ],
    ),
    notApplicable('14.2.8', 3, 'Metadata of uploaded files is removed.', 'Nobody uploads files.'),
    met(
      '14.3.1',
      1,
      'Clients forget what they loaded when a session ends.',
      [
        'web/src/parts/useLeaving.ts',
        'test/browser/sign-in-keeper.test.ts',
        'src/http/refresh-cookie.ts',
        'src/http/sign-in-goes-on.int.test.ts',
      ],
      'Pages drop it in every tab, also without the service; a sign-out has the browser clear what is stored (Clear-Site-Data).',
    ),
    met('14.3.2', 2, 'Browsers are told to cache nothing sensitive.', [
      'src/http/serving.ts',
      'src/http/protocol.int.test.ts',
    ]),
    met(
      '14.3.3',
      2,
      'Browser storage holds nothing sensitive.',
      ['web/src/main.tsx', 'web/src/sign-in/keeper.ts', 'src/http/refresh-cookie.ts'],
      'The colour scheme only; the access token is in memory, the refresh token in a cookie.',
    ),
  ],
};
