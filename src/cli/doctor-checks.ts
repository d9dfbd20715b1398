import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { createClient } from 'redis';
import type { Config } from '../config/settings.ts';
import { describeEngines, type EngineReport } from '../embedded/engines.ts';
import { MasterXError } from '../errors/error.ts';
import type { OpenedConnection } from '../open-platform.ts';
import { SCHEMA } from '../schema/schema.ts';
import { seconds } from '../std/durations.ts';
import { openKeyFile } from '../stores/keys/file.ts';
import { openKms } from '../stores/keys/kms.ts';
import { kindOfKek } from '../stores/keys/open.ts';
import { FileErasureLedger, ledgerFileOf } from '../stores/ledger/file.ts';
import { capabilitiesOf } from '../stores/mongo/capabilities.ts';
import { previewMigration } from '../stores/mongo/migration.ts';
import { redisSocket } from '../stores/redis/connection.ts';
import type { Credential } from '../transport/credential.ts';
import { handshakeReason } from '../transport/handshake-failure.ts';
import { isLoopback } from '../transport/loopback.ts';
import type { CommandContext } from './context.ts';
import { type Finding, good, notice, problem } from './doctor-finding.ts';
import { mailFinding } from './doctor-mail.ts';
import { mongodbPrivileges, redisPrivileges } from './doctor-privileges.ts';
import { certificateFindings, openedCredentials, reachFinding } from './doctor-transport.ts';
import { keyFileOf } from './places.ts';
import { withConnection } from './with-platform.ts';

/** Without these the platform cannot work as it must; what else is missing it can do without. */
const NEEDED = ['transactions', 'documentValidation', 'partialUniqueIndexes'] as const;

const REDIS_MS_MAX = seconds(3);

/** Looks at everything, in the order in which a start needs it. */
export async function examine(context: CommandContext, config: Config): Promise<readonly Finding[]> {
  const engines = await describeEngines(config, { environment: context.environment });
  const { credentials, finding } = await openedCredentials(config, context.clock.now());
  return [
    nodeFinding(),
    await dataFolderFinding(config),
    engineFinding(config, engines),
    ...(await databaseFindings(context, config, engines)),
    await redisFinding(config, credentials?.redis),
    await keysFinding(context, config, credentials?.kms),
    await ledgerFinding(context, config),
    await mailFinding(config, credentials?.mail),
    reachFinding(config),
    ...(finding === null ? certificateFindings(credentials, context.clock.now()) : [finding]),
  ];
}

function nodeFinding(): Finding {
  const { node } = process.versions;
  return good('Node', `${node} on ${process.platform} ${process.arch}`, { version: node });
}

async function dataFolderFinding({ dataDirectory }: Config): Promise<Finding> {
  const facts = { path: dataDirectory, exists: existsSync(dataDirectory) };
  let nearest = dataDirectory;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    await access(`${nearest}${sep}`, constants.W_OK);
  } catch {
    return problem(
      'Data folder',
      `${dataDirectory} cannot be written`,
      'Set MASTERX_DATA_DIR to a folder of yours.',
      facts,
    );
  }
  const text = facts.exists ? dataDirectory : `${dataDirectory} (made when needed)`;
  return good('Data folder', text, facts);
}

function engineFinding({ mongodbUri, engine }: Config, report: EngineReport): Finding {
  const facts = { mongodb: report.mongodb, redis: report.redis };
  if (mongodbUri !== null) return good('Engine', 'configured (MASTERX_MONGODB_URI)', facts);
  const wanted = report.mongodb.filter((finding) => engine === 'auto' || finding.engine === engine);
  const listed = wanted
    .map((finding) => `${finding.engine}${finding.version ? ` ${finding.version}` : ''}: ${finding.state}`)
    .join('; ');
  if (wanted.some(({ state }) => state === 'ready')) return good('Engine', listed, facts);
  if (wanted.some(({ state }) => state === 'installable')) {
    return notice('Engine', listed, '`masterx start` installs it.', facts);
  }
  const obstacles = wanted.map(({ engine: name, note }) => `${name}: ${note}`).join('; ');
  return problem(
    'Engine',
    `no database server can be had here (${obstacles})`,
    'Set MASTERX_MONGODB_URI to a MongoDB deployment, or install one of these engines.',
    facts,
  );
}

