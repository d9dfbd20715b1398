import { once } from 'node:events';
import { systemClock } from '../../src/std/clock.ts';
import { withTestServer } from './server.ts';
import { openPagesService } from './service.ts';

/**
 * Serves the pages with invented and real learners until it is interrupted, to look at them:
 *
 *   npx tsx test/browser/serve.ts [port]
 */
await withTestServer(async (mongodbUri) => {
  const service = await openPagesService(mongodbUri, {
    learners: 16,
    realLearners: 13,
    days: 60,
    seed: 7,
    clock: systemClock,
    port: Number(process.argv[2] ?? 0),
    onFailure: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${service.url}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await service.close();
});
