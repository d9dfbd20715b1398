import type { ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-trail.ts';
import { MasterXError, type Violation } from '../errors/error.ts';
import { elementKeyOf, type Fields } from '../protection/sealer.ts';
import type { DataKey } from '../protection/secret-key.ts';
import type { ResolvedList } from '../schema/resolved.ts';
import { LIMITS } from '../std/limits.ts';
import type { StoredDocument, Transaction } from '../stores/documents/port.ts';
import { blindIndexesOf } from './blind-indexes.ts';
import { differenceOf, isSame } from './difference.ts';
import { pagingOf } from './elements.ts';
import type { Gate, Request } from './gate.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import {
  distribute,
  keysOf,
  type Paging,
  pageDocuments,
  type StoredElement,
  storedElement,
} from './pages.ts';
import type { DocumentsParts } from './parts.ts';
import { valueAt } from './paths.ts';

type Logical = Record<string, unknown>;

/** Elements to add, by the path of their list. */
export type Additions = Readonly<Record<string, readonly unknown[] | undefined>>;

/** A document as it was changed, and which of the added elements were new. */
export interface Revised {
  /** The document without its growing lists. */
  readonly document: Logical;
  readonly added: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * Makes the change of a document from what it is and from the elements that are new to it. Called again when others
 * changed the document meanwhile, so it must not do anything else.
 */
export type Change = (document: Logical, added: Readonly<Record<string, readonly unknown[]>>) => Fields;

/** Changes documents of one collection. */
export class Reviser {
  readonly #parts: DocumentsParts;
  readonly #model: Model;
  readonly #gate: Gate;
  readonly #opener: Opener;

  constructor(parts: DocumentsParts, model: Model, gate: Gate, opener: Opener) {
    this.#parts = parts;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
  }

  /**
   * Adds elements behind the growing lists of a document and changes the document with them, in one transaction. An
   * element that is there already with the same content is passed over. The cost does not depend on how long the lists
   * are.
   *
   * @throws MasterXError `not_found`; `validation_failed`; `conflict` when an element is there with other content;
   * `write_conflict` when others kept changing the document.
   */
  async revise(
    actor: Actor,
    operation: string,
    identity: Fields,
    additions: Additions,
    change: Change,
    within?: Transaction,
  ): Promise<Revised> {
    this.#assertAdditions(additions);
    const about = { actor, collection: this.#model.collection, action: 'update' as const, operation };
    const owner = this.#model.collection.owner;
    const named = owner === null ? undefined : identity[owner];
    const asked: Request = { ...about, fields: ['*'], learners: typeof named === 'string' ? [named] : [] };
    const confinedTo = await this.#gate.admit(asked);
    const filter = confinedTo === null || owner === null ? identity : { ...identity, [owner]: confinedTo };
    const attempt = (transaction: Transaction) =>
      this.#attempt(about, filter, additions, change, transaction);
    if (within) {
      const revised = await attempt(within);
      if (revised) return revised;
      throw new MasterXError('write_conflict');
    }
    for (let attempts = 1; attempts <= LIMITS.writeAttemptsMax; attempts++) {
      const revised = await this.#parts.store.transaction(attempt);
      if (revised) return revised;
    }
    throw new MasterXError('write_conflict');
  }

  /** One try; null when another caller changed the document meanwhile. */
  async #attempt(
    about: Omit<Request, 'fields' | 'learners'>,
    filter: StoredDocument,
    additions: Additions,
    change: Change,
    within: Transaction,
  ): Promise<Revised | null> {
    const { collection } = this.#model;
    const stored = await this.#load(filter, within);
    const key = await this.#keyOf(stored);
    const place = { id: stored['_id'] as ObjectId, key };
    const [before] = await this.#opener.open([stored]);
    if (!before) throw new MasterXError('key_destroyed');
    const added = await this.#newElements(stored, additions, key, within);
    const after = { ...change(structuredClone(before), added) };
    this.#model.headerValidator.assertFits(after);
    const { changed, removed } = differenceOf(this.#model.header, before, after);
    const nothingAdded = Object.values(added).every((elements) => elements.length === 0);
    if (changed.length === 0 && removed.length === 0 && nothingAdded) return { document: before, added };

    const set: Logical = {};
    const push: Record<string, readonly unknown[]> = {};
    for (const list of collection.growingLists) {
      const elements = (added[list.path] ?? []).map((element) =>
        storedElement(list, element, this.#opener.sealer.sealElement(list.path, element, place)),
      );
      if (elements.length > 0) await this.#extend(stored, list, elements, set, push, within);
    }
    const storedAfter = this.#opener.sealer.seal(after, place);
    for (const at of this.#storedPathsOf(changed, removed)) set[at] = valueAt(storedAfter, at);
    if (changed.length > 0) Object.assign(set, await this.#changedBlindIndexes(changed, after));
    const done = await this.#parts.store.change(
      collection.name,
      {
        filter: { _id: stored['_id'], revision: stored['revision'] },
        set,
        unset: [
          ...removed.filter((path) => !this.#isShared(path)),
          ...this.#goneBlindIndexes(changed, removed, after),
        ],
        push,
        increment: { revision: 1 },
      },
      within,
    );
    if (!done) return null;
    const learner = this.#opener.ownerOf(stored);
    const touched = [...changed, ...removed, ...Object.keys(push), ...Object.keys(additions)];
    const entry = this.#gate.committed({
      ...about,
      fields: [...new Set(touched)],
      learners: learner === null ? [] : [learner],
    });
    await this.#parts.store.insert(AUDIT_OUTBOX, [entry], within);
    return { document: { ...after, revision: (stored['revision'] as number) + 1 }, added };
  }

  async #load(filter: StoredDocument, within: Transaction): Promise<StoredDocument> {
    const { name, growingLists } = this.#model.collection;
    const [stored] = await this.#parts.store.find(
      name,
      { filter, projection: Object.fromEntries(growingLists.map(({ path }) => [path, 0])), limit: 1 },
      within,
    );
    if (!stored) throw new MasterXError('not_found');
    return stored;
  }

