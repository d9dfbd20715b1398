import type { ObjectId } from 'mongodb';
import { MasterXError } from '../errors/error.ts';
import type { DataKey } from '../protection/secret-key.ts';
import type { ResolvedList } from '../schema/resolved.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';
import type { DocumentStore, StoredDocument, Transaction } from '../stores/documents/port.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import type { Paging } from './pages.ts';

/** Where an element stands: in which container (0: the document itself, then the pages) and at which place. */
export interface ElementPlace {
  readonly container: number;
  readonly at: number;
}

export const FIRST_ELEMENT: ElementPlace = { container: 0, at: 0 };

/** Some elements of a list, in order, and where the next ones begin. */
export interface ElementRun {
  readonly items: readonly unknown[];
  readonly next: ElementPlace | null;
}

/** Reads growing lists across the document and its pages. */
export class ElementReader {
  readonly #store: DocumentStore;
  readonly #model: Model;
  readonly #opener: Opener;

  constructor(store: DocumentStore, model: Model, opener: Opener) {
    this.#store = store;
    this.#model = model;
    this.#opener = opener;
  }

  listOf(path: string): ResolvedList {
    const list = this.#model.collection.growingLists.find((candidate) => candidate.path === path);
    invariant(list, `${this.#model.collection.name} has a growing list ${path}`);
    return list;
  }

  /**
   * At most `limit` elements from a place on. Reads only the containers they stand in.
   *
   * @param parent the stored document, with `paging`; the list itself need not be in it.
   */
  async run(
    parent: StoredDocument,
    list: ResolvedList,
    from: ElementPlace,
    limit: number,
    key: DataKey | null,
    within?: Transaction,
  ): Promise<ElementRun> {
    const paging = pagingOf(parent, list);
    const found: unknown[] = [];
    let { container, at } = from;
    while (found.length < limit && container <= paging.pages) {
      const elements = await this.#container(parent, list, container, within);
      const part = elements.slice(at, at + limit - found.length);
      found.push(...part);
      at += part.length;
      if (at < elements.length) break;
      container += 1;
      at = 0;
    }
    const place = { id: parent['_id'] as ObjectId, key };
    return {
      items: found.map((element) => this.#opener.sealer.openElement(list.path, element, place)),
      next: container <= paging.pages ? { container, at } : null,
    };
  }

  async #container(
    parent: StoredDocument,
    list: ResolvedList,
    container: number,
    within: Transaction | undefined,
  ): Promise<readonly unknown[]> {
    const { collection } = this.#model;
    const [document] =
      container === 0
        ? await this.#store.find(
            collection.name,
            { filter: { _id: parent['_id'] }, projection: { [list.path]: 1 }, limit: 1 },
            within,
          )
        : await this.#store.find(
            collection.pages ?? '',
            {
              filter: { parent: parent['_id'], list: list.name, page: container },
              projection: { elements: 1 },
              limit: 1,
            },
            within,
          );
    const elements = document && valueAt(document, container === 0 ? list.path : 'elements');
    if (!Array.isArray(elements)) throw new MasterXError('not_found');
    return elements;
  }
}

/** How far a list of a stored document has come. */
export function pagingOf(document: StoredDocument, list: ResolvedList): Paging {
  const paging = (document['paging'] as Readonly<Record<string, Paging>> | undefined)?.[list.name];
  invariant(paging, `a stored document knows how far ${list.path} has come`);
  return paging;
}

/** @throws MasterXError `validation_failed` */
export function elementLimit(asked: number | undefined): number {
  const limit = asked ?? LIMITS.pageElementsMax;
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIMITS.answerDocumentsMax) return limit;
  throw new MasterXError('validation_failed', {
    violations: [{ path: 'limit', message: `must be a whole number from 1 to ${LIMITS.answerDocumentsMax}` }],
  });
}
