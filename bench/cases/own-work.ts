import type { AccessTrail } from '../../src/access/audit-trail.ts';
import { DocumentAccess } from '../../src/documents/documents.ts';
import type { Platform } from '../../src/platform.ts';
import type { DocumentStore, StoredDocument } from '../../src/stores/documents/port.ts';
import { MongoDocumentStore } from '../../src/stores/mongo/document-store.ts';
import { askRaw } from '../measure/raw.ts';
import { partsOf } from '../population/deployment.ts';
import { type Asked, askDoor, inTurn } from './questions-of.ts';

/** What one read takes of this process, in microseconds of its processor time. */
export interface OwnWork {
  readonly query: string;
  /** The driver: sending the question and reading the answer. */
  readonly driverUs: number;
  /** The door over a store that answers from memory, without a trail. */
  readonly doorUs: number;
  /** What entries and their blocks add to that. */
  readonly trailUs: number;
}

const CALLERS = 32;
const WARM_UP = 20_000;
const READS = 10_000;
const DRIVER_READS = 4_000;
const ROUNDS = 5;

/** Measures what the door itself works, without the database; the least of a few rounds, which others disturb least. */
export async function measureOwnWork(
  platform: Platform,
  asked: Asked,
  noTrail: AccessTrail,
): Promise<OwnWork> {
  const { data, client } = platform.connection;
  const store = answeringFromMemory(new MongoDocumentStore(client, data));
  const door = (trail?: AccessTrail) => {
    const documents = new DocumentAccess(partsOf(platform, store, trail));
    return (turn: number) => askDoor({ documents }, inTurn(asked.questions, turn));
  };
  const doorUs = await leastUs(door(noTrail), WARM_UP, READS);
  return {
    query: asked.name,
    driverUs: await leastUs((turn) => askRaw(data, inTurn(asked.raws, turn)), DRIVER_READS, DRIVER_READS),
    doorUs,
    trailUs: (await leastUs(door(), WARM_UP, READS)) - doorUs,
  };
}

/** Answers what was asked before as it was answered then, and takes every insert. */
function answeringFromMemory(store: DocumentStore): DocumentStore {
  const answers = new Map<string, StoredDocument[]>();
  const memory: Pick<DocumentStore, 'find' | 'insert'> = {
    async find(collection, what) {
      const key = JSON.stringify([collection, what]);
      const held = answers.get(key) ?? (await store.find(collection, what));
      answers.set(key, held);
      return held;
    },
    insert: () => Promise.resolve(),
  };
  return Object.assign(Object.create(store) as DocumentStore, memory);
}

async function leastUs(
  ask: (turn: number) => Promise<unknown>,
  warmUp: number,
  reads: number,
): Promise<number> {
  const run = async (count: number) => {
    let turn = 0;
    const caller = async () => {
      while (turn < count) await ask(turn++);
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  };
  await run(warmUp);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await run(reads);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / reads);
  }
  return least;
}
