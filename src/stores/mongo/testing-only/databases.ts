import { systemEntropy } from '../../../std/random.ts';
import { type Connection, type ConnectionOptions, connect } from '../connection.ts';

/** Databases of a test's own on a real server, dropped by `dropAll`. */
export class TestDatabases {
  readonly #uri: string;
  readonly #names = new Map<string, Connection>();
  readonly #connections: Connection[] = [];

  constructor(uri: string) {
    this.#uri = uri;
  }

  /** A connection to two new databases, or a further one to those of another connection, perhaps by another way. */
  async open(like?: Connection, uri = this.#uri, options: ConnectionOptions = {}): Promise<Connection> {
    const name = like?.data.databaseName ?? `test_${systemEntropy.uuid().slice(0, 13)}`;
    const settings = { database: name, keyVaultUri: null, keyVaultDatabase: `${name}_vault` };
    const connection = await connect(uri, settings, options);
    this.#connections.push(connection);
    if (!like) this.#names.set(name, connection);
    return connection;
  }

  async dropAll(): Promise<void> {
    if (this.#names.size > 0) {
      const sweeper = await connect(this.#uri, {
        database: 'sweeper',
        keyVaultUri: null,
        keyVaultDatabase: 'sweeper_vault',
      });
      for (const name of this.#names.keys()) {
        await sweeper.client.db(name).dropDatabase();
        await sweeper.client.db(`${name}_vault`).dropDatabase();
      }
      await sweeper.close();
    }
    await Promise.all(this.#connections.map((connection) => connection.close()));
  }
}
