import { codes, page, table } from '../../src/derive/markdown.ts';
import { isTest, sourcesOf } from '../support/sources.ts';
import { USES } from './cryptography.ts';

/** What brings cryptography into a file. */
const IMPORT =
  /(?:from|import\()\s*'(?:node:crypto|node:tls|node:https|@node-rs\/argon2|jose|otpauth|@peculiar\/x509)'/;

/** `docs/cryptography.md`: each use of cryptography, and every file that imports some and is in no use. */
export function cryptographyPage(): string {
  const found = filesWithCryptography();
  const known = new Set(USES.flatMap(({ files }) => files));
  const others = found.filter((path) => !known.has(path));
  return page(
    '<!-- Generated from test/asvs/cryptography.ts and the imports of src/ by `npm run generate`. Do not edit. -->',
    '# Cryptography',
    'Every use of cryptography: with what, under which key, for what and for what not. How keys are made, rotated and destroyed stands in ' +
      '[keys](keys.md), which fields are protected in [protection](schema/protection.md), how TLS is spoken in [transport](transport.md).',
    table(
      ['Use', 'Algorithm', 'Key', 'Good for', 'Where'],
      USES.map(({ what, algorithm, key, bounds, files }) => [what, algorithm, key, bounds, codes(files)]),
    ),
    '## Found in the sources and in no use above',
    'Files that import `node:crypto`, `node:tls`, `node:https`, `jose`, `otpauth`, `@node-rs/argon2` or `@peculiar/x509` are looked for with every ' +
      'generation of this page; one that is new stands here until somebody says what it is for.',
    others.length > 0 ? others.map((path) => `- \`${path}\``).join('\n') : 'None.',
    '## Moving on',
    [
      '- **Another cipher or hash for data.** Envelopes and wrapped keys begin with a version and a suite. A new suite is added beside the first, ' +
        'every process learns to read it, then it seals, and `masterx keys rotate learner --all` rewrites what there is; `masterx keys verify` proves it.',
      '- **Another password hash.** Hashes say their own parameters (PHC); one that costs less than hashes do now is made again at the next sign-in.',
      '- **Another signature.** Tokens name their key and are over within ten minutes, so a new algorithm is published before it signs, as a ' +
        'new key is. Checkpoints name their epoch; earlier ones stay proved by the earlier key, and a checkpoint under the new one covers them.',
      '- **Quantum computers.** What is stored rests on AES-256, HMAC and SHA-2 with 256-bit keys, whose strength they halve at most. ' +
        'What could be recorded today and opened later is TLS: its first group is the hybrid X25519MLKEM768 wherever OpenSSL 3.5 is there. ' +
        'Ed25519 is what they break: tokens live ten minutes, and checkpoints are to be signed with ML-DSA besides once the oldest Node that is ' +
        'supported has it. Certificates follow when authorities offer such.',
    ].join('\n'),
  );
}

function filesWithCryptography(): readonly string[] {
  return sourcesOf(['src'])
    .filter((source) => !isTest(source) && IMPORT.test(source.text))
    .map(({ path }) => path);
}
