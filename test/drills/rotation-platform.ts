import { loadConfig } from '../../src/config/load.ts';
import { Platform } from '../../src/platform.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { systemClock } from '../../src/std/clock.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { openKek } from '../../src/stores/keys/open.ts';
import { connect } from '../../src/stores/mongo/connection.ts';
import { migrate } from '../../src/stores/mongo/migration.ts';
import { MemoryObjectStore } from '../../src/stores/objects/memory.ts';

/** Shorter than in production, so that a drill takes a minute; long enough for a call on a busy machine. */
const KEY_TIMES = { cacheMs: 6_000, commitMs: 500 };

/**
 * A platform that several processes open on the same databases and the same key file, or the KMS that the variables name.
 */
export async function openRotationPlatform(
  uri: string,
  name: string,
  folder: string,
  kms: Readonly<Record<string, string>> = {},
): Promise<Platform> {
  const config = loadConfig({
    ...kms,
    MASTERX_DATA_DIR: folder,
    MASTERX_DATABASE: name,
    MASTERX_KEYVAULT_DATABASE: `${name}_vault`,
    NODE_ENV: 'test',
  });
  const given = { clock: systemClock, entropy: systemEntropy };
  const connection = await connect(uri, config);
  await migrate(connection, SCHEMA, given);
  const kek = await openKek(config, systemClock, systemEntropy);
  return new Platform({
    connection,
    objects: new MemoryObjectStore(),
    kek,
    config,
    keyTimes: KEY_TIMES,
    ...given,
  });
}
