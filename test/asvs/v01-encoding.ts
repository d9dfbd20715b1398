import { type Chapter, met, notApplicable } from './requirement.ts';

/** V1: encoding and sanitization. */
export const ENCODING: Chapter = {
  number: 1,
  title: 'Encoding and Sanitization',
  requirements: [
    met('1.1.1', 2, 'Decode input once, before it is validated.', [
      'src/http/json-body.ts',
      'src/http/json-body.test.ts',
      'src/http/query-string.ts',
    ]),
    met('1.1.2', 2, 'Encode output as the last step, for the interpreter that reads it.', [
      'src/http/serving.ts',
      'src/http/docs/page.ts',
      'src/stores/mail/compose.ts',
    ]),
    met(
      '1.2.1',
      1,
      'Encode output for its context: HTML, attributes, headers.',
      ['src/http/docs/page.ts', 'src/http/openapi.test.ts', 'web/src/main.tsx'],
      'The pages are React, which escapes; the readable API page escapes by its own tag.',
    ),
    met('1.2.2', 1, 'Encode untrusted parts of URLs; allow safe protocols only.', [
      'src/exports/client.ts',
      'src/http/redirect.ts',
      'src/http/tls.int.test.ts',
    ]),
    met(
      '1.2.3',
      1,
      'Encode what is written into JavaScript or JSON.',
      ['src/http/serving.ts', 'src/http/security-headers.ts'],
      'Answers are made by JSON.stringify; no script is made from data.',
    ),
    met(
      '1.2.4',
      1,
      'Keep untrusted input from changing database queries.',
      [
        'src/stores/mongo/named-query.ts',
        'src/stores/mongo/named-query.test.ts',
        'src/http/json-body.test.ts',
      ],
      'Queries are declared by name; values are parameters, and keys with $ or a dot are refused.',
    ),
    met('1.2.5', 1, 'No command injection: parameters of programs are lists, no shell.', [
      'src/embedded/programs.ts',
      'src/embedded/server-process.ts',
      'src/cli/open-in-browser.ts',
    ]),
    notApplicable('1.2.6', 2, 'No LDAP injection.', 'There is no LDAP.'),
    notApplicable('1.2.7', 2, 'No XPath injection.', 'There is no XPath.'),
    notApplicable('1.2.8', 2, 'LaTeX processors are locked down.', 'There is no LaTeX.'),
    met(
      '1.2.9',
      2,
      'Escape what goes into regular expressions.',
      ['src/config/secrets.ts', 'src/config/secrets.test.ts'],
      'No input of a request becomes a regular expression, and no query uses one.',
    ),
    notApplicable(
      '1.3.1',
      1,
      'Sanitize HTML that users write.',
      'Nobody writes HTML: texts are shown as text.',
    ),
    met(
      '1.3.2',
      1,
      'No eval or other dynamic execution of code.',
      ['src/http/guard.ts', 'src/http/protocol.int.test.ts', 'src/stores/rates/redis.ts'],
      'The one script, of Redis, is fixed and takes its values as parameters; the CSP has no unsafe-eval.',
    ),
    met('1.3.3', 2, 'Sanitize and shorten what goes to dangerous contexts.', [
      'src/std/texts.ts',
      'src/http/failure-log.ts',
      'src/stores/mail/compose.ts',
    ]),
    notApplicable('1.3.4', 2, 'Sanitize SVG that users give.', 'Nobody uploads images.'),
    notApplicable(
      '1.3.5',
      2,
      'Sanitize or disable Markdown, CSS and templates of users.',
      'Texts of users are never rendered as any of these.',
    ),
    met(
      '1.3.6',
      2,
      'No server-side request forgery.',
      ['src/stores/mail/compose.ts', 'src/config/settings.ts'],
      'No request names an address that the service then asks; all addresses are settings.',
    ),
    met('1.3.7', 2, 'No template is built from untrusted input.', [
      'src/schema/vocabulary/mail-templates.ts',
      'src/http/docs/page.ts',
    ]),
    notApplicable('1.3.8', 2, 'No JNDI injection.', 'There is no JNDI.'),
    notApplicable(
      '1.3.9',
      2,
      'No memcache injection.',
      'There is no memcache; keys in Redis go through its client as values.',
    ),
    met(
      '1.3.10',
      2,
      'No format strings from untrusted input.',
      ['src/http/request-log.ts', 'src/http/failures.ts'],
      'Messages of the log are fixed; values are fields.',
    ),
    met('1.3.11', 2, 'No injection into mails.', [
      'src/stores/mail/compose.ts',
      'src/stores/mail/smtp.test.ts',
    ]),
    met(
      '1.4.1',
      2,
      'Memory-safe strings and copies.',
      ['package.json', 'tsconfig.json'],
      'TypeScript throughout; native code only in Node and the pinned Argon2.',
    ),
    met(
      '1.4.2',
      2,
      'No integer overflows.',
      ['src/http/input.ts', 'src/http/input.test.ts', 'src/derive/validator.test.ts'],
      'Every number is declared with its bounds.',
    ),
    met('1.4.3', 2, 'Release what was allocated; use nothing after.', [
      'src/protection/key-cache.test.ts',
      'src/protection/envelope.test.ts',
    ]),
    notApplicable('1.5.1', 1, 'Restrictive XML parsers.', 'No XML is read; form bodies and JSON only.'),
    met('1.5.2', 2, 'Deserialize untrusted data safely, by declared types.', [
      'src/http/json-body.ts',
      'src/protection/value-codec.test.ts',
      'src/http/fuzz.int.test.ts',
    ]),
  ],
};
