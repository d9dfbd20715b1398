import { type Chapter, met, partly } from './requirement.ts';

const TLS = ['src/transport/tls-profile.ts', 'src/http/tls.int.test.ts', 'test/transport.int.test.ts'];

/** V12: secure communication. */
export const COMMUNICATION: Chapter = {
  number: 12,
  title: 'Secure Communication',
  requirements: [
    met('12.1.1', 1, 'Current versions of TLS only.', TLS, 'TLS 1.3 alone.'),
    met('12.1.2', 2, 'Recommended suites only, the strongest first.', TLS),
    met('12.1.3', 2, 'Client certificates are trusted before they count.', [
      'src/http/tls.int.test.ts',
      'src/http/caller.test.ts',
    ]),
    met(
      '12.2.1',
      1,
      'TLS to all callers, without falling back.',
      ['src/http/tls.int.test.ts', 'src/http/own-names.test.ts', 'src/http/redirect.ts'],
      'Plain HTTP is for loopback; another address without a certificate is refused at the start.',
    ),
    partly(
      '12.2.2',
      1,
      'Publicly trusted certificates outside.',
      'Whoever runs it provides the certificate; nothing checks that the public trusts it.',
      ['docs/transport.md', 'src/transport/renewal.test.ts'],
    ),
    met(
      '12.3.1',
      2,
      'Every connection in and out is encrypted.',
      ['test/transport.int.test.ts', 'src/transport/loopback.ts', 'src/stores/mail/smtp.test.ts'],
      'Plain text on loopback only, where the embedded servers are.',
    ),
    met('12.3.2', 2, 'Clients check certificates.', [
      'test/transport.int.test.ts',
      'src/stores/mongo/connection.int.test.ts',
    ]),
    met('12.3.3', 2, 'Internal HTTP is encrypted as well.', [
      'src/http/tls.int.test.ts',
      'docs/transport.md',
    ]),
    met('12.3.4', 2, 'Internal services trust chosen authorities only.', [
      'test/transport.int.test.ts',
      'src/transport/development/name-constraints.test.ts',
    ]),
  ],
};
