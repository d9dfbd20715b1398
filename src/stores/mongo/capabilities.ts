import type { Collection, Db, MongoClient } from 'mongodb';
import { type Entropy, systemEntropy } from '../../std/random.ts';
import { answered, reachStore } from './driver-errors.ts';
import { PROBES } from './probes.ts';

/** Something a server can or cannot do, as it showed when it was tried. */
export interface Capability {
  readonly available: boolean;
  /** Why not, in the server's terms; null when it is available. */
  readonly reason: string | null;
}

export type CapabilityName = keyof typeof PROBES;

/** What the deployment is and can do, asked of it and never guessed from its version. */
export interface Capabilities {
  readonly server: {
    /** `SecantusDB` when it says so, else `MongoDB`. */
    readonly name: string;
    /** Version of the program itself. */
    readonly version: string;
    /** MongoDB version whose protocol it speaks. */
    readonly protocolVersion: string;
  };
  readonly topology: 'standalone' | 'replica_set' | 'sharded';
  readonly can: Readonly<Record<CapabilityName, Capability>>;
}

const asked = new WeakMap<MongoClient, Map<string, Promise<Capabilities>>>();

/**
 * What the server of a database can do. Asked once for each connection and database, in a scratch collection that is
 * removed again; the question takes a few dozen commands.
 *
 * @throws MasterXError `store_unavailable`
 */
export function capabilitiesOf(
  client: MongoClient,
  db: Db,
  entropy: Entropy = systemEntropy,
): Promise<Capabilities> {
  const known = asked.get(client) ?? new Map<string, Promise<Capabilities>>();
  asked.set(client, known);
  const answer = known.get(db.databaseName) ?? reachStore(() => ask(client, db, entropy));
  known.set(db.databaseName, answer);
  // A failure is told and not kept: the next caller asks again.
  answer.catch(() => known.delete(db.databaseName));
  return answer;
}

/** What the server is. @throws MasterXError `store_unavailable` */
export function serverOf(db: Db): Promise<Capabilities['server']> {
  return reachStore(async () => {
    const build = await db.command({ buildInfo: 1 });
    const secantus: unknown = build['secantusVersion'];
    return {
      name: secantus === undefined ? 'MongoDB' : 'SecantusDB',
      version: String(secantus ?? build['version']),
      protocolVersion: String(build['version']),
    };
  });
}

async function ask(client: MongoClient, db: Db, entropy: Entropy): Promise<Capabilities> {
  const [server, hello] = await Promise.all([serverOf(db), db.command({ hello: 1 })]);
  const can: Partial<Record<CapabilityName, Capability>> = {};
  for (const [name, probe] of Object.entries(PROBES) as [CapabilityName, (typeof PROBES)[CapabilityName]][]) {
    const scratch = db.collection(`masterx_probe_${entropy.uuid()}`);
    try {
      const reason = await probe(scratch, db, client);
      can[name] = { available: reason === null, reason };
    } finally {
      await remove(scratch);
    }
  }
  return {
    server,
    topology:
      hello['msg'] === 'isdbgrid' ? 'sharded' : hello['setName'] === undefined ? 'standalone' : 'replica_set',
    can: can as Record<CapabilityName, Capability>,
  };
}

async function remove(scratch: Collection): Promise<void> {
  try {
    await scratch.drop();
  } catch (thrown) {
    // A probe that was refused may have left nothing to remove.
    if (!answered(thrown, 'namespaceNotFound')) throw thrown;
  }
}