async function databaseFindings(
  context: CommandContext,
  config: Config,
  report: EngineReport,
): Promise<readonly Finding[]> {
  const isReady = report.mongodb.some(
    ({ engine, state }) =>
      state === 'ready' &&
      (config.mongodbUri ? engine === 'configured' : config.engine === 'auto' || engine === config.engine),
  );
  if (!isReady) return [];
  try {
    return await withConnection(context, config, async (opened) => [
      await serverFinding(opened),
      await schemaFinding(opened),
      await vaultFinding(opened),
      ...(await privilegeFindings(opened)),
    ]);
  } catch (thrown) {
    context.signal.throwIfAborted();
    const error = MasterXError.from(thrown);
    return [problem('Database', error.message, error.hint, { code: error.code })];
  }
}

async function serverFinding({ connection, servers }: OpenedConnection): Promise<Finding> {
  const { server, topology, can } = await capabilitiesOf(connection.client, connection.data);
  const facts = { engine: servers.mongodb.engine, server, topology, can };
  const speaks =
    server.version === server.protocolVersion ? '' : ` (speaks MongoDB ${server.protocolVersion})`;
  const about = `${server.name} ${server.version}${speaks}, ${topology.replace('_', ' ')}`;
  const missing = Object.entries(can).flatMap(([name, { available, reason }]) =>
    available ? [] : [{ name, reason }],
  );
  const lacking = missing.filter(({ name }) => NEEDED.some((needed) => needed === name));
  if (lacking.length > 0) {
    const list = lacking.map(({ name, reason }) => `${name} (${reason})`).join(', ');
    const hint = 'Use MongoDB 7.0 or newer as a replica set; one member is enough.';
    return problem('Database', `${about}; it cannot do what is needed: ${list}`, hint, facts);
  }
  const without = missing.length === 0 ? '' : `; without ${missing.map(({ name }) => name).join(', ')}`;
  return good('Database', `${about}${without}`, facts);
}

async function schemaFinding({ connection, servers }: OpenedConnection): Promise<Finding> {
  const { steps, obstacles } = await previewMigration(connection, SCHEMA);
  const facts = { steps: steps.length, obstacles };
  if (steps.length === 0) return good('Schema', 'applied', facts);
  const text = `${steps.length} steps behind this version`;
  if (obstacles.length > 0) {
    const hint = 'Look at `masterx db plan`: what is stored stands in the way.';
    return problem('Schema', text, hint, facts);
  }
  const hint =
    servers.mongodb.engine === 'configured' ? 'Run `masterx db migrate`.' : '`masterx start` applies it.';
  return notice('Schema', text, hint, facts);
}

async function privilegeFindings({ config, connection, servers }: OpenedConnection): Promise<Finding[]> {
  const isHere = connection.client.options.hosts.every(({ host }) => isLoopback(host ?? ''));
  if (servers.mongodb.engine !== 'configured' || (isHere && config.environment !== 'production')) {
    return [good('Rights', 'not looked at: a server on this machine, for development', {})];
  }
  const { database, keyVaultUri, keyVaultDatabase: vault } = config;
  if (keyVaultUri === null) return [await mongodbPrivileges('Rights', connection.data, [database, vault])];
  return [
    await mongodbPrivileges('Rights', connection.data, [database]),
    await mongodbPrivileges('Rights (vault)', connection.vault, [vault]),
  ];
}

/** The server of the vault answered when the connection was opened. */
async function vaultFinding({ config, connection }: OpenedConnection): Promise<Finding> {
  const isOwn = config.keyVaultUri !== null;
  const facts = { deployment: isOwn ? 'own' : 'shared', database: config.keyVaultDatabase };
  await connection.vault.command({ ping: 1 });
  if (isOwn) return good('Key vault', `${config.keyVaultDatabase}, on a deployment of its own`, facts);
  const text = `${config.keyVaultDatabase}, beside the data`;
  return config.environment === 'production'
    ? notice(
        'Key vault',
        `${text}: it must not be part of the data’s backups`,
        'Give it a deployment of its own with MASTERX_KEYVAULT_URI.',
        facts,
      )
    : good('Key vault', text, facts);
}

