import { type Chapter, met, notApplicable, partly } from './requirement.ts';

const GOES_ON = 'src/http/sign-in-goes-on.int.test.ts';

/** V7: session management. */
export const SESSIONS: Chapter = {
  number: 7,
  title: 'Session Management',
  requirements: [
    met(
      '7.1.1',
      2,
      'Document idle and absolute lifetimes, and why.',
      ['docs/sign-in.md'],
      'Longer than AAL2 would have it; docs/sign-in.md says why and what holds instead.',
    ),
    met(
      '7.1.2',
      2,
      'Document how many sessions an account may have.',
      ['docs/sign-in.md', 'src/http/sign-in-goes-on.int.test.ts'],
      'Any number; each is listed and can be ended.',
    ),
    notApplicable('7.1.3', 2, 'Document sessions of a federation.', 'There is no federation.'),
    met('7.2.1', 1, 'The service verifies session tokens.', [
      'src/http/caller.ts',
      'src/access/access-tokens.test.ts',
    ]),
    met('7.2.2', 1, 'Session tokens are made dynamically.', [
      'src/accounts/sign-in/refresh-token.ts',
      'src/access/access-tokens.ts',
    ]),
    met('7.2.3', 1, 'Reference tokens are random, 128 bits or more.', [
      'src/accounts/sign-in/refresh-token.ts',
      'src/accounts/sign-in/refresh-token.test.ts',
    ]),
    met(
      '7.2.4',
      1,
      'Authenticating again gives a new session and ends the old.',
      ['src/http/signed-in-answer.ts', 'src/http/enrolment.int.test.ts'],
      'In a browser, where the earlier one is known by its cookie. Programs keep theirs apart.',
    ),
    met('7.3.1', 2, 'Sessions end when they are not used.', [
      GOES_ON,
      'src/accounts/sign-in/begin-sign-in.ts',
    ]),
    met('7.3.2', 2, 'Sessions end in any case after a time.', [
      GOES_ON,
      'src/accounts/sign-in/begin-sign-in.ts',
    ]),
    met(
      '7.4.1',
      1,
      'An ended session is of no use any more.',
      [GOES_ON, 'src/accounts/sign-in/standing.ts'],
      'At once where it was ended; within ten seconds in other processes.',
    ),
    met('7.4.2', 1, 'Disabling or deleting an account ends its sessions.', [
      GOES_ON,
      'src/cli/accounts.int.test.ts',
    ]),
    met(
      '7.4.3',
      2,
      'Changing a factor offers to end other sessions.',
      [
        'src/http/sign-in.int.test.ts',
        'src/http/second-factor.int.test.ts',
        'src/http/enrolment.int.test.ts',
      ],
      'Another password, a factor that begins and one that ends each end every other session at once.',
    ),
    met('7.4.4', 2, 'Every page offers to sign out.', ['web/src/parts/AccountMenu.tsx']),
    met(
      '7.4.5',
      2,
      'Administrators can end sessions of one or all users.',
      ['src/cli/accounts.int.test.ts'],
      'On the command line: of one, and of everybody.',
    ),
    partly(
      '7.5.1',
      2,
      'Re-authenticate fully before sensitive changes.',
      'The second factor and another address ask for the password, the end of the factor for a code as well; another address does not ask for one.',
      [
        'src/accounts/sign-in/authenticator.ts',
        'src/http/second-factor.int.test.ts',
        'src/http/routes/registration.ts',
      ],
    ),
    partly(
      '7.5.2',
      2,
      'Users see and end their sessions, after authenticating again.',
      'They are listed and can each be ended, without being asked for a factor again: to end one makes an account safer, and whoever has to hurry should not be held up.',
      [GOES_ON, 'web/src/pages/settings/SignInsSection.tsx'],
    ),
    notApplicable('7.6.1', 2, 'Lifetimes fit between provider and relying party.', 'There is no federation.'),
    met('7.6.2', 2, 'Sessions begin by an action of the user only.', [
      'src/http/routes/sign-in.ts',
      'src/http/own-names.test.ts',
    ]),
  ],
};
