import type { ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-chain.ts';
import { tokensOf } from '../derive/remains.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt, withValueAt } from '../std/paths.ts';
import type { DocumentStore, StoredDocument, Transaction } from '../stores/documents/port.ts';
import { Overtaken, transact } from './attempts.ts';
import type { Gate, Request } from './gate.ts';
import type { Model } from './model.ts';

/**
 * Removes what was made of a learner's values under keys that outlive the learner's: blind indexes. Needs no key: what
 * can no longer be read can still be cleared.
 */
export class Eraser {
  readonly #store: DocumentStore;
  readonly #model: Model;
  readonly #gate: Gate;

  constructor(store: DocumentStore, model: Model, gate: Gate) {
    this.#store = store;
    this.#model = model;
    this.#gate = gate;
  }

  /** Clears them in every document of the learner; how many documents had any. May be repeated. */
  async clearTokens(actor: Actor, operation: string, learner: string): Promise<number> {
    const { collection } = this.#model;
    const paths = tokensOf(collection);
    const request = {
      actor,
      collection,
      action: 'update' as const,
      operation,
      fields: paths,
      learners: [learner],
    };
    await this.#gate.admit(request);
    if (paths.length === 0) return 0;
    let cleared = 0;
    for await (const documents of this.#documentsOf(learner, paths)) {
      const holding = documents.filter((document) => holdsAny(document, paths));
      if (holding.length === 0) continue;
      const ids = holding.map(({ _id }) => _id);
      cleared += await transact(this.#store, (within) => this.#clear(request, ids, paths, within));
    }
    return cleared;
  }

  /**
   * Puts each document in its own place without the hashes. Not by an update: one embedded engine keeps a unique value
   * taken after it, and the address could never be registered again.
   */
  async #clear(
    request: Request,
    ids: readonly ObjectId[],
    paths: readonly string[],
    within: Transaction,
  ): Promise<number> {
    const { name } = this.#model.collection;
    const found = await this.#store.find(name, { filter: { _id: { $in: ids } }, limit: ids.length }, within);
    const holding = found.filter((document) => holdsAny(document, paths));
    if (holding.length === 0) return 0;
    const removed = await this.#store.remove(name, { _id: { $in: holding.map(({ _id }) => _id) } }, within);
    if (removed < holding.length) throw new Overtaken();
    await this.#store.insert(
      name,
      holding.map((document) => without(document, paths)),
      within,
    );
    await this.#store.insert(AUDIT_OUTBOX, [this.#gate.committed(request)], within);
    return holding.length;
  }

  /** How many documents of the learner there are, and how many of them hold such hashes. */
  async count(
    actor: Actor,
    operation: string,
    learner: string,
  ): Promise<{ readonly documents: number; readonly withTokens: number }> {
    const { collection } = this.#model;
    const paths = tokensOf(collection);
    const request = {
      actor,
      collection,
      action: 'read' as const,
      operation,
      fields: ['user_id', ...paths],
      learners: [learner],
    };
    await this.#gate.admit(request);
    return this.#gate.after(
      request,
      () => this.#counted(learner, paths),
      ({ documents }) => ({ documents }),
    );
  }

  async #counted(
    learner: string,
    paths: readonly string[],
  ): Promise<{ readonly documents: number; readonly withTokens: number }> {
    const { collection } = this.#model;
    if (paths.length > 0) {
      let documents = 0;
      let withTokens = 0;
      for await (const page of this.#documentsOf(learner, paths)) {
        documents += page.length;
        withTokens += page.filter((document) => holdsAny(document, paths)).length;
      }
      return { documents, withTokens };
    }
    const filter = { [collection.owner ?? '_id']: learner };
    const [counted] = await this.#store.summarise(
      collection.name,
      [{ $match: filter }, { $group: { _id: null, documents: { $sum: 1 } } }],
      { limit: 1 },
    );
    return { documents: Number(counted?.['documents'] ?? 0), withTokens: 0 };
  }

  /** The learner's documents, page by page, with these paths. */
  async *#documentsOf(
    learner: string,
    paths: readonly string[],
  ): AsyncGenerator<readonly (StoredDocument & { readonly _id: ObjectId })[]> {
    const filter = { [this.#model.collection.owner ?? '_id']: learner };
    for (let skip = 0; ; skip += LIMITS.writeDocumentsMax) {
      const page = await this.#store.find(this.#model.collection.name, {
        filter,
        projection: projectionOf(paths),
        skip,
        limit: LIMITS.writeDocumentsMax,
      });
      yield page.map((document) => ({ ...document, _id: document['_id'] as ObjectId }));
      if (page.length < LIMITS.writeDocumentsMax) return;
    }
  }
}

function projectionOf(paths: readonly string[]): StoredDocument {
  return { revision: 1, ...Object.fromEntries(paths.map((path) => [path, 1])) };
}

function holdsAny(document: StoredDocument, paths: readonly string[]): boolean {
  return paths.some((path) => valueAt(document, path) !== undefined);
}

function without(document: StoredDocument, paths: readonly string[]): StoredDocument {
  const cleared = paths.reduce<StoredDocument>(
    (rest, path) => (valueAt(rest, path) === undefined ? rest : withValueAt(rest, path, undefined)),
    document,
  );
  return { ...cleared, revision: Number(document['revision']) + 1 };
}
