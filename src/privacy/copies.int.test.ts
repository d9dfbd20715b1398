import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { systemActor } from '../access/actor.ts';
import { loadConfig } from '../config/load.ts';
import { generateLearner } from '../intake/generator/population.ts';
import { storePopulation } from '../intake/population/store-population.ts';
import { Platform } from '../platform.ts';
import { SCHEMA } from '../schema/schema.ts';
import { systemClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';
import { openKeyFile } from '../stores/keys/file.ts';
import { connect } from '../stores/mongo/connection.ts';
import { migrate } from '../stores/mongo/migration.ts';
import { MemoryObjectStore } from '../stores/objects/memory.ts';

const POPULATION = { learners: 3, days: 6, seed: 11, until: new Date('2026-03-31T00:00:00Z') };
const NAME = `copies${randomUUID().slice(0, 8)}`;
const given = { clock: systemClock, entropy: systemEntropy };

let folder: string;
let client: MongoClient;
const opened: Platform[] = [];

/** A platform on a database and on a key vault that is reached over a client of its own. */
async function open(data: string, vault: string, ledger = 'erasures.jsonl'): Promise<Platform> {
  const config = loadConfig({
    MASTERX_DATA_DIR: folder,
    MASTERX_DATABASE: data,
    MASTERX_KEYVAULT_DATABASE: vault,
    MASTERX_KEYVAULT_URI: inject('mongodbUri'),
    MASTERX_ERASURE_LEDGER: join(folder, ledger),
    NODE_ENV: 'test',
  });
  const connection = await connect(inject('mongodbUri'), config);
  await migrate(connection, SCHEMA, given);
  const kek = await openKeyFile(config, systemEntropy);
  const platform = new Platform({ connection, kek, objects: new MemoryObjectStore(), config, ...given });
  opened.push(platform);
  return platform;
}

/** Copies every document of a database: a backup that was taken, and restored under another name. */
async function copy(from: string, to: string): Promise<void> {
  for (const { name } of await client.db(from).listCollections().toArray()) {
    const documents = await client.db(from).collection(name).find().toArray();
    if (documents.length > 0) await client.db(to).collection(name).insertMany(documents);
  }
}

const system = (platform: Platform) => platform.as(systemActor('test', 'test-run', 'testing'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-copies-'));
  client = await MongoClient.connect(inject('mongodbUri'));
});
afterAll(async () => {
  for (const platform of opened) await platform.close();
  for (const name of ['data', 'vault', 'data_copy', 'vault_after', 'vault_before']) {
    await client.db(`${NAME}_${name}`).dropDatabase();
  }
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

describe('copies of an erased learner, with a key vault of its own', () => {
  it('hold nothing that can be read, nothing that identifies, and everybody else', async () => {
    const [data, vault] = [`${NAME}_data`, `${NAME}_vault`];
    const platform = await open(data, vault);
    await storePopulation(system(platform).documents, POPULATION);
    const ids = [0, 1, 2].map((index) => generateLearner(POPULATION, index).user.user_id);
    const [learner = '', other = ''] = ids;
    const texts = textsOf(await system(platform).learners.profile(learner));
    const before = await everythingOf(platform, other);
    expect(before).not.toEqual([]);

    await copy(data, `${NAME}_data_copy`);
    await system(platform).erasures.shred(learner, { isAlone: true });
    await copy(vault, `${NAME}_vault_after`);

    const copied = await open(`${NAME}_data_copy`, `${NAME}_vault_after`, 'none.jsonl');
    const { documents, erasures, learners, sessions, keys } = system(copied);
    await expect(learners.profile(learner)).rejects.toMatchObject({ code: 'not_found' });
    expect((await sessions.recent(learner, new Date(0))).items).toEqual([]);
    await expect(
      documents.collection('learning_dna').get('learning_dna_profile', {}, { learner }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await everythingOf(copied, other)).toEqual(before);
    const check = await keys.verify();
    expect(check).toMatchObject({ verdict: 'good', learners: 2 });
    expect(check.containers.some(({ erased }) => erased > 0)).toBe(true);

    const { remains } = await erasures.plan(learner);
    expect(remains.flatMap(({ identifying }) => identifying)).toEqual([]);
    expect(remains.reduce((sum, one) => sum + one.documents, 0)).toBeGreaterThan(2);
    const left = await storedOf(`${NAME}_data_copy`, learner);
    expect(left.length).toBeGreaterThan(2);
    const bytes = JSON.stringify(left);
    for (const text of texts) expect(bytes).not.toContain(text);
  });

  it('that were restored are erased again from the ledger, and the address is free', async () => {
    const platform = opened[0] as Platform;
    const learner = randomUUID();
    const email = `${learner}@example.org`;
    const { documents, erasures } = system(platform);
    await documents.collection('users').insert([{ ...newUser(learner), email }]);
    await copy(`${NAME}_vault`, `${NAME}_vault_before`);
    const [user] = await storedOf(`${NAME}_data`, learner);
    await erasures.shred(learner, { isAlone: true });
    const restored = await open(`${NAME}_data`, `${NAME}_vault_before`);
    await client
      .db(`${NAME}_data`)
      .collection('users')
      .replaceOne({ user_id: learner }, user ?? {});
    expect((await system(restored).learners.profile(learner)).user_id).toBe(learner);
    expect((await system(restored).erasures.replay()).erased).toBeGreaterThanOrEqual(1);
    await expect(system(restored).learners.profile(learner)).rejects.toMatchObject({ code: 'not_found' });
    expect((await restored.vault.learnerContexts([learner])).size).toBe(0);
  });
});

/** What the platform tells of a learner. */
async function everythingOf(platform: Platform, learner: string): Promise<readonly unknown[]> {
  const actor = system(platform);
  const [profile, recent, mastery] = await Promise.all([
    actor.learners.profile(learner),
    actor.sessions.recent(learner, new Date(0)),
    actor.insight.mastery(learner),
  ]);
  return [profile, recent.items, mastery.items];
}

async function storedOf(database: string, learner: string): Promise<Document[]> {
  const found: Document[] = [];
  for (const { name } of await client.db(database).listCollections().toArray()) {
    found.push(...(await client.db(database).collection(name).find({ user_id: learner }).toArray()));
  }
  return found;
}

/** What a profile says in the learner's own words: what the declaration protects. */
function textsOf(profile: object): string[] {
  const { email, profile: about } = profile as {
    email?: string | null;
    profile: { name: string | null; learning_goals: readonly string[] };
  };
  const texts = [email, about.name, ...about.learning_goals].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  expect(texts.length).toBeGreaterThan(0);
  return texts;
}
