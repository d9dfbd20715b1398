import { once } from 'node:events';
import { systemClock } from '../../src/std/clock.ts';
import { openCast, PASSWORD } from './cast.ts';
import { withTestServer } from './server.ts';
import { openPagesService } from './service.ts';

/**
 * Serves the pages with invented and real learners until it is interrupted, to look at them; with `required` everybody
 * signs in, and the addresses of a learner, a child, its guardian and an educator are printed:
 *
 *   npx tsx test/browser/serve.ts [port] [required]
 */
const [port = '0', signIn = 'local'] = process.argv.slice(2);
const write = (line: string) => process.stdout.write(`${line}\n`);
await withTestServer(async (mongodbUri) => {
  const service = await openPagesService(mongodbUri, {
    learners: 16,
    realLearners: 13,
    days: 60,
    seed: 7,
    clock: systemClock,
    port: Number(port),
    signIn: signIn === 'required' ? 'required' : 'local',
    onFailure: (line) => process.stderr.write(`${line}\n`),
  });
  if (signIn === 'required') {
    for (const [who, { email }] of Object.entries(await openCast(service.test))) write(`${who} ${email}`);
    write(`password ${PASSWORD}`);
  }
  write(service.url);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await service.close();
});
