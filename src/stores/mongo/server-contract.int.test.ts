import { type Collection, type Document, MongoBulkWriteError, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { declaredState } from '../../derive/migration-plan.ts';
import { SCHEMA } from '../../schema/schema.ts';
import type { Connection } from './connection.ts';
import { TestDatabases } from './testing-only/databases.ts';
import {
  documentExamples,
  type Examples,
  pageExamples,
  type Variant,
} from './testing-only/stored-examples.ts';

const BATCH = 250;
const VALIDATION_FAILURE = 121;

let databases: TestDatabases;
let connection: Connection;

beforeAll(async () => {
  databases = new TestDatabases(inject('mongodbUri'));
  connection = await databases.open();
});

afterAll(() => databases.dropAll());

/** A collection with the declared validator and without indexes, so that only the validator can refuse. */
async function validated(name: string): Promise<Collection<Document>> {
  const declared = declaredState(SCHEMA).find((one) => one.name === name);
  return connection.data.createCollection(name, {
    validator: { $jsonSchema: declared?.schema },
    validationLevel: 'strict',
    validationAction: 'error',
  });
}

/** The labels of the variants that the server's validator refuses. */
async function refusedOf(collection: Collection<Document>, variants: readonly Variant[]): Promise<string[]> {
  const refused: string[] = [];
  for (let at = 0; at < variants.length; at += BATCH) {
    const batch = variants.slice(at, at + BATCH);
    const documents = batch.map(({ label, value }) =>
      label.startsWith('._id') ? { ...(value as Document) } : { ...(value as Document), ...freshId(value) },
    );
    try {
      await collection.insertMany(documents, { ordered: false });
    } catch (thrown) {
      if (!(thrown instanceof MongoBulkWriteError)) throw thrown;
      for (const { index, code } of [thrown.writeErrors].flat()) {
        expect([batch[index]?.label, code]).toEqual([batch[index]?.label, VALIDATION_FAILURE]);
        refused.push(batch[index]?.label ?? '');
      }
    }
  }
  return refused;
}

/** Every document needs an identifier of its own, of the kind its collection has. */
function freshId(value: unknown): Document {
  const { _id } = value as Document;
  return _id instanceof ObjectId ? { _id: new ObjectId() } : { _id: nextUuid() };
}

let uuids = 0;
const nextUuid = () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`;

async function contract(collection: Collection<Document>, { good, accepted, refused }: Examples) {
  const labels = (variants: readonly Variant[]) => variants.map(({ label }) => label).sort();
  expect(await refusedOf(collection, [{ label: 'good', value: good }, ...accepted])).toEqual([]);
  expect((await refusedOf(collection, refused)).sort()).toEqual(labels(refused));
  expect(refused.length).toBeGreaterThan(5);
}

describe('the server itself accepts what the schema allows and refuses everything else', () => {
  for (const resolved of Object.values(SCHEMA.collections)) {
    it(`in ${resolved.name}`, async () => {
      await contract(await validated(resolved.name), documentExamples(resolved));
    });
    if (resolved.pages === null) continue;
    const { pages } = resolved;
    it(`in ${pages}`, async () => {
      const collection = await validated(pages);
      for (const list of resolved.growingLists) await contract(collection, pageExamples(resolved, list));
    });
  }
});
