import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LIMITS } from '../../std/limits.ts';
import { capabilitiesOf } from './capabilities.ts';
import { connect } from './connection.ts';
import { TestDatabases } from './testing-only/databases.ts';

const NAMES = { database: 'masterx', keyVaultUri: null, keyVaultDatabase: 'masterx_keyvault' } as const;
const PASSWORD = 'pa55-w0rd';

let databases: TestDatabases;

beforeAll(() => {
  databases = new TestDatabases(inject('mongodbUri'));
});

afterAll(() => databases.dropAll());

describe('a connection', () => {
  it('reaches both databases and writes durably', async () => {
    const connection = await databases.open();
    expect(connection.database('vault')).toBe(connection.vault);
    expect(connection.data.writeConcern).toMatchObject({ w: 'majority', journal: true });
    expect(connection.data.readConcern).toMatchObject({ level: 'majority' });
    await connection.data.collection('things').insertOne({ n: 1 });
    expect(await connection.data.collection('things').countDocuments()).toBe(1);
  });

  it('says where nobody answers, and no password', async () => {
    const uri = `mongodb://anna:${PASSWORD}@127.0.0.1:9/?directConnection=true`;
    const failure: unknown = await connect(uri, NAMES, { selectionMsMax: 200 }).catch((thrown) => thrown);
    expect(failure).toMatchObject({ code: 'store_unavailable' });
    expect(String(failure)).toContain('127.0.0.1:9');
    expect(String(failure)).not.toContain(PASSWORD);
  });

  it('keeps to the limits of the connection string, and to its own durability', async () => {
    const uri = new URL(inject('mongodbUri'));
    for (const [name, value] of Object.entries({
      SERVERSELECTIONTIMEOUTMS: '4321',
      maxPoolSize: '7',
      w: '1',
    })) {
      uri.searchParams.set(name, value);
    }
    const connection = await connect(uri.href, { ...NAMES, database: 'never_written' });
    const { options, writeConcern } = connection.client;
    await connection.close();
    expect(options).toMatchObject({
      serverSelectionTimeoutMS: 4321,
      maxPoolSize: 7,
      connectTimeoutMS: 10_000,
      waitQueueTimeoutMS: LIMITS.poolWaitMsMax,
    });
    expect(writeConcern).toMatchObject({ w: 'majority', journal: true });
  });

  it('refuses what is no connection string without repeating it', async () => {
    const failure: unknown = await connect(`mongo//anna:${PASSWORD}@x`, NAMES).catch((thrown) => thrown);
    expect(failure).toMatchObject({ code: 'configuration_invalid', cause: undefined });
    expect(String(failure)).not.toContain(PASSWORD);
  });

  it('refuses one database for the data and the vault', async () => {
    await expect(
      connect(inject('mongodbUri'), { ...NAMES, keyVaultDatabase: 'masterx' }),
    ).rejects.toMatchObject({
      code: 'configuration_invalid',
    });
  });
});

describe('what the server can do', () => {
  it('is asked once, and leaves nothing behind', async () => {
    const { client, data } = await databases.open();
    const found = await capabilitiesOf(client, data);
    expect(capabilitiesOf(client, data)).toBe(capabilitiesOf(client, data));
    expect(await data.listCollections().toArray()).toEqual([]);
    expect(found.server.version).toMatch(/\d+\.\d+/);
    // Without these MasterX does not work.
    for (const needed of [
      'transactions',
      'changeStreams',
      'documentValidation',
      'collMod',
      'sparseUniqueIndexes',
      'explainStatistics',
    ] as const) {
      expect([needed, found.can[needed]]).toEqual([needed, { available: true, reason: null }]);
    }
    for (const { available, reason } of Object.values(found.can)) expect(available).toBe(reason === null);
  });

  it('is asked again after the server was away', async () => {
    const { client, data } = await databases.open();
    await client.close();
    await expect(capabilitiesOf(client, data)).rejects.toMatchObject({ code: 'store_unavailable' });
    await client.connect();
    expect((await capabilitiesOf(client, data)).topology).toBeDefined();
  });
});
