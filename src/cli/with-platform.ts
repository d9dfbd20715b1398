import type { Config } from '../config/settings.ts';
import { acquireServers, type RunningServers } from '../embedded/acquire.ts';
import { MasterXError } from '../errors/error.ts';
import { Platform } from '../platform.ts';
import { SCHEMA } from '../schema/schema.ts';
import { openKeyFile } from '../stores/keys/file.ts';
import { type Connection, connect } from '../stores/mongo/connection.ts';
import { isMigrated, type MigrationReport, migrate } from '../stores/mongo/migration.ts';
import { type CommandContext, configOf } from './context.ts';

/** The servers of a command, and a connection to them. */
export interface OpenedConnection {
  readonly config: Config;
  readonly servers: RunningServers;
  readonly connection: Connection;
}

/** Everything of a command that works with documents. */
export interface OpenedPlatform extends OpenedConnection {
  readonly platform: Platform;
}

/** What becomes of a configured database that does not have this version's schema; an embedded one gets it anyway. */
export type MissingSchema = 'migrate' | 'refuse';

/** Finds or starts the database, connects, works, and closes everything again, whatever happens. */
export async function withConnection<T>(
  context: CommandContext,
  config: Config,
  work: (opened: OpenedConnection) => Promise<T>,
): Promise<T> {
  const { progress, signal } = context;
  // Nothing keeps anything in Redis yet, so none is started; a configured one is looked at by `doctor`.
  const servers = await acquireServers(config, {
    onProgress: ({ step, fraction }) => progress.show(step, fraction),
    signal,
    redis: false,
    environment: context.environment,
  });
  try {
    progress.show('Connecting to the database');
    const connection = await connect(servers.mongodb.uri, config);
    try {
      progress.end();
      return await work({ config, servers, connection });
    } finally {
      await connection.close();
    }
  } finally {
    progress.end();
    await servers.stop();
  }
}

/**
 * As `withConnection`, with the schema applied and the keys opened.
 *
 * @throws MasterXError `schema_not_applied` where the command must not change a configured database's schema.
 */
export async function withPlatform<T>(
  context: CommandContext,
  missing: MissingSchema,
  work: (opened: OpenedPlatform) => Promise<T>,
): Promise<T> {
  return withConnection(context, configOf(context), async (opened) => {
    const { config, servers, connection } = opened;
    if (!(await isMigrated(connection, SCHEMA))) {
      if (missing === 'refuse' && servers.mongodb.engine === 'configured') {
        throw new MasterXError('schema_not_applied');
      }
      await migrateShowing(context, connection);
    }
    const platform = new Platform({
      connection,
      kek: await openKeyFile(config, context.entropy),
      config,
      clock: context.clock,
      entropy: context.entropy,
    });
    try {
      context.signal.throwIfAborted();
      return await work({ ...opened, platform });
    } finally {
      context.progress.end();
      await platform.close();
    }
  });
}

/** Brings the database to this version's schema, and shows how far it has come. */
export async function migrateShowing(
  { progress, clock, entropy, signal }: CommandContext,
  connection: Connection,
  force = false,
): Promise<MigrationReport> {
  try {
    return await migrate(connection, SCHEMA, {
      clock,
      entropy,
      signal,
      force,
      onStep: (_, at, of) => progress.show('Applying the schema', at / of),
    });
  } finally {
    progress.end();
  }
}
