import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { KiB } from '../../src/std/bytes.ts';
import { LIMITS } from '../../src/std/limits.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { examined } from '../../src/stores/mongo/explain.ts';
import { commandsOf, type SentCommand } from '../support/commands.ts';
import { newInteraction, newSessionDocument, newUser } from '../support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Lengths a list has with the measured append: in its document, with one page, with many, with two hundred. */
const LENGTHS = [10, 60, 1_000, 10_000] as const;
/**
 * Round trips that an append takes more once its lists go on in pages: a look for the element, the change of the last
 * page, and a look at the last page of each list. A recording grows two lists of the session, and the concept's log of
 * practice in another collection: a look and a change there.
 */
const PAGED_ROUND_TRIPS = { 'an append': 3, 'a recording': 6 } as const;

/** What is read of documents with 50 elements: their headers and the keys of the elements, not the elements. */
const BYTES_READ_MAX = { 'an append': KiB(8), 'a recording': KiB(48) } as const;

let test: TestPlatform;
beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.searchParams.set('monitorCommands', 'true');
  test = await openTestPlatform(uri.href);
});
// The slower engine takes its time to drop what was stored.
afterAll(() => test.close(), 600_000);

/** Costs of one append, in figures that do not depend on the machine. */
interface Cost {
  readonly roundTrips: readonly string[];
  readonly documentsExamined: number;
  readonly keysExamined: number;
  readonly bytesRead: number;
  readonly bytesSent: number;
}

it.each(['an append', 'a recording'] as const)(
  '%s costs at 10,000 elements what it costs at 60',
  async (kind) => {
    const { user_id } = newUser(systemEntropy.uuid());
    await test.system.documents.collection('users').insert([newUser(user_id)]);
    const { interactions: _, ...session } = newSessionDocument(systemEntropy.uuid(), user_id);
    const { session_id, started_at, session_context } = session;
    const start = { session_id, user_id, started_at, session_context };
    await test.system.sessions.record([{ start, interactions: [] }]);
    const grow = async (from: number, to: number) => {
      const interactions = Array.from({ length: to - from }, (_, at) => newInteraction(named(from + at), 1));
      if (kind === 'a recording') return test.system.sessions.record([{ start, interactions }]);
      const sessions = test.system.documents.collection('learning_sessions');
      return sessions.append('test', { session_id, user_id }, { interactions });
    };

    const costs = new Map<number, Cost>();
    let length = 0;
    for (const measured of LENGTHS) {
      while (length < measured - 1) {
        const next = Math.min(length + LIMITS.appendElementsMax, measured - 1);
        await grow(length, next);
        length = next;
      }
      const commands = await commandsOf(test.platform.connection.client, () => grow(length, measured));
      costs.set(measured, await costOf(commands));
      length = measured;
    }
    const { items } = await test.system.sessions.interactions(user_id, session_id, { limit: 1 });
    expect(items).toHaveLength(1);

    const paged = costs.get(60) as Cost;
    for (const measured of [1_000, 10_000] as const) expect(costs.get(measured)).toEqual(paged);
    // While the list is in its document it takes fewer round trips; it never takes more.
    const inDocument = costs.get(10) as Cost;
    expect(paged.roundTrips.length - inDocument.roundTrips.length).toBe(PAGED_ROUND_TRIPS[kind]);
    expect(paged.bytesRead).toBeLessThan(BYTES_READ_MAX[kind]);
    expect(paged.documentsExamined).toBeLessThanOrEqual(paged.roundTrips.length);
  },
);

/** Names of one length, so that sizes can be compared. */
const named = (at: number) => `i-${String(at).padStart(5, '0')}`;

async function costOf(commands: readonly SentCommand[]): Promise<Cost> {
  let [documentsExamined, keysExamined] = [0, 0];
  for (const filter of commands.flatMap(lookedFor)) {
    const answer = await test.platform.connection.data.command({
      explain: filter,
      verbosity: 'executionStats',
    });
    const { documents, keys } = examined(answer);
    documentsExamined += documents;
    keysExamined += keys;
  }
  return {
    roundTrips: commands.map(({ name, collection }) => `${name} ${collection}`),
    documentsExamined,
    keysExamined,
    // A counter that gets one digit longer may change its type from one of 4 bytes to one of 8.
    bytesRead: roundedBytes(commands.map(({ answeredBytes }) => answeredBytes)),
    bytesSent: roundedBytes(commands.map(({ sentBytes }) => sentBytes)),
  };
}

const roundedBytes = (sizes: readonly number[]) =>
  Math.round(sizes.reduce((sum, size) => sum + size, 0) / 256) * 256;

/** The searches in a command, as `find` commands. */
function lookedFor({ name, collection, command }: SentCommand): Document[] {
  if (name === 'find') {
    const { find, filter, projection, sort, limit, hint } = command;
    return [
      Object.fromEntries(
        Object.entries({ find, filter, projection, sort, limit, hint }).filter(([, v]) => v !== undefined),
      ),
    ];
  }
  if (name !== 'update') return [];
  return (command['updates'] as Document[]).map(({ q }) => ({ find: collection, filter: { _id: q['_id'] } }));
}
