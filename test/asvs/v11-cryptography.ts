import { type Chapter, met, notApplicable, notMet, partly } from './requirement.ts';

const ENVELOPE = ['src/protection/envelope.ts', 'src/protection/envelope.test.ts'];

/** V11: cryptography, level 3 included. */
export const CRYPTOGRAPHY: Chapter = {
  number: 11,
  title: 'Cryptography',
  requirements: [
    partly(
      '11.1.1',
      2,
      'A documented policy for keys and their life.',
      'Making, rotating and destroying keys is documented and drilled; it is not set against a standard such as NIST SP 800-57, and says nothing of who holds what.',
      ['docs/keys.md', 'test/drills/rotation.drill.test.ts'],
    ),
    met('11.1.2', 2, 'An inventory of keys, algorithms, certificates and their uses.', [
      'docs/cryptography.md',
      'docs/keys.md',
      'docs/schema/protection.md',
    ]),
    met(
      '11.1.3',
      3,
      'Find every use of cryptography by a mechanism.',
      ['docs/cryptography.md', 'test/asvs/cryptography-page.ts', 'test/artefacts.test.ts'],
      'By what sources import; what libraries do within them is not looked for.',
    ),
    met('11.1.4', 3, 'A plan for moving on, to post-quantum algorithms too.', [
      'docs/cryptography.md',
      'src/transport/tls-profile.ts',
    ]),
    met(
      '11.2.1',
      2,
      'Validated implementations only.',
      ['src/protection/envelope.ts', 'src/protection/vectors.test.ts', 'docs/decisions.md'],
      'Node’s OpenSSL, jose, Argon2 of node-rs.',
    ),
    partly(
      '11.2.2',
      2,
      'Algorithms and keys can be exchanged.',
      'Envelopes say version and suite, keys have epochs and rotate in use, password hashes are renewed; there is only one suite yet, and no command that moves to another.',
      [
        'src/protection/envelope.ts',
        'src/lifecycle/rotation/rotate.int.test.ts',
        'test/drills/rotation.drill.test.ts',
      ],
    ),
    partly(
      '11.2.3',
      2,
      'At least 128 bits of security throughout.',
      'Search tokens are cut to 64 bits, since what they find is opened and compared; the authenticator’s codes use SHA-1, which every program understands (RFC 6238).',
      ['src/protection/hkdf.test.ts', 'src/accounts/sign-in/totp.ts', 'src/protection/search-tokens.ts'],
    ),
    partly(
      '11.2.4',
      3,
      'All operations take constant time.',
      'Secrets, tokens, commitments and digests of recovery codes are compared in constant time; of Argon2id and of codes of authenticators that is left to the libraries.',
      [
        'src/accounts/sign-in/refresh-token.ts',
        'src/protection/envelope.ts',
        'src/accounts/sign-in/second-factor.ts',
      ],
    ),
    met('11.2.5', 3, 'Cryptography fails securely.', [
      'src/protection/envelope.test.ts',
      'src/protection/sealer.test.ts',
      'src/protection/kms-away.int.test.ts',
    ]),
    met('11.3.1', 1, 'No ECB, no PKCS#1 v1.5 padding.', ENVELOPE),
    met('11.3.2', 1, 'Approved ciphers and modes only.', ENVELOPE, 'AES-256-GCM.'),
    met(
      '11.3.3',
      2,
      'Ciphertext is authenticated.',
      ENVELOPE,
      'With its place: moved elsewhere it does not open.',
    ),
    met(
      '11.3.4',
      3,
      'No nonce is used twice with a key.',
      [
        'src/protection/envelope.test.ts',
        'src/protection/sealer.test.ts',
        'src/protection/seal-budgets.test.ts',
      ],
      'A random salt and IV; uses of a key are counted and bounded.',
    ),
    notApplicable(
      '11.3.5',
      3,
      'Encrypt, then authenticate.',
      'Nothing combines a cipher with a MAC: encryption is AES-GCM.',
    ),
    met(
      '11.4.1',
      1,
      'Approved hash functions only.',
      ['docs/cryptography.md', 'src/protection/hkdf.ts', 'src/accounts/sign-in/totp.ts'],
      'SHA-2; SHA-1 within HMAC for authenticator codes, as RFC 6238 has it, and to recognise addresses that xAPI names by it.',
    ),
    met(
      '11.4.2',
      2,
      'Passwords are kept by a costly derivation.',
      ['src/protection/passwords.ts', 'src/protection/passwords.test.ts'],
      'Argon2id, 19 MiB, two passes.',
    ),
    met(
      '11.4.3',
      2,
      'Hashes for integrity are long enough.',
      [
        'src/access/audit-chain.ts',
        'src/protection/blind-index.test.ts',
        'src/access/audit-verification.test.ts',
      ],
      'SHA-256 and HMAC-SHA-256, whole.',
    ),
    notApplicable('11.4.4', 2, 'Keys from passwords are stretched.', 'No key is derived from a password.'),
    met('11.5.1', 2, 'Secrets are random, with 128 bits or more.', [
      'src/std/random.ts',
      'src/accounts/sign-in/refresh-token.ts',
      'src/accounts/sign-in/totp.ts',
    ]),
    met(
      '11.5.2',
      3,
      'Randomness holds under load.',
      ['src/std/random.ts'],
      'The generator of OpenSSL, by node:crypto; it waits rather than give less.',
    ),
    met(
      '11.6.1',
      2,
      'Approved algorithms for keys and signatures.',
      ['src/protection/ed25519.ts', 'src/protection/signing-keys.ts', 'src/access/audit-checkpoint.ts'],
      'Ed25519.',
    ),
    met(
      '11.6.2',
      3,
      'Approved key exchange with secure parameters.',
      ['src/transport/tls-profile.ts', 'src/http/tls.int.test.ts'],
      'X25519, P-256, P-384, and the hybrid with ML-KEM where there is one.',
    ),
    notMet(
      '11.7.1',
      3,
      'Memory is encrypted while in use.',
      'It is the machine’s to do; nothing demands, checks or documents it.',
    ),
    partly(
      '11.7.2',
      3,
      'Little is open in memory, and not for long.',
      'Keys are kept a minute and cleared, and only fields that are asked for are opened; opened texts stay until the garbage collector takes them.',
      ['src/protection/key-cache.test.ts', 'src/documents/opener.ts'],
    ),
  ],
};
