import { Binary, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ResolvedCollection, ResolvedField } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';
import { systemClock } from '../std/clock.ts';
import { days } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';
import { capabilitiesOf } from '../stores/mongo/capabilities.ts';
import type { Connection } from '../stores/mongo/connection.ts';
import { migrate } from '../stores/mongo/migration.ts';
import { TestDatabases } from '../stores/mongo/testing-only/databases.ts';
import { documentExamples, pageExamples } from '../stores/mongo/testing-only/stored-examples.ts';
import { auditIndexes, type QueryAudit } from './index-audit.ts';

const DOCUMENTS = 120;
const LEARNERS = 5;

let databases: TestDatabases;
let connection: Connection;

beforeAll(async () => {
  databases = new TestDatabases(inject('mongodbUri'));
  connection = await databases.open();
  await migrate(connection, SCHEMA, { clock: systemClock, entropy: systemEntropy });
});

afterAll(() => databases.dropAll());

/** The faults found, without those the server has with any query, by its own showing. */
async function audit(): Promise<readonly QueryAudit[]> {
  const { can } = await capabilitiesOf(connection.client, connection.data);
  const audits = await auditIndexes((role) => connection.database(role), SCHEMA);
  if (can.orderedIndexWalk.available) return audits;
  return audits.map((found) => {
    const faults = found.faults.filter((fault) => !/^sorts in memory|for a page of/.test(fault));
    return {
      ...found,
      faults,
      verdict: found.verdict === 'poor' && faults.length === 0 ? 'good' : found.verdict,
    };
  });
}

/** Documents that differ in whatever an index is over, several of each learner where the schema allows it. */
function documentsOf(collection: ResolvedCollection): Document[] {
  const { good } = documentExamples(collection);
  const alone = (path: string) =>
    path === '_id' ||
    collection.indexes.some(({ unique, keys }) => unique && Object.keys(keys).join() === path);
  const indexed = new Set(
    collection.indexes.flatMap(({ keys, logicalKeys }) =>
      Object.keys(keys).map((path, at) => [path, Object.keys(logicalKeys)[at] ?? path].join(' ')),
    ),
  );
  return Array.from({ length: DOCUMENTS }, (_, at) => {
    const document = structuredCloneOf(good as Document);
    const { _id } = good as Document;
    document['_id'] = _id instanceof ObjectId ? new ObjectId() : uuid(at);
    for (const [path = '', logical = ''] of [...indexed].map((pair) => pair.split(' '))) {
      if (path.includes('entries.')) continue;
      const number = path === collection.owner && !alone(path) ? at % LEARNERS : at;
      const field = findField(collection.root, logical);
      if (path === collection.searchTokens?.storedPath)
        document[path] = [binary(number), binary(-1 - number)];
      else put(document, path, path === logical && field ? distinct(field, number) : binary(number));
    }
    return document;
  });
}

/** Pages of several learners, each with tokens that no other page has. */
function pagesOf(collection: ResolvedCollection): Document[] {
  return collection.growingLists.flatMap((list) => {
    const { good } = pageExamples(collection, list);
    return Array.from({ length: DOCUMENTS }, (_, at) => ({
      ...(good as Document),
      _id: new ObjectId(),
      parent: new ObjectId(),
      ...(collection.owner !== null && { [collection.owner]: uuid(at % LEARNERS) }),
      ...(collection.searchTokens?.list === list.path && {
        [collection.searchTokens.storedPath]: [binary(at), binary(-1 - at)],
      }),
    }));
  });
}

const uuid = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const binary = (at: number) => new Binary(Buffer.from(`hash ${at}`));

function distinct(field: ResolvedField, at: number): unknown {
  switch (field.kind) {
    case 'uuid':
      return uuid(at);
    case 'slug':
      return `slug-${at}`;
    case 'text':
      return `text${at}`;
    case 'instant':
      return new Date(Date.UTC(2026, 0, 1) + days(at));
    case 'integer':
      return at + 1;
    case 'number':
      return field.field.kind === 'number' ? Math.min(field.field.maximum, at / DOCUMENTS) : at;
    case 'choice':
      return field.field.kind === 'choice' ? field.field.values[at % field.field.values.length] : null;
    case 'boolean':
      return at % 2 === 0;
    default:
      return binary(at);
  }
}

function put(document: Document, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  const holder = parts.reduce<Document>((inner, name) => inner[name], document);
  holder[last] = value;
}

/** The driver's own values are not for `structuredClone`. */
function structuredCloneOf(value: Document): Document {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      inner !== null && typeof inner === 'object' && Object.getPrototypeOf(inner) === Object.prototype
        ? structuredCloneOf(inner)
        : inner,
    ]),
  );
}

describe('the index audit', () => {
  it('proves nothing where nothing is stored', async () => {
    const audits = await audit();
    const expected = Object.values(SCHEMA.collections).flatMap(({ queries, pageQueries }) =>
      Object.keys({ ...queries, ...pageQueries }),
    );
    expect(audits.map(({ query }) => query)).toEqual(expected);
    // A migration has just been recorded.
    for (const { query, verdict } of audits) {
      expect([query, verdict]).toEqual([query, query === 'latest_migration' ? 'good' : 'no_data']);
    }
  });

  it('finds every named query served by its index, with no key or document too many', async () => {
    for (const collection of Object.values(SCHEMA.collections)) {
      const db = connection.database(collection.declaration.database);
      await db.collection(collection.name).deleteMany({});
      await db.collection(collection.name).insertMany(documentsOf(collection));
      if (collection.pages === null) continue;
      await db.collection(collection.pages).deleteMany({});
      await db.collection(collection.pages).insertMany(pagesOf(collection));
    }
    const poor = (await audit()).filter(({ verdict }) => verdict !== 'good');
    expect(poor).toEqual([]);
  });

  it('tells which query has lost its index', async () => {
    await connection.data.collection('learning_sessions').dropIndex('started_at_-1');
    const poor = (await audit()).filter(({ verdict }) => verdict !== 'good');
    expect(poor).toMatchObject([
      {
        collection: 'learning_sessions',
        query: 'platform_usage_analytics',
        collectionScan: true,
        faults: expect.arrayContaining(['reads every document', 'walks along 0 indexes']),
      },
    ]);
  });
});
