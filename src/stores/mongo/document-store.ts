import {
  type ClientSession,
  type Db,
  type Document,
  MongoBulkWriteError,
  type MongoClient,
  MongoServerError,
} from 'mongodb';
import { invariant } from '../../std/assert.ts';
import {
  type Change,
  type DocumentStore,
  DuplicateDocument,
  type Find,
  type StoredDocument,
  type Transaction,
} from '../documents/port.ts';
import { asMasterXError } from './driver-errors.ts';

const DUPLICATE_KEY = 11_000;

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
    const { filter, sort, projection, hint, skip = 0, limit } = what;
    return translated(() =>
      this.#db
        .collection(collection)
        .find(filter as Document, {
          ...sessionOf(within),
          ...(sort && Object.keys(sort).length > 0 && { sort }),
          ...(projection && { projection }),
          ...(hint !== undefined && { hint }),
          ...(skip > 0 && { skip }),
          limit,
          // One round trip: the whole answer in the first batch.
          batchSize: limit + 1,
        })
        .toArray(),
    );
  }

  async summarise(
    collection: string,
    stages: readonly StoredDocument[],
    { hint, limit }: { hint: Find['hint']; limit: number },
  ): Promise<StoredDocument[]> {
    const pipeline = [...stages, { $limit: limit }] as Document[];
    return translated(() =>
      this.#db
        .collection(collection)
        .aggregate(pipeline, hint === undefined ? {} : { hint })
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
      await translated(() =>
        this.#db
          .collection(collection)
          .insertMany(documents as Document[], { ...sessionOf(within), ordered: true }),
      );
    } catch (thrown) {
      if (isDuplicate(thrown)) throw new DuplicateDocument(collection, { cause: thrown });
      throw thrown;
    }
  }

  async change(collection: string, change: Change, within?: Transaction): Promise<boolean> {
    const { set, unset, increment, push } = change;
    const update: Document = {
      ...(set && Object.keys(set).length > 0 && { $set: set }),
      ...(unset && unset.length > 0 && { $unset: Object.fromEntries(unset.map((path) => [path, ''])) }),
      ...(increment && { $inc: increment }),
      ...(push && {
        $push: Object.fromEntries(Object.entries(push).map(([path, values]) => [path, { $each: values }])),
      }),
    };
    const { matchedCount } = await translated(() =>
      this.#db.collection(collection).updateOne(change.filter as Document, update, sessionOf(within)),
    );
    return matchedCount === 1;
  }

  async remove(collection: string, filter: StoredDocument, within?: Transaction): Promise<number> {
    const { deletedCount } = await translated(() =>
      this.#db.collection(collection).deleteMany(filter as Document, sessionOf(within)),
    );
    return deletedCount;
  }

  async transaction<T>(work: (within: Transaction) => Promise<T>): Promise<T> {
    return translated(() =>
      this.#client.withSession((session) =>
        session.withTransaction(() => work(new MongoTransaction(session)), {
          readConcern: { level: 'snapshot' },
          writeConcern: { w: 'majority', j: true },
        }),
      ),
    );
  }

  async estimate(collection: string): Promise<number> {
    return translated(() => this.#db.collection(collection).estimatedDocumentCount());
  }

  async health(): Promise<void> {
    await translated(() => this.#db.command({ ping: 1 }));
  }
}

function sessionOf(within: Transaction | undefined): { session?: ClientSession } {
  if (!within) return {};
  invariant(within instanceof MongoTransaction, 'a transaction goes back to the store that began it');
  return { session: within.session };
}

function isDuplicate(thrown: unknown): boolean {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return (
    (cause instanceof MongoServerError || cause instanceof MongoBulkWriteError) &&
    cause.code === DUPLICATE_KEY
  );
}

/** Runs a call of the driver; its failures come out as errors of the table, transient ones as they are. */
async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw asMasterXError(thrown);
  }
}
