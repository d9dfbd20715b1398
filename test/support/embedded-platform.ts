import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/settings.ts';
import { acquireServers, type RunningServers } from '../../src/embedded/acquire.ts';
import { Platform } from '../../src/platform.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { systemClock } from '../../src/std/clock.ts';
import { systemEntropy } from '../../src/std/random.ts';
import type { Cache } from '../../src/stores/cache/port.ts';
import { openKeyFile } from '../../src/stores/keys/file.ts';
import { connect } from '../../src/stores/mongo/connection.ts';
import { migrate } from '../../src/stores/mongo/migration.ts';
import { FileObjectStore } from '../../src/stores/objects/file.ts';

/** A platform with its own embedded servers, opened the way a start of the product opens it. */
export interface EmbeddedPlatform {
  readonly config: Config;
  readonly servers: RunningServers;
  readonly platform: Platform;
  close(): Promise<void>;
}

/** The configuration of a drill: embedded servers on a folder of its own, whatever the environment says. */
export function drillConfig(dataDirectory: string): Config {
  return loadConfig({
    MASTERX_DATA_DIR: dataDirectory,
    MASTERX_ENGINE: process.env['MASTERX_TEST_ENGINE'] ?? 'auto',
    NODE_ENV: 'test',
  });
}

/**
 * Finds or starts the servers of the folder, brings the schema up to date and opens the platform.
 *
 * @param options `cache` opens one in Redis, where one can be had; without it the cache is in the process.
 */
export async function openEmbeddedPlatform(
  dataDirectory: string,
  enginesDirectory: string,
  options: { readonly cache?: (redisUrl: string) => Cache } = {},
): Promise<EmbeddedPlatform> {
  const config = drillConfig(dataDirectory);
  const servers = await acquireServers(config, { enginesDirectory, graceMs: 0 });
  try {
    const connection = await connect(servers.mongodb.uri, config);
    const given = { clock: systemClock, entropy: systemEntropy };
    await migrate(connection, SCHEMA, given);
    const kek = await openKeyFile(config, systemEntropy);
    const objects = new FileObjectStore(join(dataDirectory, 'objects'));
    const { url } = servers.redis;
    const cache = url !== null && options.cache ? { cache: options.cache(url) } : {};
    const platform = new Platform({ connection, kek, objects, config, ...cache, ...given });
    return {
      config,
      servers,
      platform,
      async close() {
        await platform.close();
        await servers.stop();
      },
    };
  } catch (thrown) {
    await servers.stop();
    throw thrown;
  }
}
