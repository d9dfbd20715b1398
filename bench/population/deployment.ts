import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { type Actor, systemActor } from '../../src/access/actor.ts';
import { KeyringAuditKeys } from '../../src/access/audit-keys.ts';
import { type AccessTrail, AuditTrail } from '../../src/access/audit-trail.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { DocumentsParts } from '../../src/documents/parts.ts';
import { acquireServers, serversEnded } from '../../src/embedded/acquire.ts';
import { Platform } from '../../src/platform.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { systemClock } from '../../src/std/clock.ts';
import { minutes } from '../../src/std/durations.ts';
import { systemEntropy } from '../../src/std/random.ts';
import type { Cache } from '../../src/stores/cache/port.ts';
import type { DocumentStore } from '../../src/stores/documents/port.ts';
import { openKeyFile } from '../../src/stores/keys/file.ts';
import { Connection, connect } from '../../src/stores/mongo/connection.ts';
import { migrate } from '../../src/stores/mongo/migration.ts';
import { MemoryObjectStore } from '../../src/stores/objects/memory.ts';

/** Who asks in the bench: a part of the platform itself, which may ask for every learner. */
export const ACTOR: Actor = systemActor('bench', 'bench-run', 'measuring');

/** A server of the bench's own, and platforms on it. */
export interface Deployment {
  readonly engine: string;
  readonly version: string | null;
  /** A platform on an empty, migrated database of that name. */
  open(name: string): Promise<Platform>;
  /** Another platform on a database that `open` made, whose client tells every command it sends. */
  openMonitored(name: string): Promise<{ readonly platform: Platform; readonly client: MongoClient }>;
  stop(): Promise<void>;
}

/** A cache that holds nothing: every answer that is measured comes from the database. */
const NO_CACHE: Cache = {
  get: () => Promise.resolve(null),
  set: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  isReachable: () => Promise.resolve(true),
  close: () => Promise.resolve(),
};

/** Starts a server on a folder for temporary files, or uses the one of MASTERX_MONGODB_URI. */
export async function deploy(engine: string, onProgress: (step: string) => void): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), 'masterx-bench-'));
  const configOf = (database: string) =>
    loadConfig({
      MASTERX_MONGODB_URI: process.env['MASTERX_MONGODB_URI'],
      MASTERX_ENGINE: engine,
      MASTERX_DATA_DIR: folder,
      MASTERX_DATABASE: database,
      MASTERX_KEYVAULT_DATABASE: `${database}_vault`,
    });
  const config = configOf('bench');
  const servers = await acquireServers(config, {
    redis: false,
    graceMs: 0,
    onProgress: ({ step }) => onProgress(step),
  });
  const { uri } = servers.mongodb;
  const opened: Platform[] = [];
  const named = new Set<string>();
  const platformOn = async (connection: Connection) => {
    const platform = new Platform({
      connection,
      kek: await openKeyFile(config, systemEntropy),
      cache: NO_CACHE,
      objects: new MemoryObjectStore(),
      config,
      clock: systemClock,
      entropy: systemEntropy,
    });
    opened.push(platform);
    return platform;
  };
  return {
    engine: servers.mongodb.engine,
    version: servers.mongodb.version,
    async open(name) {
      const connection = await connect(uri, configOf(databaseOf(name)));
      named.add(databaseOf(name));
      await migrate(connection, SCHEMA, { clock: systemClock, entropy: systemEntropy });
      return platformOn(connection);
    },
    async openMonitored(name) {
      const client = new MongoClient(uri, {
        monitorCommands: true,
        readConcern: { level: 'majority' },
        writeConcern: { w: 'majority', journal: true },
      });
      await client.connect();
      return {
        platform: await platformOn(new Connection(client, client, configOf(databaseOf(name)))),
        client,
      };
    },
    async stop() {
      // A configured server is not the bench's own: it gets back what it lent.
      if (servers.mongodb.engine === 'configured' && opened[0]) {
        const { client } = opened[0].connection;
        for (const name of named) await client.db(name).dropDatabase();
        for (const name of named) await client.db(`${name}_vault`).dropDatabase();
      }
      for (const platform of opened) await platform.close();
      await servers.stop();
      await serversEnded(config, minutes(1));
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    },
  };
}

/** What a door of the bench's own is made of, over another store than the platform's. */
export function partsOf(platform: Platform, store: DocumentStore, other?: AccessTrail): DocumentsParts {
  const { keyring, clock, entropy, latencies } = platform;
  const trail = other ?? new AuditTrail(store, new KeyringAuditKeys(keyring), clock, entropy);
  return {
    store,
    keyring,
    trail,
    latencies,
    cache: NO_CACHE,
    clock,
    entropy,
    tenant: TENANT,
    region: REGION,
  };
}

const { tenant: TENANT, region: REGION } = loadConfig({});
const RUN = systemEntropy.bytes(4).toString('hex');
const databaseOf = (name: string) => `bench_${RUN}_${name}`;
