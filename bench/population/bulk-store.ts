import type { Db, Document } from 'mongodb';
import type { DocumentStore } from '../../src/stores/documents/port.ts';

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
      await db
        .collection(collection)
        .insertMany(documents as Document[], { ordered: false, bypassDocumentValidation: true });
    },
    // Each is another one: the door remembers of a transaction the keys it was made with.
    transaction: (work) => work({ kind: 'transaction' }),
    summarise: refuse,
    change: refuse,
    step: refuse,
    remove: refuse,
    estimate: refuse,
    health: () => Promise.resolve(),
  };
}
