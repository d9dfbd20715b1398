import type { Binary, ObjectId } from 'mongodb';
import { MasterXError } from '../errors/error.ts';
import { type DocumentPlace, elementKeyOf } from '../protection/sealer.ts';
import type { DataKey } from '../protection/secret-key.ts';
import type { ResolvedList } from '../schema/resolved.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';
import type { Entropy } from '../std/random.ts';
import type { Change, DocumentStore, StoredDocument, Transaction } from '../stores/documents/port.ts';
import { isSame } from './difference.ts';
import { pagingOf } from './elements.ts';
import { type ContainerTokens, containerTokensOf } from './look-ups.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import {
  distribute,
  type Filling,
  keysOf,
  type Paging,
  pageDocuments,
  pageTokens,
  type StoredElement,
  storedElement,
} from './pages.ts';

/** Elements to add to a document, by the path of their list. */
export type Additions = Readonly<Record<string, readonly unknown[] | undefined>>;

/** A document that elements are to be added to. */
export interface Extended {
  readonly stored: StoredDocument;
  readonly key: DataKey | null;
  readonly additions: Additions;
}

/** The elements of the additions that are new, by the path of their list. */
export type NewElements = Readonly<Record<string, readonly unknown[]>>;

/** What the lists' growth changes in the document itself. */
export interface HeaderGrowth {
  readonly set: Readonly<Record<string, unknown>>;
  readonly push: Readonly<Record<string, readonly unknown[]>>;
}

/** Where a list ends that has pages. */
interface LastPage {
  readonly id: ObjectId;
  readonly count: number;
  readonly bytes: number;
  readonly tokens: readonly Binary[];
}

/** The keys to look for in one list of a document. */
interface Wanted extends Extended {
  readonly list: ResolvedList;
  readonly names: readonly string[];
  readonly keys: ReadonlySet<string>;
}

/**
 * Grows the lists of documents. The number of round trips does not depend on how long their lists are; documents
 * whose lists have no pages yet are served together.
 */
export class Extension {
  readonly #store: DocumentStore;
  readonly #model: Model;
  readonly #opener: Opener;
  readonly #entropy: Entropy;
  readonly #tokens: ContainerTokens | null;

  constructor(store: DocumentStore, model: Model, opener: Opener, entropy: Entropy) {
    this.#store = store;
    this.#model = model;
    this.#opener = opener;
    this.#entropy = entropy;
    this.#tokens = containerTokensOf(model.plan);
  }

