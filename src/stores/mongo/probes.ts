import { type Collection, type Db, type Document, type MongoClient, MongoServerError } from 'mongodb';
import { CODES } from './driver-errors.ts';
import { examined } from './explain.ts';

/** Tries one thing in a scratch collection that does not exist yet; null when it works, else what came instead. */
type Probe = (scratch: Collection, db: Db, client: MongoClient) => Promise<string | null>;

const POSITIVE = { $jsonSchema: { properties: { n: { bsonType: 'int', minimum: 1 } } } };

/** One probe for each capability. Each shows the effect, not only that a command was accepted. */
export const PROBES = {
  transactions: probe(async (scratch, _, client) => {
    await scratch.insertOne({ kept: true });
    return client.withSession(async (session) => {
      session.startTransaction();
      try {
        await scratch.insertOne({ kept: false }, { session });
      } finally {
        await session.abortTransaction();
      }
      const left = await scratch.countDocuments({ kept: false });
      return left === 0 ? null : 'an aborted transaction left its write behind';
    });
  }),

  changeStreams: probe(async (scratch) => {
    const stream = scratch.watch([], { maxAwaitTimeMS: 50 });
    try {
      await stream.tryNext();
      return null;
    } finally {
      await stream.close();
    }
  }),

  documentValidation: probe(async (scratch, db) => {
    await db.createCollection(scratch.collectionName, {
      validator: POSITIVE,
      validationLevel: 'strict',
      validationAction: 'error',
    });
    return refusal(scratch, { n: 0 }, CODES.documentValidationFailure);
  }),

  collMod: probe(async (scratch, db) => {
    await db.createCollection(scratch.collectionName);
    await db.command({ collMod: scratch.collectionName, validator: POSITIVE, validationLevel: 'strict' });
    return refusal(scratch, { n: 0 }, CODES.documentValidationFailure);
  }),

  partialUniqueIndexes: probe(async (scratch) => {
    await scratch.createIndex({ n: 1 }, { unique: true, partialFilterExpression: { n: { $exists: true } } });
    await scratch.insertMany([{}, {}, { n: 1 }]);
    return refusal(scratch, { n: 1 }, CODES.duplicateKey);
  }),

  sparseUniqueIndexes: probe(async (scratch) => {
    await scratch.createIndex({ n: 1 }, { unique: true, sparse: true });
    await scratch.insertMany([{}, {}, { n: 1 }]);
    return refusal(scratch, { n: 1 }, CODES.duplicateKey);
  }),

  /** What an update took away may be stored again elsewhere. One embedded engine keeps it taken. */
  uniqueValuesFreedByUpdates: probe(async (scratch) => {
    await scratch.createIndex({ n: 1 }, { unique: true });
    await scratch.insertOne({ n: 1 });
    await scratch.updateOne({ n: 1 }, { $set: { n: 2 } });
    try {
      await scratch.insertOne({ n: 1 });
      return null;
    } catch (thrown) {
      if (thrown instanceof MongoServerError && thrown.code === CODES.duplicateKey)
        return 'a unique value stays taken after an update took it away';
      throw thrown;
    }
  }),

  /** Equality, then order, from one compound index, and no further than the limit. */
  orderedIndexWalk: probe(async (scratch) => {
    await scratch.createIndex({ a: 1, b: -1 }, { name: 'probe' });
    await scratch.insertMany([1, 2, 3, 4, 5].map((b) => ({ a: 1, b })));
    const cursor = scratch.find({ a: 1 }).sort({ b: -1 }).limit(2).hint('probe');
    const said = examined(await cursor.explain('executionStats'));
    if (said.sort) return 'sorts in memory what an index holds in order';
    return said.keys <= 3 && said.documents <= 2 ? null : 'walks past the limit';
  }),

  textIndexes: probe(async (scratch) => {
    await scratch.createIndex({ words: 'text' });
    await scratch.insertOne({ words: 'one word' });
    const found = await scratch.countDocuments({ $text: { $search: 'word' } });
    return found === 1 ? null : 'a text index does not find its word';
  }),

  atlasSearch: probe(async (scratch) => {
    await scratch.insertOne({ words: 'one word' });
    await scratch.aggregate([{ $search: { text: { query: 'word', path: 'words' } } }]).toArray();
    return null;
  }),

  hashedIndexes: probe(async (scratch) => {
    await scratch.createIndex({ n: 'hashed' }, { name: 'probe' });
    return servedBy(scratch, { n: 1 });
  }),

  wildcardIndexes: probe(async (scratch) => {
    await scratch.createIndex({ '$**': 1 }, { name: 'probe' });
    return servedBy(scratch, { n: 1 });
  }),

  explainStatistics: probe(async (scratch) => {
    await scratch.createIndex({ n: 1 }, { name: 'probe' });
    return servedBy(scratch, { n: 1 });
  }),

  profiler: probe(async (_, db) => {
    const { was } = await db.command({ profile: -1 });
    return typeof was === 'number' ? null : 'the profiler does not say its level';
  }),
} as const satisfies Record<string, Probe>;

/** A server that cannot do something refuses it with an error of its own; being away is another matter. */
function probe(attempt: Probe): Probe {
  return async (scratch, db, client) => {
    try {
      return await attempt(scratch, db, client);
    } catch (thrown) {
      if (!(thrown instanceof MongoServerError)) throw thrown;
      return thrown.codeName ?? `error ${thrown.code}`;
    }
  };
}

async function refusal(scratch: Collection, document: Document, code: number): Promise<string | null> {
  try {
    await scratch.insertOne({ ...document });
  } catch (thrown) {
    if (thrown instanceof MongoServerError && thrown.code === code) return null;
    throw thrown;
  }
  return 'a document that must be refused was accepted';
}

/** Whether the index named `probe` answers the filter and the server says how. */
async function servedBy(scratch: Collection, filter: Document): Promise<string | null> {
  await scratch.insertMany([{ n: 1 }, { n: 2 }]);
  const said = examined(await scratch.find(filter).hint('probe').explain('executionStats'));
  if (said.collectionScan || !said.indexes.includes('probe')) return 'the index is accepted and not used';
  return said.keys > 0 && said.returned === 1 ? null : 'the server does not say what it examined';
}
