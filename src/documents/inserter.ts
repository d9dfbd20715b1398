import { ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-chain.ts';
import { MasterXError, type Violation } from '../errors/error.ts';
import type { Fields } from '../protection/sealer.ts';
import type { DataKey, SecretKey } from '../protection/secret-key.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt, withValueAt } from '../std/paths.ts';
import type { StoredDocument, Transaction } from '../stores/documents/port.ts';
import { madeWith, transact } from './attempts.ts';
import { isSame } from './difference.ts';
import { type ElementReader, FIRST_ELEMENT } from './elements.ts';
import { foundLearners } from './founding.ts';
import type { Gate, Request } from './gate.ts';
import { derivedId, identityFilter, identityOf } from './identity.ts';
import { containerTokensOf, lookUpsOf } from './look-ups.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import { distribute, pageDocuments, pageTokens, storedElement } from './pages.ts';
import type { DocumentsParts } from './parts.ts';
import { withheld } from './withholding.ts';

type Logical = Record<string, unknown>;

/** What became of one document. */
export interface Inserted {
  readonly document: Logical;
  /** It was there already, with the same content; nothing was written. */
  readonly repeated: boolean;
  /** Its learner does not consent to documents of this collection; nothing was written. */
  readonly withheld?: true;
}

/** Whether a document that is there already counts as the one that is given. */
export type Sameness = (given: Fields, stored: Fields) => boolean;

/** A document ready to be stored, with its pages. */
interface Prepared {
  readonly given: Fields;
  readonly logical: Logical;
  readonly stored: StoredDocument;
  readonly pages: readonly StoredDocument[];
  /** Nothing of it may be stored. */
  readonly isWithheld: boolean;
  /** What it was sealed and hashed with. */
  readonly keys: readonly SecretKey[];
}

/** Puts new documents into one collection. */
export class Inserter {
  readonly #parts: DocumentsParts;
  readonly #model: Model;
  readonly #gate: Gate;
  readonly #opener: Opener;
  readonly #elements: ElementReader;

  constructor(parts: DocumentsParts, model: Model, gate: Gate, opener: Opener, elements: ElementReader) {
    this.#parts = parts;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
    this.#elements = elements;
  }

  /**
   * Stores all of the documents, or none. One that is there already with the same content is left as it is. What learners
   * do not consent to is left out, down to whole documents.
   *
   * @throws MasterXError `validation_failed` with every violation of every document; `conflict` when one is there with
   * other content; `access_denied`.
   */
  async insert(
    actor: Actor,
    documents: readonly Fields[],
    same?: Sameness,
    within?: Transaction,
  ): Promise<Inserted[]> {
    const { collection } = this.#model;
    invariant(documents.length <= LIMITS.writeDocumentsMax, 'a write call is bounded');
    this.#assertValid(documents);
    const learners = [...new Set(documents.flatMap((document) => this.#opener.ownerOf(document) ?? []))];
    const request = {
      actor,
      collection,
      action: 'insert' as const,
      operation: 'insert',
      fields: ['*'],
      learners,
    };
    const admission = await this.#gate.admit(request);
    const { views } = this.#model;
    const mayBeMade = (document: Fields) =>
      views.allowsMaking(admission.rule, (path) => valueAt(document, path) !== undefined);
    if (!documents.every(mayBeMade)) return this.#gate.refuse(request);
    if (documents.length === 0) return [];
    await foundLearners(this.#parts.keyring, this.#model, documents, this.#parts.region);
    let prepared = await this.#prepare(documents);
    const store = async (transaction: Transaction) => {
      const isOutdated = prepared.some((one) => one.keys.some(({ isHeld }) => !isHeld));
      if (isOutdated) prepared = await this.#prepare(documents);
      return this.#store(request, prepared, same, transaction);
    };
    return within ? store(within) : transact(this.#parts.store, store);
  }

  async #store(
    request: Request,
    prepared: readonly Prepared[],
    same: Sameness | undefined,
    within: Transaction,
  ): Promise<Inserted[]> {
    const { collection } = this.#model;
    const storable = prepared.filter(({ isWithheld }) => !isWithheld);
    const there =
      storable.length === 0 ? new Map<string, StoredDocument>() : await this.#existing(storable, within);
    const fresh = new Map<string, Prepared>();
    const outcome: Inserted[] = [];
    for (const one of prepared) {
      if (one.isWithheld) {
        outcome.push({ document: one.logical, repeated: false, withheld: true });
        continue;
      }
      const key = identityOf(collection, one.logical);
      const stored = there.get(key);
      const first = fresh.get(key);
      if (stored) {
        outcome.push({ document: await this.#repeated(one, stored, same, within), repeated: true });
      } else if (first) {
        this.#assertRepeat(one.given, first.logical, same);
        outcome.push({ document: first.logical, repeated: true });
      } else {
        fresh.set(key, one);
        outcome.push({ document: one.logical, repeated: false });
      }
    }
    const { store } = this.#parts;
    for (const { keys } of fresh.values()) madeWith(within, keys);
    await store.insert(
      collection.name,
      [...fresh.values()].map(({ stored }) => stored),
      within,
    );
    const pages = [...fresh.values()].flatMap((one) => one.pages);
    for (let at = 0; at < pages.length; at += LIMITS.writeDocumentsMax) {
      await store.insert(collection.pages ?? '', pages.slice(at, at + LIMITS.writeDocumentsMax), within);
    }
    // Where all of them were there nothing was written, and whoever sent them is still told what is stored.
    const entries = this.#gate.committed(fresh.size > 0 ? request : { ...request, action: 'read' });
    await store.insert(AUDIT_OUTBOX, [entries], within);
    return outcome;
  }

  /** The stored documents with the identities of the given ones. */
  async #existing(prepared: readonly Prepared[], within: Transaction): Promise<Map<string, StoredDocument>> {
    const { collection } = this.#model;
    const filter = identityFilter(
      collection,
      prepared.map(({ stored }) => stored),
    );
    const found = await this.#parts.store.find(collection.name, { filter, limit: prepared.length }, within);
    return new Map(found.map((stored) => [identityOf(this.#model.collection, stored), stored]));
  }

  async #repeated(
    one: Prepared,
    stored: StoredDocument,
    same: Sameness | undefined,
    within: Transaction,
  ): Promise<Logical> {
    const [logical] = await this.#opener.open([stored]);
    if (!logical) throw new MasterXError('key_destroyed');
    const complete = same ? logical : await this.#withElements(one.given, logical, stored, within);
    this.#assertRepeat(one.given, complete, same);
    return logical;
  }

  /** @throws MasterXError `conflict` unless the document counts as the one that is there. */
  #assertRepeat(given: Fields, there: Fields, same: Sameness | undefined): void {
    if (same ? same(given, there) : this.#isSameContent(given, there)) return;
    throw new MasterXError('conflict', {
      detail: `${this.#model.collection.name} holds this ${this.#model.collection.identity.join(', ')} with other content.`,
    });
  }

  /** The stored document with as many elements of its growing lists as are given, and one more if there is one. */
  async #withElements(
    given: Fields,
    logical: Logical,
    stored: StoredDocument,
    within: Transaction,
  ): Promise<Logical> {
    const owner = this.#opener.ownerOf(stored);
    const key = owner === null ? null : ((await this.#opener.keysOf([owner])).get(owner) ?? null);
    let complete = logical;
    for (const list of this.#model.collection.growingLists) {
      const count = (valueAt(given, list.path) as readonly unknown[] | undefined)?.length ?? 0;
      const { items } = await this.#elements.run(stored, list, FIRST_ELEMENT, count + 1, key, within);
      complete = withValueAt(complete, list.path, items);
    }
    return complete;
  }

  #isSameContent(given: Fields, stored: Fields): boolean {
    return this.#model.collection.root.fields.every(
      ({ name, field }) => (field.managed && given[name] === undefined) || isSame(given[name], stored[name]),
    );
  }

  async #prepare(documents: readonly Fields[]): Promise<Prepared[]> {
    const owners = documents.flatMap((document) => this.#opener.ownerOf(document) ?? []);
    const keys = await this.#opener.sealingKeysOf(owners);
    return Promise.all(
      documents.map((given) => {
        const owner = this.#opener.ownerOf(given);
        const key = owner === null ? null : (keys.get(owner) ?? null);
        if (key === null && this.#model.plan.needsKey) {
          throw new MasterXError('not_found', { detail: 'There is no such learner.' });
        }
        if (owner === null) return this.#prepareOne(given, key);
        const kept = withheld(given, this.#opener.withheldBy(key));
        return this.#opener.admits(key) ? this.#prepareOne(kept, key) : notToStore(given);
      }),
    );
  }

  async #prepareOne(given: Fields, key: DataKey | null): Promise<Prepared> {
    const { collection, plan } = this.#model;
    const names = new Set(collection.root.fields.map(({ name }) => name));
    const id =
      derivedId(collection, given) ??
      (typeof given['_id'] === 'string'
        ? new ObjectId(given['_id'])
        : new ObjectId(this.#parts.entropy.bytes(12)));
    const logical: Logical = {
      ...given,
      ...(names.has('_id') && { _id: id.toHexString() }),
      ...(names.has('region') && { region: this.#parts.region }),
      ...(names.has('revision') && { revision: 1 }),
    };
    const place = this.#opener.sealer.writing(id, key);
    let header: Logical = logical;
    for (const { path } of collection.growingLists) header = withValueAt(header, path, []);
    let stored: Logical = this.#opener.sealer.seal(header, place);
    const lookUps = await lookUpsOf(this.#parts.keyring, plan, id, logical);
    Object.assign(stored, lookUps.values);
    const pages: StoredDocument[] = [];
    const tokens = containerTokensOf(plan);
    const tokensOf = pageTokens(tokens, key);
    const paging: Record<string, unknown> = {};
    for (const list of collection.growingLists) {
      const elements = ((valueAt(logical, list.path) as readonly unknown[] | undefined) ?? []).map(
        (element) =>
          storedElement(list, element, this.#opener.sealer.sealElement(list.path, element, place), tokens),
      );
      const { tail, pages: further } = distribute(elements, { count: 0, bytes: 0 });
      stored = withValueAt(
        stored,
        list.path,
        tail.elements.map(({ value }) => value),
      );
      stored = { ...stored, ...tokensOf(id, tail) };
      pages.push(...pageDocuments(collection, list, stored, 0, further, this.#parts.entropy, tokensOf));
      paging[list.name] = { total: elements.length, pages: further.length, bytes: tail.bytes };
    }
    if (collection.pages !== null) stored['paging'] = paging;
    const keys = [...(key ? [key] : []), ...lookUps.keys];
    return { given, logical, stored, pages, isWithheld: false, keys };
  }

  #assertValid(documents: readonly Fields[]): void {
    const violations: Violation[] = [];
    for (const [at, document] of documents.entries()) {
      if (violations.length >= LIMITS.violationsMax) break;
      if (this.#model.document.fits(document)) {
        const where = documents.length > 1 ? `[${at}]` : '';
        violations.push(...this.#repeatedElements(document, where), ...this.#foreignId(document, where));
      } else {
        violations.push(...this.#model.document.violations(document, documents.length > 1 ? `[${at}]` : ''));
      }
    }
    if (violations.length > 0) {
      throw new MasterXError('validation_failed', { violations: violations.slice(0, LIMITS.violationsMax) });
    }
  }

  /** An `_id` that is given where it follows from the identity, and is not the one that follows. */
  #foreignId(document: Fields, at: string): Violation[] {
    const derived = derivedId(this.#model.collection, document);
    if (derived === null || document['_id'] === undefined || derived.toHexString() === document['_id'])
      return [];
    return [
      { path: at ? `${at}._id` : '_id', message: 'must be the identifier that follows from the identity' },
    ];
  }

  /** Elements that nothing tells apart, although the list says what should. */
  #repeatedElements(document: Fields, at: string): Violation[] {
    return this.#model.collection.growingLists.flatMap((list) => {
      if (!list.field.elementKey) return [];
      const elements = (valueAt(document, list.path) as readonly Fields[] | undefined) ?? [];
      const keys = elements.map((element) => storedElement(list, element, null).key);
      return new Set(keys).size === keys.length
        ? []
        : [
            {
              path: at ? `${at}.${list.path}` : list.path,
              message: `must have one element for each ${list.field.elementKey.join(', ')}`,
            },
          ];
    });
  }
}

/** A document of which nothing may be stored. */
function notToStore(given: Fields): Prepared {
  return { given, logical: { ...given }, stored: {}, pages: [], isWithheld: true, keys: [] };
}
