import { type Binary, ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-chain.ts';
import { MasterXError } from '../errors/error.ts';
import { keyIdsOf, keyIdsOfElement, sealedNames, sealsElements } from '../protection/sealed-values.ts';
import type { DataKey } from '../protection/secret-key.ts';
import type { ResolvedList } from '../schema/resolved.ts';
import { LEARNER_COLLECTIONS } from '../schema/schema.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';
import type { Change, StoredDocument, Transaction } from '../stores/documents/port.ts';
import { madeWith, Overtaken, transact } from './attempts.ts';
import type { Gate } from './gate.ts';
import { containerTokensOf, type LookUps, lookUpPlaces, lookUpsOf } from './look-ups.ts';
import { type Model, modelOf } from './model.ts';
import type { Opener } from './opener.ts';
import type { DocumentsParts } from './parts.ts';

/** What of stored documents is to be as it would be written now. */
export type Renewed =
  /** Envelopes: under the learner's current key. */
  | 'envelopes'
  /** What encrypted values are found by: under the index keys that are in use. */
  | 'hashes';

/** Which documents are walked, and from where. */
export interface RenewalRequest {
  readonly renewed: Renewed;
  /** The pages of growing lists, instead of the documents themselves. */
  readonly pages: boolean;
  /** Only what belongs to this learner. */
  readonly learner: string | null;
  /** `_id` of the last one that was walked; null to begin. */
  readonly after: string | null;
}

/** What one step of a walk found. */
export interface RenewalStep {
  /** Where the next step goes on; null at the end. */
  readonly next: string | null;
  readonly documents: number;
  /** Envelopes or hashes that were looked at. */
  readonly values: number;
  /** Documents that were not as they would be written now. */
  readonly outdated: number;
  /** Documents that no key opens any more, because the learner's was destroyed. */
  readonly erased: number;
}

/**
 * Brings stored documents under the keys that are in use now, and tells what is not yet. Contents stay as they are, and so
 * do revisions: whoever changes a document meanwhile is not made to begin again, and wins.
 */
export class Renewal {
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

  /** Looks at the next documents and renews those that are outdated. */
  renew(actor: Actor, request: RenewalRequest): Promise<RenewalStep> {
    return this.#step(actor, request, true);
  }

  /** Looks at the next documents and changes nothing. */
  survey(actor: Actor, request: RenewalRequest): Promise<RenewalStep> {
    return this.#step(actor, request, false);
  }

  async #step(actor: Actor, request: RenewalRequest, isRenewing: boolean): Promise<RenewalStep> {
    const { collection } = this.#model;
    const { renewed, learner } = request;
    const about = {
      actor,
      collection,
      action: isRenewing ? ('update' as const) : ('read' as const),
      operation: `${isRenewing ? 'renew' : 'survey'} ${renewed}`,
      fields: ['*'],
      learners: learner === null ? [] : [learner],
    };
    const { confinedTo } = await this.#gate.admit(about);
    invariant(confinedTo === null, 'keys are renewed by the platform itself');
    const found = await this.#gate.beside(
      about,
      () => this.#next(request),
      ({ length }) => ({ documents: length }),
    );
    const keys = await this.#keysOf(found);
    const seen = await Promise.all(found.map((stored) => this.#look(request, stored, keys)));
    const outdated = seen.filter(({ isOutdated }) => isOutdated);
    if (isRenewing && outdated.length > 0) {
      const ids = outdated.map(({ id }) => id);
      await transact(this.#parts.store, async (within) => {
        const learners = await this.#rewrite(request, ids, within);
        if (learners.length === 0) return;
        const entries = this.#gate.committed({ ...about, learners });
        await this.#parts.store.insert(AUDIT_OUTBOX, [entries], within);
      });
    }
    const last = found.at(-1);
    return {
      next: last && found.length === LIMITS.renewalBatch ? String(last['_id']) : null,
      documents: found.length,
      values: seen.reduce((sum, { values }) => sum + values, 0),
      outdated: outdated.length,
      erased: seen.filter(({ isErased }) => isErased).length,
    };
  }

  #containers(pages: boolean): string {
    const { collection } = this.#model;
    const name = pages ? collection.pages : collection.name;
    invariant(name, `${collection.name} has pages`);
    return name;
  }

  /** The documents behind the last one, in the order of `_id`. Of one learner they are found by the learner's index. */
  async #next({ pages, learner, after }: RenewalRequest): Promise<StoredDocument[]> {
    const { store } = this.#parts;
    const container = this.#containers(pages);
    const limit = LIMITS.renewalBatch;
    if (learner === null) {
      const filter = after === null ? {} : { _id: { $gt: new ObjectId(after) } };
      return store.find(container, { filter, sort: { _id: 1 }, limit });
    }
    const { owner } = this.#model.collection;
    invariant(owner, 'documents of a learner name the learner');
    const all = await store.find(container, {
      filter: { [owner]: learner },
      projection: { _id: 1 },
      limit: LIMITS.learnerDocumentsMax,
    });
    if (all.length === LIMITS.learnerDocumentsMax) {
      throw new MasterXError('internal', { detail: 'A learner has more documents than are walked at once.' });
    }
    const ids = all.map(({ _id }) => String(_id)).filter((id) => after === null || id > after);
    const wanted = ids.sort().slice(0, limit);
    if (wanted.length === 0) return [];
    const found = await store.find(container, {
      filter: { _id: { $in: wanted.map((id) => new ObjectId(id)) } },
      limit,
    });
    return found.sort((a, b) => (String(a['_id']) < String(b['_id']) ? -1 : 1));
  }

  #keysOf(found: readonly StoredDocument[]): Promise<ReadonlyMap<string, DataKey>> {
    return this.#opener.keysOf(found.flatMap((stored) => this.#opener.ownerOf(stored) ?? []));
  }

  async #look(
    request: RenewalRequest,
    stored: StoredDocument,
    keys: ReadonlyMap<string, DataKey>,
  ): Promise<{ id: unknown; values: number; isOutdated: boolean; isErased: boolean }> {
    const key = keys.get(this.#opener.ownerOf(stored) ?? '');
    const about = { id: stored['_id'], isErased: !key };
    if (request.renewed === 'envelopes') {
      const ids = [...this.#keyIds(request, stored)];
      const isOutdated = key !== undefined && ids.some((id) => !id.equals(key.id));
      return { ...about, values: ids.length, isOutdated };
    }
    const there = lookUpPlaces(this.#model.plan).map(({ storedPath }) => stored[storedPath]);
    const changes = await this.#rehashed(stored, key);
    return {
      ...about,
      values: there.filter((value) => value !== undefined).length,
      isOutdated: changes !== null,
    };
  }

  #keyIds({ pages }: RenewalRequest, stored: StoredDocument): Iterable<Buffer> {
    const { plan } = this.#model;
    if (!pages) return keyIdsOf(plan, stored);
    const { path } = this.#listOf(stored);
    return (stored['elements'] as readonly unknown[]).flatMap((element) => [
      ...keyIdsOfElement(plan, path, element),
    ]);
  }

  #listOf(page: StoredDocument): ResolvedList {
    const list = this.#model.collection.growingLists.find(({ name }) => name === page['list']);
    invariant(list, 'a page belongs to a growing list');
    return list;
  }

  /** Rewrites the documents as the transaction finds them; the learners of those that were. */
  async #rewrite(request: RenewalRequest, ids: readonly unknown[], within: Transaction): Promise<string[]> {
    const container = this.#containers(request.pages);
    const found = await this.#parts.store.find(
      container,
      { filter: { _id: { $in: ids } }, limit: ids.length },
      within,
    );
    const keys = await this.#opener.sealingKeysOf(found.map((stored) => this.#opener.ownerOf(stored) ?? ''));
    const changes: Change[] = [];
    const learners = new Set<string>();
    for (const stored of found) {
      const owner = this.#opener.ownerOf(stored);
      const key = keys.get(owner ?? '');
      const change =
        request.renewed === 'hashes'
          ? await this.#hashChange(stored, key, within)
          : key && this.#envelopeChange(request, stored, key, within);
      if (!change) continue;
      changes.push(change);
      if (owner !== null) learners.add(owner);
    }
    const matched = await this.#parts.store.change(container, changes, within);
    if (matched < changes.length) throw new Overtaken();
    return [...learners];
  }

  #envelopeChange(
    { pages }: RenewalRequest,
    stored: StoredDocument,
    key: DataKey,
    within: Transaction,
  ): Change | null {
    const { sealer } = this.#opener;
    madeWith(within, [key]);
    if (pages) {
      const { path } = this.#listOf(stored);
      const place = sealer.writing(stored['parent'] as ObjectId, key);
      const opened = (stored['elements'] as readonly unknown[]).map((element) =>
        sealer.openElement(path, element, place),
      );
      const elements = opened.map((element) => sealer.sealElement(path, element, place));
      return {
        filter: { _id: stored['_id'], count: stored['count'], bytes: stored['bytes'] },
        set: { elements, ...this.#retokened(stored['_id'] as ObjectId, key, path, opened) },
      };
    }
    const place = sealer.writing(stored['_id'] as ObjectId, key);
    const logical = sealer.open(stored, place);
    const sealed = sealer.seal(logical, place);
    const list = this.#model.plan.searchTokens?.list ?? '';
    const names = sealedNames(this.#model.plan).filter((name) => stored[name] !== undefined);
    return {
      filter: this.#unchanged(stored),
      set: {
        ...Object.fromEntries(names.map((name) => [name, sealed[name]])),
        ...this.#retokened(place.id, key, list, valueAt(logical, list)),
      },
    };
  }

  /** The tokens of a container under the learner's current key, where texts of its elements are searched. */
  #retokened(id: ObjectId, key: DataKey, list: string, elements: unknown): StoredDocument {
    const tokens = containerTokensOf(this.#model.plan);
    if (!tokens || !Array.isArray(elements)) return {};
    const made = tokens.of(
      id,
      key,
      elements.flatMap((element) => tokens.textsOf(list, element)),
    );
    return made ? { [tokens.storedPath]: made } : {};
  }

  async #hashChange(
    stored: StoredDocument,
    key: DataKey | undefined,
    within: Transaction,
  ): Promise<Change | null> {
    const rehashed = await this.#rehashed(stored, key);
    if (rehashed === null) return null;
    madeWith(within, rehashed.keys);
    const gone = lookUpPlaces(this.#model.plan)
      .map(({ storedPath }) => storedPath)
      .filter((path) => stored[path] !== undefined && rehashed.values[path] === undefined);
    return { filter: this.#unchanged(stored), set: rehashed.values, unset: gone };
  }

  #unchanged(stored: StoredDocument): StoredDocument {
    return { _id: stored['_id'], revision: stored['revision'] };
  }

  /**
   * The hashes the document should have; null when it has them. A learner whose key is gone is not found by anything any
   * more: there should be none.
   */
  async #rehashed(stored: StoredDocument, key: DataKey | undefined): Promise<LookUps | null> {
    const { plan } = this.#model;
    const id = stored['_id'] as ObjectId;
    const should: LookUps = key
      ? await lookUpsOf(this.#parts.keyring, plan, id, this.#opener.sealer.open(stored, { id, key }))
      : { values: {}, keys: [] };
    const isSame = lookUpPlaces(plan).every(({ storedPath }) => {
      const [there, wanted] = [stored[storedPath], should.values[storedPath]].map(textsOf);
      return there?.join() === wanted?.join();
    });
    return isSame ? null : should;
  }
}

/** Where documents stand that can be renewed: in a collection, or in the pages of its growing lists. */
export interface RenewableContainer {
  readonly collection: string;
  readonly pages: boolean;
}

/** Everything in which there is what is to be renewed, by the derived plans alone. */
export function renewableContainers(renewed: Renewed): RenewableContainer[] {
  return LEARNER_COLLECTIONS.flatMap(({ name }) => {
    const { plan, collection } = modelOf(name);
    const itself = { collection: name, pages: false };
    if (renewed === 'hashes') return lookUpPlaces(plan).length > 0 ? [itself] : [];
    if (!plan.needsKey) return [];
    const hasPages = collection.growingLists.some(({ path }) => sealsElements(plan, path));
    return [itself, ...(hasPages ? [{ collection: name, pages: true }] : [])];
  });
}

function textsOf(value: unknown): string[] {
  const hashes = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return (hashes as readonly Binary[]).map((hash) => hash.toString('base64')).sort();
}
