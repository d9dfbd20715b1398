import type { ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-chain.ts';
import type { Fields } from '../protection/sealer.ts';
import type { DataKey } from '../protection/secret-key.ts';
import type { ResolvedList } from '../schema/resolved.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt, withValueAt } from '../std/paths.ts';
import type { Change, DocumentStore, StoredDocument, Transaction } from '../stores/documents/port.ts';
import { madeWith, Overtaken, transact } from './attempts.ts';
import { isSame } from './difference.ts';
import type { Gate, Request } from './gate.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import { type Withholding, withheld, withholdingAt } from './withholding.ts';

/** A stored document with the key that opens it. */
interface Kept {
  readonly stored: StoredDocument;
  readonly key: DataKey | null;
}

/**
 * Takes what is kept under one consent out of a learner's documents. What is behind no consent stays as it was. Documents
 * of a learner whose key is gone are left alone: nobody can read them.
 */
export class Clearer {
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

  /** How many documents of the learner hold something under the consent. */
  async held(actor: Actor, learner: string, consent: ConsentName): Promise<number> {
    const { collection } = this.#model;
    const request = {
      actor,
      collection,
      action: 'read' as const,
      operation: 'look for what is under a consent',
      fields: ['*'],
      learners: [learner],
    };
    await this.#gate.admit(request);
    return this.#gate.after(
      request,
      () => this.#countHeld(learner, consent),
      (documents) => ({ documents }),
    );
  }

  async #countHeld(learner: string, consent: ConsentName): Promise<number> {
    const ids = await this.#idsOf(learner);
    if (this.#isWhole(consent)) return ids.length;
    let held = 0;
    const view = this.#viewOf(consent);
    for (const batch of inBatches(ids)) {
      for (const kept of await this.#find(batch)) {
        const pages = await this.#pagesOf(kept.stored);
        const isHeld =
          Object.keys(this.#cleanRoots(kept, view)).length > 0 ||
          pages.some((page) => this.#cleanPage(page, kept, view) !== null);
        if (isHeld) held += 1;
      }
    }
    return held;
  }

  /** Takes it out; of how many documents. Interrupted, it goes on where it is called again. */
  async clear(actor: Actor, learner: string, consent: ConsentName): Promise<number> {
    const { collection } = this.#model;
    const isWhole = this.#isWhole(consent);
    const request: Request = {
      actor,
      collection,
      action: isWhole ? 'delete' : 'update',
      operation: 'clear what is under a withdrawn consent',
      fields: ['*'],
      learners: [learner],
    };
    await this.#gate.admit(request);
    let cleared = 0;
    for (const batch of inBatches(await this.#idsOf(learner))) {
      cleared += await transact(this.#store, (within) =>
        isWhole ? this.#remove(request, batch, within) : this.#clean(request, batch, consent, within),
      );
    }
    return cleared;
  }

  async #remove(request: Request, ids: readonly ObjectId[], within: Transaction): Promise<number> {
    const { name, pages } = this.#model.collection;
    if (pages !== null) await this.#store.remove(pages, { parent: { $in: ids } }, within);
    const removed = await this.#store.remove(name, { _id: { $in: ids } }, within);
    if (removed > 0) await this.#store.insert(AUDIT_OUTBOX, [this.#gate.committed(request)], within);
    return removed;
  }

  async #clean(
    request: Request,
    ids: readonly ObjectId[],
    consent: ConsentName,
    within: Transaction,
  ): Promise<number> {
    const view = this.#viewOf(consent);
    const { name, pages: pagesName, growingLists } = this.#model.collection;
    const changes: Change[] = [];
    const pageChanges: Change[] = [];
    const touched = new Set<string>();
    for (const kept of await this.#find(ids, within)) {
      const { stored } = kept;
      const roots = Object.entries(this.#cleanRoots(kept, view));
      const set: Record<string, unknown> = Object.fromEntries(
        roots.filter(([, value]) => value !== undefined),
      );
      const unset = roots.filter(([, value]) => value === undefined).map(([root]) => root);
      for (const list of growingLists) {
        if (withholdingAt(view, list.path) !== 'all') continue;
        const paging = (stored['paging'] as Readonly<Record<string, { total: number }>> | undefined)?.[
          list.name
        ];
        if (!paging || paging.total === 0) continue;
        await this.#store.remove(pagesName ?? '', { parent: stored['_id'], list: list.name }, within);
        set[`paging.${list.name}`] = { total: 0, pages: 0, bytes: 0 };
      }
      for (const page of await this.#pagesOf(stored, within)) {
        const elements = this.#cleanPage(page, kept, view);
        if (elements === null) continue;
        pageChanges.push({ filter: { _id: page['_id'] }, set: { elements } });
        touched.add(String(stored['_id']));
      }
      if (Object.keys(set).length + unset.length === 0 && !touched.has(String(stored['_id']))) continue;
      touched.add(String(stored['_id']));
      if (kept.key) madeWith(within, [kept.key]);
      changes.push({
        filter: { _id: stored['_id'], revision: stored['revision'] },
        set,
        unset,
        increment: { revision: 1 },
      });
    }
    if (changes.length === 0) return 0;
    if (pageChanges.length > 0) await this.#store.change(pagesName ?? '', pageChanges, within);
    if ((await this.#store.change(name, changes, within)) < changes.length) throw new Overtaken();
    await this.#store.insert(AUDIT_OUTBOX, [this.#gate.committed(request)], within);
    return touched.size;
  }

  /** The roots of a document that hold something under the consent, without it; undefined where nothing is left. */
  #cleanRoots({ stored, key }: Kept, view: Withholding | null): Record<string, unknown> {
    const { sealer } = this.#opener;
    const { growingLists } = this.#model.collection;
    const place = { id: stored['_id'] as ObjectId, key };
    let header = stored;
    for (const { path } of growingLists) header = withValueAt(header, path, []);
    const opened = sealer.open(header, place);
    const clean = withheld(opened, view);
    const sealed = sealer.seal(clean, place);
    const cleared = new Set(Object.keys(opened).filter((root) => !isSame(opened[root], clean[root])));
    let result: Record<string, unknown> = { ...header };
    for (const root of cleared) result[root] = sealed[root];
    for (const list of growingLists) {
      const elements = (valueAt(stored, list.path) ?? []) as readonly unknown[];
      const of = withholdingAt(view, list.path);
      const left = of === 'all' ? [] : this.#cleanElements(list, elements, of, { stored, key });
      if (left !== null && left.length + elements.length > 0 && !(of === 'all' && elements.length === 0))
        cleared.add(list.path.split('.')[0] ?? '');
      result = withValueAt(result, list.path, left ?? elements);
    }
    return Object.fromEntries([...cleared].map((root) => [root, result[root]]));
  }

  /** The elements without what is under the consent; null where they hold nothing of it. */
  #cleanElements(
    list: ResolvedList,
    elements: readonly unknown[],
    of: Withholding | null,
    { stored, key }: Kept,
  ): readonly unknown[] | null {
    if (of === null) return null;
    const { sealer } = this.#opener;
    const place = { id: stored['_id'] as ObjectId, key };
    let isCleared = false;
    const left = elements.map((element) => {
      const opened = sealer.openElement(list.path, element, place) as Fields;
      const clean = withheld(opened, of);
      if (isSame(opened, clean)) return element;
      isCleared = true;
      return sealer.sealElement(list.path, clean, place);
    });
    return isCleared ? left : null;
  }

  #cleanPage(page: StoredDocument, kept: Kept, view: Withholding | null): readonly unknown[] | null {
    const list = this.#model.collection.growingLists.find(({ name }) => name === page['list']);
    invariant(list, 'a page belongs to a growing list');
    const of = withholdingAt(view, list.path);
    // Pages of a list that is withheld as a whole are removed with it.
    if (of === 'all') return null;
    return this.#cleanElements(list, page['elements'] as readonly unknown[], of, kept);
  }

  #isWhole(consent: ConsentName): boolean {
    return this.#model.collection.root.facts.consent === consent;
  }

  #viewOf(consent: ConsentName): Withholding | null {
    const { consents } = this.#model;
    return consents.of(Object.fromEntries(consents.consents.map((name) => [name, name !== consent])));
  }

  async #idsOf(learner: string): Promise<ObjectId[]> {
    const { name, owner } = this.#model.collection;
    invariant(owner !== null, 'consents are about documents of learners');
    const found = await this.#store.find(name, {
      filter: { [owner]: learner },
      projection: { _id: 1 },
      limit: LIMITS.learnerDocumentsMax,
    });
    return found.map(({ _id }) => _id as ObjectId);
  }

  async #find(ids: readonly ObjectId[], within?: Transaction): Promise<Kept[]> {
    const { name } = this.#model.collection;
    const found = await this.#store.find(name, { filter: { _id: { $in: ids } }, limit: ids.length }, within);
    const keys = await this.#opener.sealingKeysOf(
      found.flatMap((stored) => this.#opener.ownerOf(stored) ?? []),
    );
    return found.flatMap((stored) => {
      const key = keys.get(this.#opener.ownerOf(stored) ?? '') ?? null;
      return key === null && this.#model.plan.needsKey ? [] : [{ stored, key }];
    });
  }

  async #pagesOf(stored: StoredDocument, within?: Transaction): Promise<StoredDocument[]> {
    const { pages } = this.#model.collection;
    if (pages === null) return [];
    return this.#store.find(
      pages,
      { filter: { parent: stored['_id'] }, limit: LIMITS.learnerDocumentsMax },
      within,
    );
  }
}

function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += LIMITS.renewalBatch)
    yield items.slice(at, at + LIMITS.renewalBatch);
}
