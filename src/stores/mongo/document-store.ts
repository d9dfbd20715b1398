import type { ClientSession, Db, Document, MongoClient } from 'mongodb';
import { invariant } from '../../std/assert.ts';
import { LIMITS } from '../../std/limits.ts';
import {
  type Change,
  type DocumentStore,
  DuplicateDocument,
  type Find,
  type Step,
  type StoredDocument,
  type Transaction,
} from '../documents/port.ts';
import { asMasterXError, duplicateKeyOf, reachStore } from './driver-errors.ts';

/** A transaction of the driver behind the port's opaque handle. */
class MongoTransaction implements Transaction {
  readonly kind = 'transaction';

  constructor(readonly session: ClientSession) {}
}

/** The document store over a MongoDB database. */
export class MongoDocumentStore implements DocumentStore {
  readonly #client: MongoClient;
  readonly #db: Db;

  constructor(client: MongoClient, db: Db) {
    this.#client = client;
    this.#db = db;
  }

  async find(collection: string, what: Find, within?: Transaction): Promise<StoredDocument[]> {
    const { filter, sort, projection, skip = 0, limit } = what;
    return reachStore(() =>
      this.#db
        .collection(collection)
        .find(filter as Document, {
          ...sessionOf(within),
          ...(sort && Object.keys(sort).length > 0 && { sort }),
          ...(projection && { projection }),
          ...(skip > 0 && { skip }),
          limit,
          maxTimeMS: LIMITS.queryMsMax,
          // One round trip: the whole answer in the first batch.
          batchSize: limit + 1,
        })
        .toArray(),
    );
  }

  async summarise(
    collection: string,
    stages: readonly StoredDocument[],
    { limit }: { readonly limit: number },
  ): Promise<StoredDocument[]> {
    const pipeline = [...stages, { $limit: limit }] as Document[];
    return reachStore(() =>
      this.#db
        .collection(collection)
        .aggregate(pipeline, { batchSize: limit, maxTimeMS: LIMITS.queryMsMax })
        .toArray(),
    );
  }

  async insert(
    collection: string,
    documents: readonly StoredDocument[],
    within?: Transaction,
  ): Promise<void> {
    if (documents.length === 0) return;
    try {
      await reachStore(() =>
        this.#db
          .collection(collection)
          .insertMany(documents as Document[], { ...sessionOf(within), ordered: true }),
      );
    } catch (thrown) {
      if (duplicateKeyOf(thrown)) throw new DuplicateDocument(collection, { cause: thrown });
      throw thrown;
    }
  }

  async change(collection: string, changes: readonly Change[], within?: Transaction): Promise<number> {
    if (changes.length === 0) return 0;
    const operations = changes.map((change) => ({
      updateOne: { filter: change.filter as Document, update: updateOf(change) },
    }));
    const { matchedCount } = await reachStore(() =>
      this.#db.collection(collection).bulkWrite(operations, { ...sessionOf(within), ordered: true }),
    );
    return matchedCount;
  }

  async step(
    collection: string,
    { filter, set, increment, push = {}, pull, projection }: Step,
  ): Promise<StoredDocument | null> {
    const update = {
      ...updateOf({ filter, ...(set && { set }), ...(increment && { increment }) }),
      ...(Object.keys(push).length > 0 && {
        $push: Object.fromEntries(
          Object.entries(push).map(([path, { element, keep }]) => [
            path,
            { $each: [element], $slice: -keep },
          ]),
        ),
      }),
      ...(pull && Object.keys(pull).length > 0 && { $pull: pull }),
    } as Document;
    return reachStore(() =>
      this.#db.collection(collection).findOneAndUpdate(filter as Document, update, {
        projection: projection as Document,
        returnDocument: 'after',
        maxTimeMS: LIMITS.queryMsMax,
      }),
    );
  }

  async remove(collection: string, filter: StoredDocument, within?: Transaction): Promise<number> {
    const { deletedCount } = await reachStore(() =>
      this.#db.collection(collection).deleteMany(filter as Document, sessionOf(within)),
    );
    return deletedCount;
  }

  async transaction<T>(work: (within: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.#client.withSession((session) =>
        session.withTransaction(() => work(new MongoTransaction(session)), {
          readConcern: { level: 'snapshot' },
          writeConcern: { w: 'majority', journal: true },
        }),
      );
    } catch (thrown) {
      throw asMasterXError(thrown, 'translate');
    }
  }

  async estimate(collection: string): Promise<number> {
    return reachStore(() => this.#db.collection(collection).estimatedDocumentCount());
  }

  async health(): Promise<void> {
    await reachStore(() => this.#db.command({ ping: 1 }));
  }
}

function updateOf({ set, unset, increment, push }: Change): Document {
  return {
    ...(set && Object.keys(set).length > 0 && { $set: set }),
    ...(unset && unset.length > 0 && { $unset: Object.fromEntries(unset.map((path) => [path, ''])) }),
    ...(increment && { $inc: increment }),
    ...(push && {
      $push: Object.fromEntries(Object.entries(push).map(([path, values]) => [path, { $each: values }])),
    }),
  };
}

function sessionOf(within: Transaction | undefined): { session?: ClientSession } {
  if (!within) return {};
  invariant(within instanceof MongoTransaction, 'a transaction goes back to the store that began it');
  return { session: within.session };
}
