/**
 * A platform under load, for the kill drills: opens it with embedded servers, lets writers write for ever and notes
 * every acknowledgement. Ends only by being killed.
 *
 *   load-process.ts <data folder> <engines folder> <file of acknowledgements> <seed> <run> <writers>
 */
import { systemActor } from '../../src/access/actor.ts';
import { SeededRandom, seededEntropy } from '../../src/std/random.ts';
import { openEmbeddedPlatform } from '../support/embedded-platform.ts';
import { newSessionDocument, newUser } from '../support/examples.ts';
import { AcknowledgementLog } from './acknowledgements.ts';
import { Writer } from './writer.ts';

const [dataDirectory = '', enginesDirectory = '', file = '', ...numbers] = process.argv.slice(2);
const [seed = 0, run = 0, writers = 0] = numbers.map(Number);
const random = new SeededRandom(seed).fork(`run ${run}`);
const { platform } = await openEmbeddedPlatform(dataDirectory, enginesDirectory);
const log = new AcknowledgementLog(file);

const entropy = seededEntropy(random.fork('shared'));
const together = newUser(entropy.uuid());
const me = platform.as(systemActor('load', `r${run}-shared`, 'testing'));
await me.documents.collection('users').insert([together]);
const { session_id, user_id, started_at, session_context } = newSessionDocument(
  entropy.uuid(),
  together.user_id,
);
const shared = { session_id, user_id, started_at, session_context };
await me.sessions.record([{ start: shared, interactions: [] }]);

await Promise.all(
  Array.from({ length: writers }, (_, writer) =>
    new Writer({ platform, log, random: random.fork(`writer ${writer}`), run, writer, shared }).run(),
  ),
);
// Every writer failed for good.
process.exit(1);