  async #keyOf(stored: StoredDocument): Promise<DataKey | null> {
    const owner = this.#opener.ownerOf(stored);
    return owner === null ? null : ((await this.#opener.keysOf([owner])).get(owner) ?? null);
  }

  /** The elements that are not there yet. */
  async #newElements(
    stored: StoredDocument,
    additions: Additions,
    key: DataKey | null,
    within: Transaction,
  ): Promise<Record<string, readonly unknown[]>> {
    const fresh: Record<string, readonly unknown[]> = {};
    for (const list of this.#model.collection.growingLists) {
      const given = additions[list.path] ?? [];
      const names = list.field.elementKey;
      if (given.length === 0 || !names) {
        fresh[list.path] = given;
        continue;
      }
      const there = await this.#elementsThere(
        stored,
        list,
        given.map((element) => elementKeyOf(names, element)),
        key,
        within,
      );
      const kept: unknown[] = [];
      for (const element of given) {
        const name = elementKeyOf(names, element);
        if (!there.has(name)) {
          there.set(name, element);
          kept.push(element);
        } else if (!isSame(there.get(name), element)) {
          throw new MasterXError('conflict', {
            detail: `${list.path} holds an element of this ${names.join(', ')} with other content.`,
          });
        }
      }
      fresh[list.path] = kept;
    }
    return fresh;
  }

