/** One use of cryptography in the project. */
export interface CryptographicUse {
  readonly what: string;
  readonly algorithm: string;
  /** The key, where it lies and how it ends; or that there is none. */
  readonly key: string;
  /** What it is good for, and what not. */
  readonly bounds: string;
  readonly files: readonly string[];
}

/** Every use there is. `docs/cryptography.md` sets it against what the sources import. */
export const USES: readonly CryptographicUse[] = [
  {
    what: 'Envelopes of protected values',
    algorithm: 'AES-256-GCM under HKDF-SHA-512, with a commitment to the key',
    key: 'the learner’s data key, wrapped in the key vault; rotated by command, destroyed with the learner',
    bounds: 'identifying values, texts, details of feelings; nothing that is looked up by equality',
    files: ['src/protection/envelope.ts', 'src/protection/hkdf.ts'],
  },
  {
    what: 'Wrapped keys',
    algorithm: 'AES-256-GCM; the top key by AWS KMS or the local key file',
    key: 'branch keys by tenant and epoch, below the key-encryption key; the next epoch every 14 days',
    bounds: 'keys only, never data',
    files: ['src/stores/keys/key-wrap.ts', 'src/stores/keys/kms.ts', 'src/protection/epoch-lines.ts'],
  },
  {
    what: 'Blind index of addresses',
    algorithm: 'HMAC-SHA-256 under HKDF-SHA-512, whole',
    key: 'an index key of the vault, by epoch; rotated by command, the earlier one destroyed',
    bounds: 'values that are unique and looked up; it shows equality',
    files: ['src/protection/blind-index.ts'],
  },
  {
    what: 'Search tokens',
    algorithm: 'HMAC-SHA-256, cut to 64 bits',
    key: 'an index key for accounts, the learner’s key for what a learner said',
    bounds: 'finding candidates, which are opened and compared; proves nothing',
    files: ['src/protection/search-tokens.ts'],
  },
  {
    what: 'Pseudonyms of imported identifiers',
    algorithm: 'HMAC-SHA-256, 122 bits as a UUID',
    key: 'an index key that is not rotated, so that a file gives the same learners again',
    bounds: 'identifiers of sources; no passwords',
    files: ['src/protection/pseudonym.ts'],
  },
  {
    what: 'ETags',
    algorithm: 'HMAC-SHA-256, cut to 128 bits',
    key: 'derived from the key of pseudonyms',
    bounds: 'telling one state of an answer from another',
    files: ['src/http/etag.ts'],
  },
  {
    what: 'Passwords',
    algorithm: 'Argon2id, 19 MiB, two passes, a salt of 16 bytes',
    key: 'none; the hash is stored in an envelope',
    bounds: 'passwords only',
    files: ['src/protection/passwords.ts'],
  },
  {
    what: 'Access tokens',
    algorithm: 'Ed25519 (JSON Web Tokens, EdDSA)',
    key: 'derived from a key of the vault by epoch; replaced every 30 days, published before it signs',
    bounds: 'ten minutes; no personal value in them',
    files: ['src/access/access-tokens.ts', 'src/protection/signing-keys.ts', 'src/protection/ed25519.ts'],
  },
  {
    what: 'Refresh tokens',
    algorithm: '256 random bits, kept as SHA-256; a tag of HMAC-SHA-256, 128 bits',
    key: 'one for each sign-in; goes with it',
    bounds: 'used once, a month at most',
    files: ['src/accounts/sign-in/refresh-token.ts'],
  },
  {
    what: 'Authenticator and recovery codes',
    algorithm: 'HMAC-SHA-1 as RFC 6238 has it; recovery codes of 128 random bits, kept as SHA-256',
    key: '160 random bits for each account, in an envelope',
    bounds: 'a second factor beside the password; never alone',
    files: ['src/accounts/sign-in/totp.ts'],
  },
  {
    what: 'Single-use links and secrets of services',
    algorithm: '256 random bits, kept as SHA-256',
    key: 'none',
    bounds: 'secrets of full length only: a plain digest of something short could be guessed',
    files: ['src/accounts/tokens/single-use-token.ts', 'src/accounts/services/service-secret.ts'],
  },
  {
    what: 'Audit trail and checkpoints',
    algorithm: 'HMAC-SHA-256 chains; SHA-256 and Ed25519 over checkpoints',
    key: 'derived from the audit key of the vault by epoch; earlier epochs stay, to prove what was written under them',
    bounds: 'shows what was changed; hides nothing',
    files: [
      'src/access/audit-keys.ts',
      'src/access/audit-chain.ts',
      'src/access/audit-checkpoint.ts',
      'src/access/audit-verification.ts',
    ],
  },
  {
    what: 'Ledger of erasures',
    algorithm: 'SHA-256 chain',
    key: 'none: it finds accidents, not attackers who may write the file',
    bounds: 'a list of learners and moments',
    files: ['src/stores/ledger/lines.ts'],
  },
  {
    what: 'TLS',
    algorithm:
      'TLS 1.3: AES-256-GCM, ChaCha20-Poly1305, AES-128-GCM; X25519MLKEM768 where there is one, X25519, P-256, P-384',
    key: 'certificates of the settings, read again when they change; their ends are told ahead',
    bounds: 'every connection beyond this machine',
    files: [
      'src/transport/tls-profile.ts',
      'src/transport/certificate.ts',
      'src/transport/credential.ts',
      'src/transport/credential-files.ts',
      'src/http/listener.ts',
      'src/http/client-certificate.ts',
      'src/cli/main.ts',
      'src/cli/services-run.ts',
    ],
  },
  {
    what: 'Certificates for development',
    algorithm: 'ECDSA on P-256 with SHA-256',
    key: 'files readable by their owner; 30 days, the authority 90',
    bounds: 'this machine; refused in production',
    files: ['src/transport/development/authority.ts', 'src/transport/development/files.ts'],
  },
  {
    what: 'Randomness',
    algorithm: 'the generator of OpenSSL (node:crypto)',
    key: 'none',
    bounds:
      'all secrets, salts, IVs and identifiers; SeededRandom is for invented data and never for secrets',
    files: ['src/std/random.ts', 'src/stores/objects/file.ts', 'src/stores/mail/file.ts'],
  },
  {
    what: 'Names and fingerprints of what is no secret',
    algorithm: 'SHA-256, mostly cut; SHA-1 where xAPI prescribes it (mbox_sha1sum)',
    key: 'none',
    bounds: 'telling things apart; no security rests on it',
    files: [
      'src/schema/vocabulary/consent-texts.ts',
      'src/derive/migration-plan.ts',
      'src/documents/cursor.ts',
      'src/documents/identity.ts',
      'src/accounts/subscription/allowance.ts',
      'src/stores/rates/redis.ts',
      'src/embedded/places.ts',
      'src/embedded/wheel-sets.ts',
      'src/intake/evaluation/split-table.ts',
      'src/intake/generator/identifiers.ts',
      'src/intake/import/fingerprint.ts',
      'src/intake/readers/identity.ts',
      'src/intake/readers/label.ts',
      'src/intake/readers/xapi-validity.ts',
    ],
  },
];
