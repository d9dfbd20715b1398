import { type Db, type Document, MongoBulkWriteError } from 'mongodb';
import type { DocumentStore, Transaction } from '../../src/stores/documents/port.ts';

const NO_TRANSACTION: Transaction = { kind: 'transaction' };

/**
 * A store that only takes new documents, in bulk and without the server's own validation, which costs more than all of
 * the rest together. The door above it validates, seals and pages as ever, so what is stored is what is always stored.
 */
export function bulkStore(db: Db): DocumentStore {
  const refuse = () => Promise.reject(new TypeError('a population is only put in'));
  return {
    find: () => Promise.resolve([]),
    async insert(collection, documents) {
      if (documents.length === 0) return;
      try {
        await db
          .collection(collection)
          .insertMany(documents as Document[], { ordered: false, bypassDocumentValidation: true });
      } catch (thrown) {
        if (!isRepeated(thrown)) throw thrown;
      }
    },
    transaction: (work) => work(NO_TRANSACTION),
    summarise: refuse,
    change: refuse,
    remove: refuse,
    estimate: refuse,
    health: () => Promise.resolve(),
  };
}

const DUPLICATE_KEY = 11_000;

/** The driver repeats a batch whose answer was lost; an engine that does not remember it finds its identities taken. */
function isRepeated(thrown: unknown): boolean {
  if (!(thrown instanceof MongoBulkWriteError)) return false;
  return [thrown.writeErrors]
    .flat()
    .every(({ code, errmsg }) => code === DUPLICATE_KEY && errmsg?.includes('_id_'));
}
