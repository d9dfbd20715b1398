import { join } from 'node:path';
import type { Config } from './config/settings.ts';
import { acquireServers, type RunningServers } from './embedded/acquire.ts';
import type { Environment } from './embedded/environment.ts';
import type { OnProgress } from './embedded/progress.ts';
import { MasterXError } from './errors/error.ts';
import { Platform, type PlatformParts } from './platform.ts';
import type { OnWorn } from './protection/seal-budgets.ts';
import { SCHEMA } from './schema/schema.ts';
import { type Clock, systemClock } from './std/clock.ts';
import { type Entropy, systemEntropy } from './std/random.ts';
import { MemoryCache } from './stores/cache/memory.ts';
import { type CacheNotice, RedisCache } from './stores/cache/redis.ts';
import { openKek } from './stores/keys/open.ts';
import { openMailer } from './stores/mail/open.ts';
import { type Connection, connect } from './stores/mongo/connection.ts';
import { isMigrated, migrate } from './stores/mongo/migration.ts';
import { FileObjectStore } from './stores/objects/file.ts';
import { MemoryRateCounters } from './stores/rates/memory.ts';
import type { RateCounters } from './stores/rates/port.ts';
import { RedisRateCounters } from './stores/rates/redis.ts';
import { RedisConnection } from './stores/redis/connection.ts';
import { Credentials } from './transport/credentials.ts';

/** How a platform is opened. */
export interface OpenOptions {
  /** What becomes of a configured database without this version's schema. An embedded one gets it anyway. */
  readonly missingSchema?: 'migrate' | 'refuse';
  readonly clock?: Clock;
  readonly entropy?: Entropy;
  /** Told what is going on until the platform is open. */
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /**
   * Starts an embedded Redis beside an embedded database: the processes that share a data folder then share their cache.
   * Beside a configured database only a configured Redis would serve every node.
   */
  readonly cache?: boolean;
  /** Told what becomes of the shared cache while the platform is open. */
  readonly onCacheNotice?: CacheNotice;
  /** Told of keys that have sealed so much that they should be rotated. */
  readonly onKeyWorn?: OnWorn;
  /** Told where somebody showed a refresh token that was used before. */
  readonly onTokenReuse?: PlatformParts['onTokenReuse'];
  /** Told what became of every attempt to sign in. */
  readonly onAuthentication?: PlatformParts['onAuthentication'];
  /** Variables that embedded servers are found and started with. Default: those of this process. */
  readonly environment?: Environment;
}

/** A database that answers: servers found or started, a connection to them. */
export interface OpenedConnection {
  readonly config: Config;
  readonly servers: RunningServers;
  readonly connection: Connection;
  readonly credentials: Credentials;
  /** Gives everything back. Embedded servers end with their last user. */
  close(): Promise<void>;
}

/** A platform with its schema applied and its keys opened. */
export interface OpenedPlatform extends OpenedConnection {
  readonly platform: Platform;
  /** Counts requests: with the other nodes where they share a Redis. */
  readonly rates: RateCounters;
}

/**
 * Finds or starts the database the settings ask for, and connects.
 *
 * @throws MasterXError `engine_unavailable`, `store_unavailable`, `configuration_invalid`, `certificate_refused`,
 * `interrupted`.
 */
export async function openConnection(config: Config, options: OpenOptions = {}): Promise<OpenedConnection> {
  const { onProgress, signal, environment, clock = systemClock } = options;
  const credentials = await Credentials.open(config, clock.now());
  const servers = await acquireServers(config, {
    redis: options.cache === true && config.mongodbUri === null,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
    ...(environment && { environment }),
  });
  try {
    onProgress?.({ step: 'Connecting to the database' });
    const connection = await connect(servers.mongodb.uri, config, { credentials });
    const close = async () => {
      await connection.close();
      await servers.stop();
    };
    return { config, servers, connection, credentials, close };
  } catch (thrown) {
    await servers.stop();
    throw thrown;
  }
}

/**
 * As `openConnection`, with the schema seen to and the keys opened.
 *
 * @throws MasterXError besides those: `schema_not_applied`, `migration_refused`, `key_file_unsafe`, `keys_unavailable`.
 */
export async function openPlatform(config: Config, options: OpenOptions = {}): Promise<OpenedPlatform> {
  const { clock = systemClock, entropy = systemEntropy, onProgress, signal } = options;
  const opened = await openConnection(config, { ...options, cache: true });
  const { connection, servers, credentials } = opened;
  try {
    if (!(await isMigrated(connection, SCHEMA))) {
      const isConfigured = servers.mongodb.engine === 'configured';
      if (isConfigured && options.missingSchema !== 'migrate') throw new MasterXError('schema_not_applied');
      await migrate(connection, SCHEMA, {
        clock,
        entropy,
        ...(signal && { signal }),
        onStep: (_, at, of) => onProgress?.({ step: 'Applying the schema', fraction: at / of }),
      });
    }
    const kek = await openKek(config, clock, entropy, credentials.kms);
    const { url } = servers.redis;
    const redis = url === null ? null : RedisConnection.open(url, options.onCacheNotice, credentials.redis);
    const cache = redis === null ? new MemoryCache(clock) : new RedisCache(redis);
    const alone = new MemoryRateCounters(clock);
    const rates = redis === null ? alone : new RedisRateCounters(redis, alone);
    const objects = new FileObjectStore(config.objectsDirectory ?? join(config.dataDirectory, 'objects'));
    const { onKeyWorn, onTokenReuse, onAuthentication } = options;
    const platform = new Platform({
      ...{ connection, kek, objects, config, clock, entropy, cache },
      mailer: openMailer(config, credentials.mail),
      ...(onKeyWorn && { onKeyWorn }),
      ...(onTokenReuse && { onTokenReuse }),
      ...(onAuthentication && { onAuthentication }),
    });
    const close = async () => {
      await platform.close();
      await servers.stop();
    };
    return { ...opened, platform, rates, close };
  } catch (thrown) {
    await opened.close();
    throw thrown;
  }
}
