import { type Chapter, met, partly } from './requirement.ts';

/** V13: configuration. */
export const CONFIGURATION: Chapter = {
  number: 13,
  title: 'Configuration',
  requirements: [
    met(
      '13.1.1',
      2,
      'Document what the application talks to.',
      ['docs/transport.md', 'docs/configuration.md', 'docs/keys.md'],
      'No caller can have it talk to anything else.',
    ),
    partly(
      '13.2.1',
      2,
      'Parts authenticate to each other, without constant secrets.',
      'Certificates can be used everywhere; passwords in connection strings are taken as well, and the embedded servers have none.',
      ['test/transport.int.test.ts', 'docs/transport.md', 'docs/decisions.md'],
    ),
    partly(
      '13.2.2',
      2,
      'Accounts of parts have the least privileges.',
      'The rights at the KMS, MongoDB and Redis are documented, and doctor notes where they are more; those at Redis are tested, those at MongoDB are not, for want of a server with access control.',
      [
        'docs/transport.md',
        'docs/keys.md',
        'src/cli/doctor-privileges.test.ts',
        'src/cli/redis-rights.int.test.ts',
      ],
    ),
    partly(
      '13.2.3',
      2,
      'No default credentials between parts.',
      'There are none; but the embedded servers, which are for one machine, ask for no password.',
      ['docs/decisions.md', 'docs/configuration.md'],
    ),
    met(
      '13.2.4',
      2,
      'Outside systems are listed.',
      ['src/config/settings.ts', 'src/stores/mail/compose.ts'],
      'What is reached stands in the settings and nowhere else.',
    ),
    partly(
      '13.2.5',
      2,
      'The server may load from listed places only.',
      'Pages come from one folder and requests name no place; nothing holds the process itself to that.',
      ['src/http/web-app.ts', 'src/http/socket.int.test.ts'],
    ),
    partly(
      '13.3.1',
      2,
      'Secrets are kept in a secrets manager.',
      'Data keys are, wrapped by the KMS; passwords of MongoDB, Redis and mail come from the environment, keys of TLS from files.',
      ['docs/keys.md', 'src/stores/keys/kms.int.test.ts', 'src/config/secrets.test.ts'],
    ),
    met(
      '13.3.2',
      2,
      'Few may reach secrets.',
      ['docs/keys.md', 'src/stores/keys/file.test.ts', 'src/transport/credential.test.ts'],
      'Files that others can read are refused.',
    ),
    met('13.4.1', 1, 'No source control data is deployed or reachable.', [
      'package.json',
      'src/http/socket.int.test.ts',
    ]),
    met(
      '13.4.2',
      2,
      'No debug modes in production.',
      ['src/http/protocol.int.test.ts', 'src/http/secrets.int.test.ts'],
      'There is none in the service; MASTERX_DEBUG is of the command line.',
    ),
    met('13.4.3', 2, 'No directory listings.', ['src/http/web-app.ts', 'src/http/socket.int.test.ts']),
    met('13.4.4', 2, 'TRACE is not supported.', [
      'src/http/failures.ts',
      'src/http/answer-headers.int.test.ts',
    ]),
    met(
      '13.4.5',
      2,
      'Documentation and monitoring are exposed by intent only.',
      ['src/http/routes/service.ts', 'src/http/services.int.test.ts', 'docs/transport.md'],
      '/docs and /openapi.json are meant for all, /healthz and /readyz say no more than whether it runs. /metrics and service levels are for operators and services with the scope metrics:read.',
    ),
  ],
};