  /** The logical elements with these keys, wherever in the list they stand: two bounded reads, however long it is. */
  async #elementsThere(
    stored: StoredDocument,
    list: ResolvedList,
    keys: readonly string[],
    key: DataKey | null,
    within: Transaction,
  ): Promise<Map<string, unknown>> {
    const { collection } = this.#model;
    const names = list.field.elementKey ?? [];
    const wanted = new Set(keys);
    const containers: (readonly unknown[])[] = [];
    const [document] = await this.#parts.store.find(
      collection.name,
      { filter: { _id: stored['_id'] }, projection: { [list.path]: 1 }, limit: 1 },
      within,
    );
    containers.push((document && (valueAt(document, list.path) as readonly unknown[])) ?? []);
    if (pagingOf(stored, list).pages > 0) {
      const pages = await this.#parts.store.find(
        collection.pages ?? '',
        {
          filter: { parent: stored['_id'], list: list.name, keys: { $in: [...wanted] } },
          projection: { elements: 1 },
          limit: keys.length,
        },
        within,
      );
      containers.push(...pages.map((page) => page['elements'] as readonly unknown[]));
    }
    const place = { id: stored['_id'] as ObjectId, key };
    const found = new Map<string, unknown>();
    for (const element of containers.flat()) {
      const name = elementKeyOf(names, element);
      if (wanted.has(name)) found.set(name, this.#opener.sealer.openElement(list.path, element, place));
    }
    return found;
  }

  /** Puts elements behind a list: into the last container while it has room, then into new pages. */
  async #extend(
    stored: StoredDocument,
    list: ResolvedList,
    elements: readonly StoredElement[],
    set: Logical,
    push: Record<string, readonly unknown[]>,
    within: Transaction,
  ): Promise<void> {
    const { collection } = this.#model;
    const pagesName = collection.pages ?? '';
    const paging = pagingOf(stored, list);
    const last = paging.pages === 0 ? null : await this.#lastPage(stored, list, paging, within);
    const tail = last
      ? { count: last['count'] as number, bytes: last['bytes'] as number }
      : { count: paging.total, bytes: paging.bytes };
    const { tail: filling, pages } = distribute(elements, tail);
    if (filling.elements.length > 0 && last) {
      await this.#parts.store.change(
        pagesName,
        {
          filter: { _id: last['_id'] },
          set: { bytes: filling.bytes },
          increment: { count: filling.elements.length },
          push: {
            elements: filling.elements.map(({ value }) => value),
            keys: keysOf(list, filling.elements),
          },
        },
        within,
      );
    } else if (filling.elements.length > 0) {
      push[list.path] = filling.elements.map(({ value }) => value);
    }
    const documents = pageDocuments(collection, list, stored, paging.pages, pages, this.#parts.entropy);
    await this.#parts.store.insert(pagesName, documents, within);
    set[`paging.${list.name}`] = {
      total: paging.total + elements.length,
      pages: paging.pages + pages.length,
      bytes: last ? paging.bytes : filling.bytes,
    } satisfies Paging;
  }

  async #lastPage(
    stored: StoredDocument,
    list: ResolvedList,
    paging: Paging,
    within: Transaction,
  ): Promise<StoredDocument> {
    const [page] = await this.#parts.store.find(
      this.#model.collection.pages ?? '',
      {
        filter: { parent: stored['_id'], list: list.name, page: paging.pages },
        projection: { count: 1, bytes: 1 },
        limit: 1,
      },
      within,
    );
    if (!page) throw new MasterXError('not_found', { detail: `A page of ${list.path} is missing.` });
    return page;
  }

  /** What to write for changed and removed logical parts: their own paths, and the envelopes they share. */
  #storedPathsOf(changed: readonly string[], removed: readonly string[]): string[] {
    const touched = [...changed, ...removed];
    const shared = this.#model.plan.envelopes.filter(({ paths }) =>
      paths.some((parts) => {
        const path = parts.join('.');
        return touched.some((other) => isWithin(path, other) || isWithin(other, path));
      }),
    );
    return [...changed.filter((path) => !this.#isShared(path)), ...shared.map(({ name }) => name)];
  }

  /** Whether a part is stored only inside an envelope that it shares with others. */
  #isShared(path: string): boolean {
    return this.#model.plan.envelopes.some(({ paths }) =>
      paths.some((parts) => isWithin(path, parts.join('.'))),
    );
  }

  async #changedBlindIndexes(changed: readonly string[], after: Fields): Promise<Logical> {
    const concerned = this.#model.plan.blindIndexes.some(({ path }) => changed.includes(path.join('.')));
    return concerned ? blindIndexesOf(this.#parts.keyring, this.#model.plan, after) : {};
  }

  #goneBlindIndexes(changed: readonly string[], removed: readonly string[], after: Fields): string[] {
    return this.#model.plan.blindIndexes.flatMap(({ path, storedPath }) => {
      const name = path.join('.');
      const touched = changed.includes(name) || removed.includes(name);
      return touched && typeof valueAt(after, name) !== 'string' ? [storedPath] : [];
    });
  }

  #assertAdditions(additions: Additions): void {
    const violations: Violation[] = [];
    for (const [path, elements = []] of Object.entries(additions)) {
      const validator = this.#model.elements[path];
      if (!validator) violations.push({ path, message: 'is not a list that grows' });
      else if (elements.length > LIMITS.appendElementsMax) {
        violations.push({ path, message: `must be at most ${LIMITS.appendElementsMax} elements at a time` });
      } else {
        for (const [at, element] of elements.entries()) {
          if (!validator.fits(element)) violations.push(...validator.violations(element, `${path}[${at}]`));
        }
      }
    }
    if (violations.length > 0) {
      throw new MasterXError('validation_failed', { violations: violations.slice(0, LIMITS.violationsMax) });
    }
  }
}

/** Whether a path is another one or inside it. */
function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}
