import { loadConfig } from '../../../config/load.ts';
import { Platform } from '../../../platform.ts';
import { SCHEMA } from '../../../schema/schema.ts';
import { systemClock } from '../../../std/clock.ts';
import { systemEntropy } from '../../../std/random.ts';
import { openKeyFile } from '../../../stores/keys/file.ts';
import { connect } from '../../../stores/mongo/connection.ts';
import { migrate } from '../../../stores/mongo/migration.ts';
import { MemoryObjectStore } from '../../../stores/objects/memory.ts';

/** A platform that several processes open one after the other: databases named `name`, keys in `folder`. */
export async function openImportPlatform(uri: string, name: string, folder: string): Promise<Platform> {
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
  return new Platform({ connection, kek, objects: new MemoryObjectStore(), config, ...given });
}