  /**
   * Which of the additions are not there yet, for each document. One round trip for all that stands in the documents
   * themselves, another where some of it was sent again, and one for each list that has pages.
   *
   * @throws MasterXError `conflict` when an element is there with other content.
   */
  async newElements(batch: readonly Extended[], within: Transaction): Promise<NewElements[]> {
    const there = await this.#elementsThere(batch, within);
    return batch.map(({ stored, additions }) =>
      Object.fromEntries(
        this.#model.collection.growingLists.map((list) => {
          const given = additions[list.path] ?? [];
          const names = list.field.elementKey;
          if (!names) return [list.path, given];
          const known = there.get(placeOf(stored, list)) ?? new Map<string, unknown>();
          return [list.path, given.filter((element) => isNew(known, list, names, element))];
        }),
      ),
    );
  }

  /** Puts the new elements behind the lists: into the last container while it has room, then into new pages. */
  async extend(
    batch: readonly (Extended & { readonly added: NewElements })[],
    within: Transaction,
  ): Promise<HeaderGrowth[]> {
    const { collection } = this.#model;
    const lastPages = await this.#lastPages(batch, within);
    const pageChanges: Change[] = [];
    const newPages: StoredDocument[] = [];
    const growth = batch.map(({ stored, key, added }): HeaderGrowth => {
      const set: Record<string, unknown> = {};
      const place = this.#opener.sealer.writing(stored['_id'] as ObjectId, key);
      const tokensOf = pageTokens(this.#tokens, key);
      const push: Record<string, readonly unknown[]> = {};
      for (const list of collection.growingLists) {
        const logical = added[list.path] ?? [];
        if (logical.length === 0) continue;
        const elements = logical.map((element) => this.#sealed(list, element, place));
        const paging = pagingOf(stored, list);
        const last = lastPages.get(placeOf(stored, list));
        const { tail, pages } = distribute(elements, last ?? { count: paging.total, bytes: paging.bytes });
        const values = tail.elements.map(({ value }) => value);
        if (last && values.length > 0) {
          pageChanges.push({
            filter: { _id: last.id },
            set: { bytes: tail.bytes, ...this.#further(last.id, key, last.tokens, tail) },
            increment: { count: values.length },
            push: { elements: values, keys: keysOf(list, tail.elements) },
          });
        } else if (values.length > 0) {
          push[list.path] = values;
          const { storedPath = '' } = this.#tokens ?? {};
          const there = (stored[storedPath] ?? []) as readonly Binary[];
          Object.assign(set, this.#further(stored['_id'] as ObjectId, key, there, tail));
        }
        newPages.push(
          ...pageDocuments(collection, list, stored, paging.pages, pages, this.#entropy, tokensOf),
        );
        set[`paging.${list.name}`] = {
          total: paging.total + elements.length,
          pages: paging.pages + pages.length,
          bytes: last ? paging.bytes : tail.bytes,
        } satisfies Paging;
      }
      return { set, push };
    });
    await this.#store.change(collection.pages ?? '', pageChanges, within);
    await this.#store.insert(collection.pages ?? '', newPages, within);
    return growth;
  }

  /**
   * Puts whole lists in the place of those that are there. Costs a round trip for each list and one for the pages.
   *
   * @param lists the elements each list is to hold, by path.
   */
  async replace(
    { stored, key }: Pick<Extended, 'stored' | 'key'>,
    lists: NewElements,
    within: Transaction,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { collection } = this.#model;
    const set: Record<string, unknown> = {};
    for (const list of collection.growingLists) {
      const logical = lists[list.path];
      if (!logical) continue;
      const place = { id: stored['_id'] as ObjectId, key };
      const elements = logical.map((element) => this.#sealed(list, element, place));
      const { tail, pages } = distribute(elements, { count: 0, bytes: 0 });
      if (pagingOf(stored, list).pages > 0) {
        await this.#store.remove(collection.pages ?? '', { parent: stored['_id'], list: list.name }, within);
      }
      const tokensOf = pageTokens(this.#tokens, key);
      const documents = pageDocuments(collection, list, stored, 0, pages, this.#entropy, tokensOf);
      for (let at = 0; at < documents.length; at += LIMITS.writeDocumentsMax) {
        await this.#store.insert(
          collection.pages ?? '',
          documents.slice(at, at + LIMITS.writeDocumentsMax),
          within,
        );
      }
      set[list.path] = tail.elements.map(({ value }) => value);
      if (this.#tokens?.isOf(list.path)) set[this.#tokens.storedPath] = [];
      Object.assign(set, tokensOf(place.id, tail));
      set[`paging.${list.name}`] = {
        total: elements.length,
        pages: pages.length,
        bytes: tail.bytes,
      } satisfies Paging;
    }
    return set;
  }

  #sealed(list: ResolvedList, element: unknown, place: DocumentPlace): StoredElement {
    return storedElement(
      list,
      element,
      this.#opener.sealer.sealElement(list.path, element, place),
      this.#tokens,
    );
  }

  /** The tokens of a container that gets these elements as well, where they change. */
  #further(
    id: ObjectId,
    key: DataKey | null,
    there: readonly Binary[],
    { elements }: Filling,
  ): Readonly<Record<string, unknown>> {
    const texts = elements.flatMap((element) => element.texts);
    const made = this.#tokens && key && texts.length > 0 && this.#tokens.further(id, key, there, texts);
    return this.#tokens && made ? { [this.#tokens.storedPath]: made } : {};
  }

  /** The logical elements that have the keys of additions, by list and key, wherever they stand. */
  async #elementsThere(
    batch: readonly Extended[],
    within: Transaction,
  ): Promise<Map<string, Map<string, unknown>>> {
    const wanted = batch.flatMap((one) => this.#wantedOf(one));
    const embedded = await this.#embedded(wanted, within);
    const paged = wanted.filter(({ stored, list }) => pagingOf(stored, list).pages > 0);
    const pages = await this.#find(
      paged.map(({ stored, list, keys }) => ({
        parent: stored['_id'],
        list: list.name,
        keys: { $in: [...keys] },
        limit: keys.size,
      })),
      { parent: 1, list: 1, elements: 1 },
      within,
    );
    const found = new Map<string, Map<string, unknown>>();
    for (const { stored, key, list, names, keys } of wanted) {
      const id = String(stored['_id']);
      const own = pages.filter((page) => String(page['parent']) === id && page['list'] === list.name);
      const elements = [
        valueAt(embedded.get(id) ?? {}, list.path) ?? [],
        ...own.map((page) => page['elements']),
      ].flat();
      const place = { id: stored['_id'] as ObjectId, key };
      const known = new Map<string, unknown>();
      for (const element of elements) {
        const name = elementKeyOf(names, element);
        if (keys.has(name)) known.set(name, this.#opener.sealer.openElement(list.path, element, place));
      }
      found.set(placeOf(stored, list), known);
    }
    return found;
  }

  /** What to look for of one document: the keys of its additions, by list; nothing where a list is empty. */
  #wantedOf(one: Extended): Wanted[] {
    return this.#model.collection.growingLists.flatMap((list) => {
      const names = list.field.elementKey;
      const given = one.additions[list.path] ?? [];
      if (!names || given.length === 0 || pagingOf(one.stored, list).total === 0) return [];
      return [{ ...one, list, names, keys: new Set(given.map((element) => elementKeyOf(names, element))) }];
    });
  }

  /**
   * The lists in the documents themselves, of those that hold one of the keys, by `_id`. Mostly nothing is there yet, and
   * then only the keys were read, which are a small part of the elements.
   */
  async #embedded(wanted: readonly Wanted[], within: Transaction): Promise<Map<string, StoredDocument>> {
    if (wanted.length === 0) return new Map();
    const keysOnly = await this.#lists(
      wanted,
      ({ list, names }) => names.map((name) => `${list.path}.${name}`),
      within,
    );
    const repeated = wanted.filter(({ stored, list, names, keys }) => {
      const elements = valueAt(keysOnly.get(String(stored['_id'])) ?? {}, list.path);
      return Array.isArray(elements) && elements.some((element) => keys.has(elementKeyOf(names, element)));
    });
    return repeated.length === 0 ? new Map() : this.#lists(repeated, ({ list }) => [list.path], within);
  }

  /** Parts of the lists in the documents themselves, by `_id`. */
  async #lists(
    wanted: readonly Wanted[],
    pathsOf: (one: Wanted) => readonly string[],
    within: Transaction,
  ): Promise<Map<string, StoredDocument>> {
    const ids = [...new Set(wanted.map(({ stored }) => stored['_id']))];
    const documents = await this.#store.find(
      this.#model.collection.name,
      {
        filter: { _id: { $in: ids } },
        projection: Object.fromEntries(wanted.flatMap(pathsOf).map((path) => [path, 1])),
        limit: ids.length,
      },
      within,
    );
    return new Map(documents.map((document) => [String(document['_id']), document]));
  }

  /** Where the lists end that have pages, for those that get new elements. */
  async #lastPages(
    batch: readonly (Extended & { readonly added: NewElements })[],
    within: Transaction,
  ): Promise<Map<string, LastPage>> {
    const places = batch.flatMap(({ stored, added }) =>
      this.#model.collection.growingLists.flatMap((list) => {
        const { pages } = pagingOf(stored, list);
        return pages > 0 && (added[list.path] ?? []).length > 0
          ? [{ parent: stored['_id'], list: list.name, page: pages, limit: 1 }]
          : [];
      }),
    );
    const { storedPath = 'bytes' } = this.#tokens ?? {};
    const projection = { parent: 1, list: 1, count: 1, bytes: 1, [storedPath]: 1 };
    const found = await this.#find(places, projection, within);
    if (found.length < places.length)
      throw new MasterXError('internal', { detail: 'A page of a list is missing.' });
    return new Map(
      found.map((page) => [
        `${String(page['parent'])} ${page['list']}`,
        {
          id: page['_id'] as ObjectId,
          count: page['count'] as number,
          bytes: page['bytes'] as number,
          tokens: ((this.#tokens && page[storedPath]) ?? []) as readonly Binary[],
        },
      ]),
    );
  }

  /**
   * What is found at each of the places. One after the other: a transaction takes no two commands at once, and not every
   * engine serves an `$or` from an index. Only lists that have pages have places.
   */
  async #find(
    places: readonly (StoredDocument & { readonly limit: number })[],
    projection: StoredDocument,
    within: Transaction,
  ): Promise<StoredDocument[]> {
    const found: StoredDocument[] = [];
    for (const { limit, ...filter } of places) {
      found.push(
        ...(await this.#store.find(
          this.#model.collection.pages ?? '',
          { filter, projection, limit },
          within,
        )),
      );
    }
    return found;
  }
}

function placeOf(stored: StoredDocument, list: ResolvedList): string {
  return `${String(stored['_id'])} ${list.name}`;
}

/** Whether an element is not known yet; from now on it is. */
function isNew(
  known: Map<string, unknown>,
  list: ResolvedList,
  names: readonly string[],
  element: unknown,
): boolean {
  const name = elementKeyOf(names, element);
  if (!known.has(name)) {
    known.set(name, element);
    return true;
  }
  if (isSame(known.get(name), element)) return false;
  throw new MasterXError('conflict', {
    detail: `${list.path} holds an element of this ${names.join(', ')} with other content.`,
  });
}
