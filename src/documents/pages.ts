import { BSON, ObjectId } from 'mongodb';
import { elementKeyOf } from '../protection/sealer.ts';
import type { DataKey } from '../protection/secret-key.ts';
import type { ResolvedCollection, ResolvedList } from '../schema/resolved.ts';
import { LIMITS } from '../std/limits.ts';
import type { Entropy } from '../std/random.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import type { ContainerTokens } from './look-ups.ts';

/** An element on its way into a list: its stored form, its key (empty where nothing tells it apart) and its size. */
export interface StoredElement {
  readonly value: unknown;
  readonly key: string;
  readonly bytes: number;
  /** What of it is searched by tokens. */
  readonly texts: readonly string[];
}

/** How far a list has come; stored with the document, by the list's name. */
export interface Paging {
  /** Elements in all. */
  readonly total: number;
  /** Pages in the companion collection. */
  readonly pages: number;
  /** Size of the elements in the document itself. */
  readonly bytes: number;
}

export const NO_ELEMENTS: Paging = { total: 0, pages: 0, bytes: 0 };

/** Elements that go behind those of one container, and how it stands then. */
export interface Filling {
  readonly elements: readonly StoredElement[];
  readonly bytes: number;
}

/** Where a run of new elements goes: into the container at the end, and into new pages of their own. */
export interface Distribution {
  readonly tail: Filling;
  readonly pages: readonly Filling[];
}

export function storedElement(
  list: ResolvedList,
  logical: unknown,
  value: unknown,
  tokens: ContainerTokens | null = null,
): StoredElement {
  return {
    value,
    key: elementKeyOf(list.field.elementKey ?? [], logical),
    bytes: BSON.calculateObjectSize({ v: value }),
    texts: tokens?.textsOf(list.path, logical) ?? [],
  };
}

/**
 * Distributes elements over the last container, which holds `count` elements of `bytes` already, and further pages; no
 * container gets more than `LIMITS.pageElementsMax` elements or, with more than one element, `LIMITS.pageBytesMax`.
 */
export function distribute(
  elements: readonly StoredElement[],
  tail: { readonly count: number; readonly bytes: number },
): Distribution {
  const containers: { elements: StoredElement[]; bytes: number; count: number }[] = [
    { elements: [], bytes: tail.bytes, count: tail.count },
  ];
  for (const element of elements) {
    let last = containers.at(-1);
    const full =
      last === undefined ||
      last.count >= LIMITS.pageElementsMax ||
      (last.count > 0 && last.bytes + element.bytes > LIMITS.pageBytesMax);
    if (last === undefined || full) {
      last = { elements: [], bytes: 0, count: 0 };
      containers.push(last);
    }
    last.elements.push(element);
    last.count++;
    last.bytes += element.bytes;
  }
  const [first, ...pages] = containers;
  return { tail: first ?? { elements: [], bytes: tail.bytes }, pages };
}

/** The documents of new pages. */
export function pageDocuments(
  collection: ResolvedCollection,
  list: ResolvedList,
  parent: StoredDocument,
  after: number,
  pages: readonly Filling[],
  entropy: Entropy,
  tokensOf: (id: ObjectId, filling: Filling) => Readonly<Record<string, unknown>>,
): StoredDocument[] {
  return pages.map((filling, at) => {
    const { elements, bytes } = filling;
    const _id = new ObjectId(entropy.bytes(12));
    return {
      _id,
      region: parent['region'],
      ...(collection.owner !== null && { [collection.owner]: parent[collection.owner] }),
      parent: parent['_id'],
      list: list.name,
      page: after + at + 1,
      count: elements.length,
      bytes,
      keys: keysOf(list, elements),
      elements: elements.map(({ value }) => value),
      ...tokensOf(_id, filling),
    };
  });
}

/** The keys of elements, where the list tells its elements apart. */
export function keysOf(list: ResolvedList, elements: readonly StoredElement[]): string[] {
  return list.field.elementKey ? elements.map(({ key }) => key) : [];
}

/** What makes the tokens of the pages of one document, by stored path: nothing where none are searched. */
export function pageTokens(
  tokens: ContainerTokens | null,
  key: DataKey | null,
): (id: ObjectId, filling: Filling) => Readonly<Record<string, unknown>> {
  return (id, { elements }) => {
    const made =
      tokens &&
      key &&
      tokens.of(
        id,
        key,
        elements.flatMap(({ texts }) => texts),
      );
    return made ? { [tokens.storedPath]: made } : {};
  };
}
