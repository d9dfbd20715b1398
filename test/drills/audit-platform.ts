import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.ts';
import { Platform } from '../../src/platform.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { systemClock } from '../../src/std/clock.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { openKeyFile } from '../../src/stores/keys/file.ts';
import { connect } from '../../src/stores/mongo/connection.ts';
import { migrate } from '../../src/stores/mongo/migration.ts';
import { FileObjectStore } from '../../src/stores/objects/file.ts';

/** A platform that one process after the other opens on the same databases, keys and objects. */
export async function openAuditPlatform(uri: string, name: string, folder: string): Promise<Platform> {
  const config = loadConfig({
    MASTERX_DATA_DIR: folder,
    MASTERX_DATABASE: name,
    MASTERX_KEYVAULT_DATABASE: `${name}_vault`,
    NODE_ENV: 'test',
  });
  const given = { clock: systemClock, entropy: systemEntropy };
  const connection = await connect(uri, config);
  await migrate(connection, SCHEMA, given);
  const kek = await openKeyFile(config, systemEntropy);
  return new Platform({
    connection,
    kek,
    objects: new FileObjectStore(join(folder, 'objects')),
    config,
    ...given,
  });
}