async function redisFinding({ redisUrl }: Config, credential: Credential | undefined): Promise<Finding> {
  const facts = { configured: redisUrl !== null, rateLimits: redisUrl === null ? 'process' : 'cluster' };
  if (redisUrl === null) {
    return good('Redis', 'none configured; each process caches and counts requests for itself', facts);
  }
  // The failure is told below; without a listener the client would end the process.
  try {
    const client = createClient({
      url: redisUrl,
      socket: {
        ...redisSocket(redisUrl, credential),
        connectTimeout: REDIS_MS_MAX,
        reconnectStrategy: false,
      },
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
      const rights = await redisPrivileges(client);
      if (rights.isWide) {
        return notice(
          'Redis',
          `answers; the user ${rights.user ?? 'of the URL'} may do more than is needed`,
          'Give MasterX a user of its own: see docs/transport.md.',
          { ...facts, ...rights },
        );
      }
    } finally {
      if (client.isOpen) client.destroy();
    }
    return good('Redis', 'answers; all nodes count requests together', facts);
  } catch (thrown) {
    if (thrown instanceof MasterXError) {
      return problem('Redis', thrown.message, thrown.hint, { ...facts, code: thrown.code });
    }
    // Its message may quote the address with its password.
    const reason = handshakeReason(thrown);
    return problem(
      'Redis',
      `the one in MASTERX_REDIS_URL does not answer${reason === null ? '' : `: ${reason}`}`,
      reason === null
        ? 'Start it, or unset MASTERX_REDIS_URL.'
        : 'Look at MASTERX_REDIS_CA, MASTERX_REDIS_CERT.',
      { ...facts, rateLimits: 'process' },
    );
  }
}

function keysFinding(
  context: CommandContext,
  config: Config,
  credential: Credential | undefined,
): Promise<Finding> {
  return kindOfKek(config) === 'kms'
    ? kmsFinding(context, config, credential)
    : keyFileFinding(context, config);
}

async function kmsFinding(
  { clock }: CommandContext,
  config: Config,
  credential: Credential | undefined,
): Promise<Finding> {
  const facts = { kind: 'kms', named: config.kmsKeyId, endpoint: config.kmsEndpoint };
  try {
    const kek = await openKms(config, { clock, ...(credential && { credential }) });
    kek.close();
    return good('Keys', `AWS KMS, ${kek.keyId}, which can be used`, { ...facts, keyId: kek.keyId });
  } catch (thrown) {
    const { message, hint, code } = MasterXError.from(thrown);
    return problem('Keys', `AWS KMS, ${config.kmsKeyId}: ${message}`, hint, { ...facts, code });
  }
}

async function keyFileFinding({ entropy }: CommandContext, config: Config): Promise<Finding> {
  const path = keyFileOf(config);
  const facts = { kind: 'file', path, exists: existsSync(path) };
  const isRefused = config.environment === 'production' && config.allowKeyFileInProduction !== 'yes';
  if (!facts.exists && !isRefused) {
    return good('Keys', `${path} is written with a new key when first needed`, facts);
  }
  try {
    const { keyId } = await openKeyFile(config, entropy);
    return good('Keys', `${path}, readable by its owner only`, { ...facts, keyId });
  } catch (thrown) {
    const { message, hint, code } = MasterXError.from(thrown);
    return problem('Keys', message, hint, { ...facts, code });
  }
}

async function ledgerFinding({ clock }: CommandContext, config: Config): Promise<Finding> {
  const path = ledgerFileOf(config);
  const facts = { path, exists: existsSync(path) };
  try {
    const { entries, head, torn } = await new FileErasureLedger(path, clock).verify();
    const found = { ...facts, entries, head, torn };
    const text = `${path}, ${entries} entries, the chain is whole`;
    if (config.environment !== 'production' || config.erasureLedger !== null)
      return good('Erasures', text, found);
    return notice(
      'Erasures',
      `${text}; it lies in the data folder`,
      'Set MASTERX_ERASURE_LEDGER to a file outside everything that a restore brings back.',
      found,
    );
  } catch (thrown) {
    const { message, hint, code } = MasterXError.from(thrown);
    return problem('Erasures', message, hint, { ...facts, code });
  }
}
