import { LIMITS } from '../std/limits.ts';
import { SLUG_PATTERN } from '../std/slugs.ts';
import {
  connectionString,
  databaseName,
  integer,
  oneOf,
  type Setting,
  setting,
  shaped,
  text,
  texts,
  url,
} from './setting.ts';
import { TRANSPORT_SETTINGS } from './transport-settings.ts';

/** Every setting, documented where it is declared. A file and the environment may set them; see `loadConfig`. */
export const SETTINGS = {
  mongodbUri: setting<string | null>({
    variable: 'MASTERX_MONGODB_URI',
    description:
      'Connection string of the MongoDB deployment. Without it MasterX starts an embedded server of its own.',
    fallback: null,
    read: connectionString,
  }),
  database: setting<string>({
    variable: 'MASTERX_DATABASE',
    description: 'Name of the database that holds the learners.',
    fallback: 'masterx',
    read: databaseName,
  }),
  keyVaultUri: setting<string | null>({
    variable: 'MASTERX_KEYVAULT_URI',
    description:
      'Connection string of the key vault, when it has a deployment of its own. Without it the vault is a second database beside the first.',
    fallback: null,
    read: connectionString,
  }),
  keyVaultDatabase: setting<string>({
    variable: 'MASTERX_KEYVAULT_DATABASE',
    description: 'Name of the database that holds the wrapped keys. It must not be part of the data backups.',
    fallback: 'masterx_keyvault',
    read: databaseName,
  }),
  redisUrl: setting<string | null>({
    variable: 'MASTERX_REDIS_URL',
    description:
      'URL of Redis or Valkey. Without it MasterX starts an embedded server, or caches in its own process.',
    fallback: null,
    read: url('redis:', 'rediss:'),
  }),
  dataDirectory: setting<string>({
    variable: 'MASTERX_DATA_DIR',
    description: 'Folder of the embedded servers, the local key file and the installed engines.',
    fallback: '.masterx',
    read: text,
  }),
  objectsDirectory: setting<string | null>({
    variable: 'MASTERX_OBJECTS_DIR',
    description:
      'Folder of what is kept apart from the database and written once: signed checkpoints of the audit trail. In production, storage that cannot be overwritten. Default: `objects` in the data folder.',
    fallback: null,
    read: text,
  }),
  keyFile: setting<string | null>({
    variable: 'MASTERX_KEY_FILE',
    description:
      'File with the local key-encryption key (for development). Default: `key-encryption-key` in the data folder.',
    fallback: null,
    read: text,
  }),
  allowKeyFileInProduction: setting<'yes' | 'no'>({
    variable: 'MASTERX_ALLOW_KEY_FILE_IN_PRODUCTION',
    description: 'Lets the local key file be used although NODE_ENV is production.',
    fallback: 'no',
    read: oneOf('yes', 'no'),
  }),
  kmsKeyId: setting<string | null>({
    variable: 'MASTERX_KMS_KEY_ID',
    description:
      'The key-encryption key in AWS KMS: ARN, key id or alias. Without it the local key file is used. Region and credentials come from where the AWS SDK looks for them (`AWS_REGION`, profiles, roles).',
    fallback: null,
    read: text,
  }),
  kmsOldKeyIds: setting<readonly string[]>({
    variable: 'MASTERX_KMS_OLD_KEY_IDS',
    description:
      'ARNs of KMS keys that may still unwrap what they wrapped, separated by commas: while one KMS key takes over from another.',
    fallback: [],
    read: texts(16),
  }),
  kmsEndpoint: setting<string | null>({
    variable: 'MASTERX_KMS_ENDPOINT',
    description:
      'URL of the KMS, where it is not the one of the AWS region: a VPC endpoint, a stand-in for tests.',
    fallback: null,
    read: url('http:', 'https:'),
  }),
  erasureLedger: setting<string | null>({
    variable: 'MASTERX_ERASURE_LEDGER',
    description:
      'File of the erasure ledger, which says who was erased. Keep it outside the database and its copies, so that a restore cannot forget; all nodes need the same one. Default: `erasures.jsonl` in the data folder.',
    fallback: null,
    read: text,
  }),
  vaultBackupDays: setting<number>({
    variable: 'MASTERX_VAULT_BACKUP_DAYS',
    description:
      'Days that backups of the key vault are kept: what you promise, so that an erasure has a date.',
    fallback: 7,
    read: integer(0, 7),
  }),
  keyEpochDays: setting<number>({
    variable: 'MASTERX_KEY_EPOCH_DAYS',
    description: 'Days after which the branch key is rotated and the old one destroyed.',
    fallback: 14,
    read: integer(1, 14),
  }),
  auditDays: setting<number>({
    variable: 'MASTERX_AUDIT_DAYS',
    description:
      'Days that the audit trail keeps an access, and that the object store keeps the checkpoints locked. Longer than the six years that are declared is not possible.',
    fallback: 2190,
    read: integer(LIMITS.auditDaysMin, 2190),
  }),
  tenant: setting<string>({
    variable: 'MASTERX_TENANT',
    description: 'The tenant whose keys protect the data; part of every encryption context.',
    fallback: 'default',
    read: shaped(/^\S{1,200}$/, 'at most 200 characters without spaces'),
  }),
  region: setting<string>({
    variable: 'MASTERX_REGION',
    description: 'Region that new learners belong to; the first part of the shard key.',
    fallback: 'local',
    read: shaped(new RegExp(SLUG_PATTERN), 'at most 64 lower-case letters, digits and hyphens between them'),
  }),
  host: setting<string>({
    variable: 'MASTERX_HOST',
    description:
      'Address the HTTP service listens on. Beyond loopback it takes a certificate, a public origin and sign-in.',
    fallback: '127.0.0.1',
    read: text,
  }),
  port: setting<number>({
    variable: 'MASTERX_PORT',
    description: 'Port of the HTTP service; 0 takes a free one.',
    fallback: 4600,
    read: integer(0, 65_535),
  }),
  signIn: setting<'local' | 'required' | null>({
    variable: 'MASTERX_SIGN_IN',
    description:
      'Who may ask. `required`: everyone signs in. `local`: whoever can reach the loopback address may say who they are, for trying MasterX on one machine. Without it: `required` where NODE_ENV is production or the address is not loopback, else `local`.',
    fallback: null,
    read: oneOf('local', 'required'),
  }),
  secondFactor: setting<'staff' | 'everyone'>({
    variable: 'MASTERX_SECOND_FACTOR',
    description:
      'Of whom a second factor is demanded: `staff` (educators, support, analysts, privacy officers, operators) or `everyone`. Whoever has none sets one up at the next sign-in, and can do nothing else until then. It is offered to all.',
    fallback: 'staff',
    read: oneOf('staff', 'everyone'),
  }),
  tokenIssuer: setting<string | null>({
    variable: 'MASTERX_TOKEN_ISSUER',
    description:
      'Who issues access tokens, as their claim `iss`: a URL or URN. Default: `urn:masterx:` and the tenant.',
    fallback: null,
    read: shaped(/^[a-z][a-z0-9+.-]*:\S{1,200}$/i, 'a URL or URN of at most 200 characters'),
  }),
  ...TRANSPORT_SETTINGS,
  publicUrl: setting<string | null>({
    variable: 'MASTERX_PUBLIC_URL',
    description:
      'URL at which people reach the pages; links in mails begin with it. Default: the address the service listens on.',
    fallback: null,
    read: url('http:', 'https:'),
  }),
  smtpUrl: setting<string | null>({
    variable: 'MASTERX_SMTP_URL',
    description:
      'The mail server: `smtps://user:password@host:465`, or `smtp://…:587` which begins TLS by STARTTLS; TLS 1.3 at least, except on this machine. Without it mails are files of the data folder, and in production wait.',
    fallback: null,
    read: url('smtp:', 'smtps:'),
  }),
  smtpCaFile: setting<string | null>({
    variable: 'MASTERX_SMTP_CA_FILE',
    description:
      'File of certificates (PEM) by which the mail server is known, instead of those of the system.',
    fallback: null,
    read: text,
  }),
  mailFrom: setting<string>({
    variable: 'MASTERX_MAIL_FROM',
    description: 'Sender of mails: an address, or `Name <address>`.',
    fallback: 'MasterX <no-reply@localhost>',
    read: shaped(
      /^(?:[^<>@\r\n]{1,100} <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
      'an address, or a name and an address in angle brackets',
    ),
  }),
  mailDirectory: setting<string | null>({
    variable: 'MASTERX_MAIL_DIR',
    description:
      'Folder where mails are put as `.eml` files while no mail server is set (for development). Default: `mail` in the data folder.',
    fallback: null,
    read: text,
  }),
  guardianConfirmHours: setting<number>({
    variable: 'MASTERX_GUARDIAN_CONFIRM_HOURS',
    description:
      "Hours after a guardian's consent until the second mail asks to confirm it (the method `email_plus`).",
    fallback: 24,
    read: integer(1, 168),
  }),
  sessionIdleMinutes: setting<number>({
    variable: 'MASTERX_SESSION_IDLE_MINUTES',
    description:
      'Minutes without anything recorded after which a session that was not ended counts as abandoned.',
    fallback: 30,
    read: integer(1, 10_080),
  }),
  logLevel: setting<'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'>({
    variable: 'MASTERX_LOG_LEVEL',
    description: 'Least important log line that is written.',
    fallback: 'info',
    read: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
  }),
  engine: setting<'auto' | 'mongod' | 'secantusd-rs' | 'secantusd-py'>({
    variable: 'MASTERX_ENGINE',
    description: 'Which embedded server to use when no connection string is set.',
    fallback: 'auto',
    read: oneOf('auto', 'mongod', 'secantusd-rs', 'secantusd-py'),
  }),
  environment: setting<'development' | 'production' | 'test'>({
    variable: 'NODE_ENV',
    description: 'Where this runs; `production` refuses what is only meant for development.',
    fallback: 'development',
    read: oneOf('development', 'production', 'test'),
  }),
} as const;

type ValueOf<S> = S extends Setting<infer T> ? T : never;

/** The settings of one process: validated, frozen. */
export type Config = { readonly [K in keyof typeof SETTINGS]: ValueOf<(typeof SETTINGS)[K]> };
