import { isSame } from '../../src/documents/difference.ts';
import { identityOf } from '../../src/documents/identity.ts';
import { elementKeyOf } from '../../src/protection/sealer.ts';
import type { ResolvedCollection } from '../../src/schema/resolved.ts';
import { valueAt, withValueAt } from '../../src/std/paths.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type Elements = Readonly<Record<string, readonly unknown[]>>;

/** A document as the model holds it. */
export interface Held {
  /** Without growing lists; with what the platform sets itself. */
  readonly header: Fields;
  /** Growing lists, whole, by path. */
  readonly lists: Elements;
}

/** What an operation must come to: an answer, or the code of an error. */
export type Expected<T> = { readonly answer: T } | { readonly code: 'conflict' | 'not_found' };

/**
 * What the door promises of one collection, on plain maps: the oracle of the model check. Knows nothing of pages,
 * ciphertext, transactions or indexes.
 */
export class CollectionModel {
  readonly documents = new Map<string, Held>();

  constructor(readonly collection: ResolvedCollection) {}

  /** Whether each document was there already. All are stored, or none. */
  insert(given: readonly Fields[]): Expected<readonly boolean[]> {
    const fresh = new Map<string, Held>();
    const repeated: boolean[] = [];
    for (const document of given) {
      const key = identityOf(this.collection, document);
      const there = this.documents.get(key) ?? fresh.get(key);
      if (there && !this.#isSame(document, there)) return { code: 'conflict' };
      repeated.push(there !== undefined);
      if (!there) fresh.set(key, this.#held(document));
    }
    for (const [key, held] of fresh) this.documents.set(key, held);
    return { answer: repeated };
  }

  /** Adds elements and puts another header in place; answers what was new. */
  append(key: string, additions: Elements, header: (before: Fields) => Fields): Expected<Elements> {
    const held = this.documents.get(key);
    if (!held) return { code: 'not_found' };
    const added: Record<string, readonly unknown[]> = {};
    for (const list of this.collection.growingLists) {
      const given = additions[list.path] ?? [];
      const { elementKey } = list.field;
      if (!elementKey) {
        added[list.path] = given;
        continue;
      }
      const known = new Map((held.lists[list.path] ?? []).map((one) => [elementKeyOf(elementKey, one), one]));
      const fresh: unknown[] = [];
      for (const element of given) {
        const name = elementKeyOf(elementKey, element);
        if (!known.has(name)) fresh.push(element);
        else if (!isSame(known.get(name), element)) return { code: 'conflict' };
        known.set(name, known.get(name) ?? element);
      }
      added[list.path] = fresh;
    }
    const after = header(held.header);
    const isChanged = !isSame(after, held.header) || Object.values(added).some(({ length }) => length > 0);
    this.documents.set(key, {
      header: isChanged ? { ...after, revision: (held.header['revision'] as number) + 1 } : held.header,
      lists: Object.fromEntries(
        this.collection.growingLists.map(({ path }) => [
          path,
          [...(held.lists[path] ?? []), ...(added[path] ?? [])],
        ]),
      ),
    });
    return { answer: added };
  }

  /** What the platform made of a new document beside what was given: identifier and region. */
  founded(key: string, stored: Fields): void {
    const held = this.documents.get(key);
    const { _id, region } = stored;
    if (held) this.documents.set(key, { ...held, header: { ...held.header, _id, region } });
  }

  #held(given: Fields): Held {
    let header: Fields = { ...given, revision: 1 };
    for (const { path } of this.collection.growingLists) header = withValueAt(header, path, undefined);
    const lists = this.collection.growingLists.map(({ path }) => [path, valueAt(given, path) ?? []]);
    return { header, lists: Object.fromEntries(lists) };
  }

  #isSame(given: Fields, { header, lists }: Held): boolean {
    const { header: asked, lists: elements } = this.#held(given);
    const { _id, region, revision, ...content } = header;
    const { revision: _, ...wanted } = asked;
    return isSame(content, wanted) && isSame(lists, elements);
  }
}
