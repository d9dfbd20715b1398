/**
 * The HTTP service in a process of its own, for the drill that kills it: seals and signs the trail all the while. Says its
 * URL on standard output and ends only by being killed.
 *
 *   audit-service-process.ts <uri> <database> <folder>
 */
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { systemActor } from '../../src/access/actor.ts';
import { createHttpService } from '../../src/http/service.ts';
import { ABOUT } from '../support/about.ts';
import { openAuditPlatform } from './audit-platform.ts';

/** So often that kills find the trail being sealed and signed. */
const SEAL_EVERY_MS = 100;

const [uri = '', database = '', folder = ''] = process.argv.slice(2);
const platform = await openAuditPlatform(uri, database, folder);
const service = await createHttpService(platform, {
  config: { host: '127.0.0.1', port: 0 },
  logger: pino({ level: 'silent' }),
  about: ABOUT,
  limits: { eventLoopDelayMsMax: 60_000 },
});
process.stdout.write(`${await service.listen()}\n`);
const { audit } = platform.as(systemActor('jobs', 'sealing the trail', 'sealing the audit trail'));
for (;;) {
  await audit.seal();
  await audit.checkpoint();
  await delay(SEAL_EVERY_MS);
}
