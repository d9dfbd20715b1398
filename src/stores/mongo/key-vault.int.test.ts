import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { keyVaultConformance } from '../vault/testing-only/conformance.ts';
import { MongoKeyVault } from './key-vault.ts';

let client: MongoClient;
const databases: string[] = [];

beforeAll(async () => {
  client = await new MongoClient(inject('mongodbUri')).connect();
});

afterAll(async () => {
  for (const name of databases) await client.db(name).dropDatabase();
  await client.close();
});

function emptyDatabase() {
  const name = `keyvault_${randomUUID()}`;
  databases.push(name);
  return client.db(name);
}

keyVaultConformance('MongoDB', async () => new MongoKeyVault(emptyDatabase()));

describe('the key vault in MongoDB', () => {
  it('is seen alike by two processes', async () => {
    const db = emptyDatabase();
    const record = {
      tenant: 'default',
      epoch: 1,
      wrapped: Buffer.alloc(61, 1),
      kek_id: 'file:1',
      created_at: new Date(0),
    };
    await new MongoKeyVault(db).addBranchKey(record);
    expect(await new MongoKeyVault(db).latestBranchKey('default')).toEqual(record);
  });

  it('says that keys are unavailable when the server is away', async () => {
    const nobody = new MongoClient('mongodb://127.0.0.1:9/', { serverSelectionTimeoutMS: 200 });
    const vault = new MongoKeyVault(nobody.db('keyvault'));
    const away = { code: 'keys_unavailable' };
    await expect(vault.health()).rejects.toMatchObject(away);
    await expect(vault.latestBranchKey('default')).rejects.toMatchObject(away);
    await expect(vault.learnerContexts(['x'])).rejects.toMatchObject(away);
    await nobody.close();
  });
});
