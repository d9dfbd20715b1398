/**
 * The HTTP service of a platform whose databases are there, in a process of its own, at a moment that whoever started it
 * sets. Says on standard output where it listens; each line on standard input is the moment it is from then on, which it
 * says again once it is. Ends with its input.
 *
 *   service-process.ts <uri> <database> <data folder> <moment>
 */
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { loadConfig } from '../../src/config/load.ts';
import { createHttpService } from '../../src/http/service.ts';
import { Platform } from '../../src/platform.ts';
import { ManualClock } from '../../src/std/clock.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { openKeyFile } from '../../src/stores/keys/file.ts';
import { connect } from '../../src/stores/mongo/connection.ts';
import { MemoryObjectStore } from '../../src/stores/objects/memory.ts';
import { ABOUT } from './about.ts';

const [uri = '', database = '', folder = '', moment = ''] = process.argv.slice(2);
const config = loadConfig({
  MASTERX_DATA_DIR: folder,
  MASTERX_DATABASE: database,
  MASTERX_KEYVAULT_DATABASE: `${database}_vault`,
  NODE_ENV: 'test',
});
const clock = new ManualClock(moment);
const platform = new Platform({
  connection: await connect(uri, config),
  kek: await openKeyFile(config, systemEntropy),
  objects: new MemoryObjectStore(),
  config,
  clock,
  entropy: systemEntropy,
});
const service = await createHttpService(platform, {
  config: { host: '127.0.0.1', port: 0 },
  logger: pino({ level: 'silent' }),
  about: ABOUT,
  // A machine that is busy with other tests must not refuse these.
  limits: { eventLoopDelayMsMax: 60_000 },
});
process.stdout.write(`${await service.listen()}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  clock.advance(new Date(line).getTime() - clock.now().getTime());
  process.stdout.write(`${line}\n`);
}
await service.close();
await platform.close();
