import { type Chapter, met, partly } from './requirement.ts';

const TRAIL = ['src/access/audit-trail.test.ts', 'src/access/audit.int.test.ts'];

/** V16: security logging and error handling, level 3 included. */
export const LOGGING: Chapter = {
  number: 16,
  title: 'Security Logging and Error Handling',
  requirements: [
    met('16.1.1', 2, 'An inventory of logs: what, where, how long, for whom.', ['docs/logging.md']),
    met(
      '16.2.1',
      2,
      'Entries say when, where, who and what.',
      ['src/access/audit-entry.ts', 'src/access/audit-entry.test.ts', 'src/schema/support/audit.ts'],
      'In the trail; lines of the log name the request, which joins them.',
    ),
    partly(
      '16.2.2',
      2,
      'Clocks are synchronised, times in UTC.',
      'All times are UTC; that clocks run together is left to the machines and checked by nothing.',
      ['src/std/clock.ts', 'src/access/audit-entry.ts'],
    ),
    met('16.2.3', 2, 'Logs go only to where the inventory says.', [
      'docs/logging.md',
      'src/cli/serve.ts',
      'test/house.test.ts',
    ]),
    met(
      '16.2.4',
      2,
      'Logs can be read and joined by a processor.',
      ['src/http/request-log.ts', 'src/http/protocol.int.test.ts'],
      'JSON lines with request_id.',
    ),
    met('16.2.5', 2, 'What is logged of sensitive data follows its class.', [
      'src/http/secrets.int.test.ts',
      'src/http/failure-log.ts',
      'test/drills/plain-text.drill.test.ts',
    ]),
    met(
      '16.3.1',
      2,
      'All authentication is logged, good and bad.',
      [
        'docs/logging.md',
        'src/accounts/sign-in/authentication-event.ts',
        'src/http/sign-in-walk.int.test.ts',
      ],
      'Each attempt by its way, with its outcome; the trail has the account.',
    ),
    met('16.3.2', 2, 'Refusals are logged; all accesses to sensitive data too.', [
      'src/access/audit.int.test.ts',
      'src/documents/gate.ts',
    ]),
    met(
      '16.3.3',
      2,
      'Documented security events and attempts to get past are logged.',
      [
        'docs/logging.md',
        'src/http/request-log.ts',
        'src/http/sign-in-walk.int.test.ts',
        'src/accounts/sign-in/refresh.ts',
      ],
      'What is refused has its error code in the line of the request: input, tokens, rates, rules.',
    ),
    met(
      '16.3.4',
      2,
      'Unexpected errors and failed controls are logged.',
      [
        'src/http/failures.ts',
        'src/http/protocol.int.test.ts',
        'src/http/refused-connections.ts',
        'src/http/tls.int.test.ts',
      ],
      'Failed handshakes are warnings, one line of a kind a minute.',
    ),
    met(
      '16.4.1',
      2,
      'Nobody can inject lines into logs.',
      ['src/http/request-log.ts', 'src/http/service.ts', 'src/http/protocol.int.test.ts'],
      'JSON, and identifiers of requests are checked.',
    ),
    partly(
      '16.4.2',
      2,
      'Logs are protected from reading and changing.',
      'The trail is chained, signed and read through the policy; the log itself is left to whatever collects it.',
      ['src/access/audit-verification.test.ts', 'src/access/policy-table.ts'],
    ),
    partly(
      '16.4.3',
      2,
      'Logs go to a separate system.',
      'Checkpoints are copied each minute into a store that is written once; entries and lines are sent nowhere by the platform.',
      ['src/access/audit-checkpoint.ts', 'src/stores/objects/port.ts', 'SECURITY.md'],
    ),
    met('16.5.1', 2, 'Errors tell callers nothing of the inside.', [
      'src/http/protocol.int.test.ts',
      'src/http/secrets.int.test.ts',
      'src/http/problem.ts',
    ]),
    met('16.5.2', 2, 'It stays secure when others fail.', [
      'src/protection/kms-away.int.test.ts',
      'src/stores/keys/call-guard.test.ts',
      'src/stores/rates/redis.int.test.ts',
    ]),
    met('16.5.3', 2, 'It fails closed.', [
      ...TRAIL,
      'test/drills/kills.drill.test.ts',
      'test/drills/audit-kills.drill.test.ts',
      'src/documents/gate.ts',
    ]),
    met(
      '16.5.4',
      3,
      'A last handler takes every unhandled error.',
      ['src/cli/last-resort.ts', 'src/cli/last-resort.test.ts', 'src/cli/serve.ts', 'src/http/failures.ts'],
      'It writes the error down and goes on; ten in a minute end the process in order.',
    ),
  ],
};
