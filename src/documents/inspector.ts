import { ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { isError } from '../errors/error.ts';
import { keyIdsOf, keyIdsOfElement } from '../protection/sealed-values.ts';
import type { DataKey } from '../protection/secret-key.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import type { Gate } from './gate.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';

/** What one step of an inspection found. */
export interface InspectionStep {
  /** Where the next step goes on; null at the end. */
  readonly next: string | null;
  readonly documents: number;
  /** Envelopes that opened. */
  readonly values: number;
  /** Documents whose learner's key was destroyed: nobody opens them, which is as it should be. */
  readonly erased: number;
  /** `_id`s of documents of which something does not open with any key of their learner. */
  readonly refused: readonly string[];
}

/** Opens stored documents to see whether they open, and shows nobody what is in them. */
export class Inspector {
  readonly #store: DocumentStore;
  readonly #model: Model;
  readonly #gate: Gate;
  readonly #opener: Opener;

  constructor(store: DocumentStore, model: Model, gate: Gate, opener: Opener) {
    this.#store = store;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
  }

  /** Opens the next documents behind `after`, or the next pages of growing lists, in the order of `_id`. */
  async inspect(
    actor: Actor,
    { pages, after }: { readonly pages: boolean; readonly after: string | null },
  ): Promise<InspectionStep> {
    const { collection } = this.#model;
    const request = {
      actor,
      collection,
      action: 'read' as const,
      operation: 'keys verify',
      fields: ['*'],
      learners: [],
    };
    const { confinedTo } = await this.#gate.admit(request);
    invariant(confinedTo === null, 'everything is inspected by the platform itself');
    const container = pages ? collection.pages : collection.name;
    invariant(container, `${collection.name} has pages`);
    const filter = after === null ? {} : { _id: { $gt: new ObjectId(after) } };
    return this.#gate.beside(
      request,
      () => this.#inspected(container, filter, pages),
      ({ documents }) => ({ documents }),
    );
  }

  async #inspected(container: string, filter: StoredDocument, pages: boolean): Promise<InspectionStep> {
    const limit = LIMITS.renewalBatch;
    const found = await this.#store.find(container, { filter, sort: { _id: 1 }, limit });
    const keys = await this.#opener.keysOf(found.flatMap((stored) => this.#opener.ownerOf(stored) ?? []));
    let values = 0;
    let erased = 0;
    const refused: string[] = [];
    for (const stored of found) {
      const key = keys.get(this.#opener.ownerOf(stored) ?? '');
      const opened = key ? this.#open(stored, pages, key) : 0;
      if (!key) erased += 1;
      else if (opened === null) refused.push(String(stored['_id']));
      else values += opened;
    }
    const last = found.at(-1);
    const next = last && found.length === limit ? String(last['_id']) : null;
    return { next, documents: found.length, values, erased, refused };
  }

  /** How many envelopes opened; null when one does not. */
  #open(stored: StoredDocument, pages: boolean, key: DataKey): number | null {
    const { plan } = this.#model;
    try {
      if (!pages) {
        const count = [...keyIdsOf(plan, stored)].length;
        this.#opener.sealer.open(stored, { id: stored['_id'] as ObjectId, key });
        return count;
      }
      const list = this.#model.collection.growingLists.find(({ name }) => name === stored['list']);
      invariant(list, 'a page belongs to a growing list');
      const place = { id: stored['parent'] as ObjectId, key };
      let count = 0;
      for (const element of stored['elements'] as readonly unknown[]) {
        count += [...keyIdsOfElement(plan, list.path, element)].length;
        this.#opener.sealer.openElement(list.path, element, place);
      }
      return count;
    } catch (thrown) {
      if (isError(thrown, 'ciphertext_refused')) return null;
      throw thrown;
    }
  }
}
