import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import type { Config } from '../../config/settings.ts';
import { MasterXError } from '../../errors/error.ts';
import type { CollectionDeclaration } from '../../schema/define.ts';
import { seconds } from '../../std/durations.ts';
import { LIMITS } from '../../std/limits.ts';
import type { Credential } from '../../transport/credential.ts';
import { asMasterXError } from './driver-errors.ts';
import { assertSafeTransport, transportFailure, transportOptions, watchPlainHosts } from './transport.ts';

/** Which of the two databases a collection is in. */
export type DatabaseRole = CollectionDeclaration['database'];

export interface ConnectionOptions {
  /** Connections open at once, to each deployment, where the connection string does not say it. */
  readonly poolSizeMax?: number;
  /** How long to look for a primary before `store_unavailable`, where the connection string does not say it. */
  readonly selectionMsMax?: number;
  /** Certificates for the deployments; without them the system's authorities are trusted and none is shown. */
  readonly credentials?: { readonly mongodb: Credential; readonly keyVault: Credential };
}

const POOL_SIZE_MAX = 50;
const SELECTION_MS_MAX = seconds(10);
const CONNECT_MS_MAX = seconds(10);

/** The data and the key vault: two databases, of one deployment or of two. */
export class Connection {
  readonly client: MongoClient;
  readonly data: Db;
  readonly vault: Db;
  readonly #vaultClient: MongoClient;

  constructor(
    client: MongoClient,
    vaultClient: MongoClient,
    names: Pick<Config, 'database' | 'keyVaultDatabase'>,
  ) {
    this.client = client;
    this.#vaultClient = vaultClient;
    this.data = client.db(names.database);
    this.vault = vaultClient.db(names.keyVaultDatabase);
  }

  database(role: DatabaseRole): Db {
    return role === 'data' ? this.data : this.vault;
  }

  async close(): Promise<void> {
    await Promise.all([...new Set([this.client, this.#vaultClient])].map((client) => client.close()));
  }
}

/**
 * Connects to the deployment at `uri`, and to the vault's own where the settings name one; both have answered when this
 * resolves. Every read is of what a majority holds, every write waits for a majority and its journals, whatever the connection
 * string says; its limits on time and on connections stand. TLS is of version 1.3, and plain text stays on this machine.
 *
 * @throws MasterXError `store_unavailable` when no primary answers in time, `configuration_invalid` when a connection
 * string cannot be read, its credentials are refused, or it would go over a network in plain text. Neither says a password.
 */
export async function connect(
  uri: string,
  settings: Pick<Config, 'database' | 'keyVaultUri' | 'keyVaultDatabase'>,
  options: ConnectionOptions = {},
): Promise<Connection> {
  if (settings.keyVaultUri === null && settings.database === settings.keyVaultDatabase) {
    throw new MasterXError('configuration_invalid', {
      detail: 'The data and the key vault need databases of two names.',
    });
  }
  const { credentials } = options;
  const client = clientOf(uri, 'the database', options, credentials?.mongodb);
  const vaultClient =
    settings.keyVaultUri === null
      ? client
      : clientOf(settings.keyVaultUri, 'the key vault', options, credentials?.keyVault);
  const connection = new Connection(client, vaultClient, settings);
  try {
    await reached(client, 'The database');
    if (vaultClient !== client) await reached(vaultClient, 'The key vault');
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
  return connection;
}

function clientOf(
  uri: string,
  what: string,
  { poolSizeMax, selectionMsMax }: ConnectionOptions,
  credential: Credential | undefined,
): MongoClient {
  // The driver prefers options to the connection string; here whoever wrote the string knows the deployment better.
  const unsaid: MongoClientOptions = {
    appName: 'masterx',
    maxPoolSize: poolSizeMax ?? POOL_SIZE_MAX,
    waitQueueTimeoutMS: LIMITS.poolWaitMsMax,
    serverSelectionTimeoutMS: selectionMsMax ?? SELECTION_MS_MAX,
    connectTimeoutMS: CONNECT_MS_MAX,
  };
  const said = namesIn(uri);
  const options: MongoClientOptions = {
    ...Object.fromEntries(Object.entries(unsaid).filter(([name]) => !said.has(name.toLowerCase()))),
    retryReads: true,
    retryWrites: true,
    readPreference: 'primary',
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true },
    ...transportOptions(credential),
  };
  assertSafeTransport(said, what);
  let client: MongoClient;
  try {
    client = new MongoClient(uri, options);
  } catch {
    // The driver's message may quote the connection string, password and all: it is left out on purpose.
    throw new MasterXError('configuration_invalid', {
      detail: `The connection string of ${what} cannot be read; expected mongodb://… or mongodb+srv://….`,
    });
  }
  watchPlainHosts(client, what);
  return client;
}

/** The options a connection string gives, in lower case: their names have no case of their own. */
function namesIn(uri: string): ReadonlySet<string> {
  const [, options = ''] = uri.split('?', 2);
  return new Set([...new URLSearchParams(options).keys()].map((name) => name.toLowerCase()));
}

async function reached(client: MongoClient, what: string): Promise<void> {
  try {
    await client.connect();
    await client.db('admin').command({ ping: 1 });
  } catch (thrown) {
    const refusal = transportFailure(thrown, what);
    if (refusal !== null) throw refusal;
    const error = asMasterXError(thrown);
    if (!(error instanceof MasterXError) || error.code !== 'store_unavailable') throw error;
    const { hosts, srvHost } = client.options;
    const where = hosts.length > 0 ? hosts.map(String).join(', ') : (srvHost ?? 'its address');
    throw new MasterXError('store_unavailable', {
      detail: `${what} does not answer at ${where}.`,
      cause: error.cause,
    });
  }
}
