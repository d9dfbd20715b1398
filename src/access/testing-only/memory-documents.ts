import { Binary } from 'mongodb';
import {
  type DocumentStore,
  DuplicateDocument,
  type Find,
  type StoredDocument,
} from '../../stores/documents/port.ts';

/**
 * As much of a document store as the audit trail asks for, in memory: equality, `$gt`, `$gte`, `$lt` and `$in`, sorts, and
 * the greatest `seq` of each writer. Transactions come one after the other, and one that throws leaves everything as it was.
 */
export class MemoryDocuments
  implements Pick<DocumentStore, 'find' | 'insert' | 'remove' | 'summarise' | 'transaction'>
{
  #transactions: Promise<unknown> = Promise.resolve();
  readonly collections = new Map<string, StoredDocument[]>();

  of(collection: string): StoredDocument[] {
    const found = this.collections.get(collection) ?? [];
    this.collections.set(collection, found);
    return found;
  }

  async find(collection: string, { filter, sort = {}, limit }: Find): Promise<StoredDocument[]> {
    const order = Object.entries(sort);
    return this.of(collection)
      .filter((document) => fits(document, filter))
      .sort((a, b) => {
        for (const [name, direction] of order) {
          const difference = compare(a[name], b[name]);
          if (difference !== 0) return difference * direction;
        }
        return 0;
      })
      .slice(0, limit);
  }

  async insert(collection: string, documents: readonly StoredDocument[]): Promise<void> {
    const there = this.of(collection);
    const taken = (document: StoredDocument) =>
      there.some(
        ({ writer, seq }) => seq !== undefined && seq === document['seq'] && writer === document['writer'],
      );
    if (documents.some(taken)) throw new DuplicateDocument(collection);
    there.push(...documents);
  }

  async remove(collection: string, filter: StoredDocument): Promise<number> {
    const before = this.of(collection);
    const kept = before.filter((document) => !fits(document, filter));
    this.collections.set(collection, kept);
    return before.length - kept.length;
  }

  async summarise(
    collection: string,
    [first]: readonly StoredDocument[],
    { limit }: { readonly limit: number },
  ): Promise<StoredDocument[]> {
    const reached = new Map<unknown, number>();
    for (const { writer, seq } of await this.find(collection, {
      filter: first?.['$match'] as StoredDocument,
      limit: Number.POSITIVE_INFINITY,
    }))
      reached.set(writer, Math.max(reached.get(writer) ?? 0, Number(seq)));
    return [...reached].map(([_id, seq]) => ({ _id, seq })).slice(0, limit);
  }

  transaction<T>(work: (within: { readonly kind: 'transaction' }) => Promise<T>): Promise<T> {
    const done = this.#transactions.then(() => this.#attempt(work));
    this.#transactions = done.catch(() => undefined);
    return done;
  }

  async #attempt<T>(work: (within: { readonly kind: 'transaction' }) => Promise<T>): Promise<T> {
    const before = new Map([...this.collections].map(([name, documents]) => [name, [...documents]]));
    try {
      return await work({ kind: 'transaction' });
    } catch (thrown) {
      this.collections.clear();
      for (const [name, documents] of before) this.collections.set(name, documents);
      throw thrown;
    }
  }
}

function fits(document: StoredDocument, filter: StoredDocument): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    const value = document[name];
    if (condition === null || typeof condition !== 'object' || isValue(condition)) return value === condition;
    return Object.entries(condition).every(([operator, operand]) => {
      if (operator === '$in') return (operand as unknown[]).includes(value);
      const difference = compare(value, operand);
      if (operator === '$gt') return difference > 0;
      if (operator === '$gte') return difference >= 0;
      if (operator === '$lt') return difference < 0;
      throw new Error(`No such operator here: ${operator}`);
    });
  });
}

const isValue = (value: object) => value instanceof Date || value instanceof Binary;

function compare(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value)) as [
    number,
    number,
  ];
  return one < other ? -1 : one > other ? 1 : 0;
}
