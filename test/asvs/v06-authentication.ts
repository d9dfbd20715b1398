import { type Chapter, met, notApplicable, partly } from './requirement.ts';

const NO_PROVIDER = 'There is no other identity provider: people sign in with the platform itself.';
const RULES = ['src/accounts/password-rules.ts', 'src/accounts/password-rules.test.ts'];

/** V6: authentication. */
export const AUTHENTICATION: Chapter = {
  number: 6,
  title: 'Authentication',
  requirements: [
    met(
      '6.1.1',
      1,
      'Document how guessing is held off without malicious lock-out.',
      ['docs/sign-in.md', 'docs/transport.md'],
      'After a hundred failures in a row only another password opens an account: see there.',
    ),
    partly(
      '6.1.2',
      2,
      'Document words that passwords must not be made of.',
      'That they are the name of the platform and the person’s own address and name is documented; there is no list for a deployment’s own names.',
      ['docs/sign-in.md', 'src/accounts/password-rules.ts'],
    ),
    met('6.1.3', 2, 'Document every way to authenticate, with its strength.', [
      'docs/sign-in.md',
      'docs/registration.md',
      'docs/transport.md',
    ]),
    met('6.2.1', 1, 'Passwords have at least eight characters.', RULES, 'Fifteen are recommended.'),
    met('6.2.2', 1, 'Users can change their password.', [
      'src/http/sign-in.int.test.ts',
      'web/src/pages/settings/PasswordSection.tsx',
    ]),
    met('6.2.3', 1, 'A change takes the present and the new password.', [
      'src/accounts/sign-in/change-password.ts',
      'src/http/sign-in.int.test.ts',
    ]),
    met(
      '6.2.4',
      1,
      'Refuse the 3,000 most common passwords.',
      [...RULES, 'src/accounts/registration/registration.int.test.ts'],
      'Of the 49,233 in the list 17,950 have eight characters or more.',
    ),
    met('6.2.5', 1, 'No rules about kinds of characters.', RULES),
    met('6.2.6', 1, 'Password fields are masked.', ['web/src/parts/form/fields.tsx']),
    met('6.2.7', 1, 'Pasting and password managers work.', [
      'web/src/parts/form/fields.tsx',
      'web/src/pages/sign-in/PasswordStep.tsx',
    ]),
    partly(
      '6.2.8',
      1,
      'Passwords are verified exactly as they came.',
      'Unicode is normalised (NFKC), as NIST SP 800-63B recommends; nothing is cut and case is kept.',
      ['src/protection/passwords.ts', 'src/protection/passwords.test.ts'],
    ),
    met('6.2.9', 2, 'Passwords of 64 characters are taken.', RULES, 'Up to 256.'),
    met('6.2.10', 2, 'No password has to be changed after a time.', ['src/accounts/sign-in/sign-in.ts']),
    partly(
      '6.2.11',
      2,
      'Listed words are kept out of passwords.',
      'The platform’s name, the address and the person’s name are; there is no list for a deployment’s own names.',
      RULES,
    ),
    partly(
      '6.2.12',
      2,
      'Refuse passwords known from breaches.',
      'The list of common passwords comes from leaks; there is no check against a corpus of breached passwords.',
      RULES,
    ),
    met('6.3.1', 1, 'Guessing and stuffing are held off as documented.', [
      'src/accounts/sign-in/lock-out.test.ts',
      'src/http/sign-in.int.test.ts',
      'src/http/pressure.int.test.ts',
    ]),
    met(
      '6.3.2',
      1,
      'There are no default accounts.',
      ['docs/sign-in.md', 'src/cli/accounts.int.test.ts'],
      'Invented learners of the sample have no password.',
    ),
    partly(
      '6.3.3',
      2,
      'Access takes several factors.',
      'Of staff a second factor is demanded, before anything else; of everybody where MASTERX_SECOND_FACTOR says so. Unless it does, learners and guardians are offered one: many are children without a telephone of their own. docs/sign-in.md says what holds instead.',
      ['src/http/enrolment.int.test.ts', 'src/http/second-factor.int.test.ts', 'docs/sign-in.md'],
    ),
    met('6.3.4', 2, 'All ways in are documented and equally strong.', [
      'docs/sign-in.md',
      'docs/registration.md',
      'src/http/access-matrix.int.test.ts',
      'src/http/services.int.test.ts',
    ]),
    met('6.4.1', 1, 'Initial secrets are random, short-lived and work once.', [
      'src/accounts/tokens/single-use-token.ts',
      'src/accounts/tokens/redeem.int.test.ts',
      'src/accounts/guardians/guardians.int.test.ts',
      'src/schema/vocabulary/token-purposes.ts',
    ]),
    met('6.4.2', 1, 'No hints and no secret questions.', ['src/http/routes/table.ts', 'docs/sign-in.md']),
    met(
      '6.4.3',
      2,
      'Resetting a password does not pass the second factor.',
      [
        'src/accounts/addresses/passwords.ts',
        'src/accounts/registration/registration.int.test.ts',
        'src/http/second-factor.int.test.ts',
      ],
      'The link sets a password and signs nobody in.',
    ),
    met(
      '6.4.4',
      2,
      'A lost factor takes proof as strong as enrolment.',
      ['docs/sign-in.md', 'src/cli/accounts.int.test.ts', 'src/http/second-factor.int.test.ts'],
      'Staff with the machine end the factor of whoever they have seen, as certain as when the account was opened; no route does.',
    ),
    met('6.5.1', 2, 'Codes and recovery codes work once.', [
      'src/accounts/sign-in/totp.test.ts',
      'src/http/second-factor.int.test.ts',
    ]),
    met(
      '6.5.2',
      2,
      'Short lookup secrets are hashed as passwords are.',
      ['src/accounts/sign-in/totp.ts', 'src/accounts/sign-in/totp.test.ts'],
      '128 bits each. Codes of 80 bits that were given before count until they are renewed.',
    ),
    met('6.5.3', 2, 'Secrets come from a secure generator.', [
      'src/std/random.ts',
      'src/accounts/sign-in/totp.ts',
      'src/accounts/tokens/single-use-token.ts',
    ]),
    met('6.5.4', 2, 'Codes have at least 20 bits.', [
      'src/accounts/sign-in/totp.ts',
      'src/accounts/tokens/single-use-token.ts',
    ]),
    partly(
      '6.5.5',
      2,
      'Mailed codes last ten minutes, TOTP thirty seconds.',
      'A link for a new password lasts ten minutes. A code counts one step before and after its own, 90 seconds, since clocks differ; none is taken twice.',
      [
        'src/accounts/sign-in/totp.test.ts',
        'src/schema/vocabulary/token-purposes.ts',
        'src/accounts/registration/registration.int.test.ts',
      ],
    ),
    notApplicable('6.6.1', 2, 'Codes by phone only beside stronger ways.', 'No codes are sent by phone.'),
    met(
      '6.6.2',
      2,
      'Out-of-band tokens are bound to their request.',
      ['src/accounts/tokens/redeem.int.test.ts', 'src/accounts/registration/registration.int.test.ts'],
      'To purpose, account and address; of several links for a password the first that is used ends the others.',
    ),
    met(
      '6.6.3',
      2,
      'Out-of-band codes cannot be guessed.',
      ['src/accounts/tokens/single-use-token.ts', 'src/accounts/tokens/redeem.int.test.ts'],
      '256 bits, five attempts.',
    ),
    notApplicable('6.8.1', 2, 'Identities of several providers stay apart.', NO_PROVIDER),
    notApplicable('6.8.2', 2, 'Signatures of assertions are always checked.', NO_PROVIDER),
    notApplicable('6.8.3', 2, 'SAML assertions count once.', NO_PROVIDER),
    notApplicable('6.8.4', 2, 'Strength told by the provider is checked.', NO_PROVIDER),
  ],
};
