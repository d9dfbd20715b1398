import type { ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-chain.ts';
import { MasterXError, type Violation } from '../errors/error.ts';
import type { Fields } from '../protection/sealer.ts';
import type { DataKey } from '../protection/secret-key.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';
import type { Change as StoredChange, Transaction } from '../stores/documents/port.ts';
import { madeWith, Overtaken, transact } from './attempts.ts';
import { differenceOf } from './difference.ts';
import { type Additions, type Extended, Extension, type NewElements } from './extension.ts';
import { type Admission, confined, type Gate, type Request } from './gate.ts';
import { identityFilter, identityOf } from './identity.ts';
import { type LookUps, lookUpPlaces, lookUpsOf } from './look-ups.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import type { DocumentsParts } from './parts.ts';
import { isWithin, withheld, withholdingAt } from './withholding.ts';

type Logical = Record<string, unknown>;

/** A change of one document. */
export interface Revision {
  /** The values that tell it from the others. */
  readonly identity: Fields;
  readonly additions: Additions;
  /**
   * What the document should be, made from what it is, without growing lists, and from the elements that are new to
   * it. `grow` adds elements that follow from those, `replace` puts whole lists in the place of what they hold. Called
   * again when others changed the document meanwhile, so it must not do anything else.
   */
  readonly change: (
    document: Logical,
    added: NewElements,
    grow: (following: Additions) => void,
    replace: (lists: Additions) => void,
  ) => Fields;
}

/** A document as it was changed, without its growing lists, and which of the added elements were new. */
export interface Revised {
  readonly document: Logical;
  readonly added: NewElements;
}

/** Changes documents of one collection. */
export class Reviser {
  readonly #parts: DocumentsParts;
  readonly #model: Model;
  readonly #gate: Gate;
  readonly #opener: Opener;
  readonly #extension: Extension;

  constructor(parts: DocumentsParts, model: Model, gate: Gate, opener: Opener) {
    this.#parts = parts;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
    this.#extension = new Extension(parts.store, model, opener, parts.entropy);
  }

  /**
   * Makes all of the changes in one transaction, or none. An element that is there already with the same content is
   * passed over. The cost of each does not depend on how long the lists are.
   *
   * @throws MasterXError `not_found`; `validation_failed`; `conflict` when an element is there with other content;
   * `write_conflict` when others kept changing the documents; `access_denied`.
   */
  async revise(
    actor: Actor,
    operation: string,
    revisions: readonly Revision[],
    within?: Transaction,
  ): Promise<Revised[]> {
    invariant(revisions.length <= LIMITS.writeDocumentsMax, 'a write call is bounded');
    if (revisions.length === 0) return [];
    this.#assertAdditions(revisions);
    const { collection } = this.#model;
    const about = { actor, collection, action: 'update' as const, operation };
    const named = revisions.flatMap(({ identity }) => {
      const owner = collection.owner === null ? undefined : identity[collection.owner];
      return typeof owner === 'string' ? [owner] : [];
    });
    const admission = await this.#gate.admit({ ...about, fields: ['*'], learners: [...new Set(named)] });
    const attempt = (transaction: Transaction) => this.#attempt(about, revisions, admission, transaction);
    return within ? attempt(within) : transact(this.#parts.store, attempt);
  }

  async #attempt(
    about: Omit<Request, 'fields' | 'learners'>,
    revisions: readonly Revision[],
    admission: Admission,
    within: Transaction,
  ): Promise<Revised[]> {
    const loaded = await this.#load(revisions, admission, within);
    const news = await this.#extension.newElements(loaded, within);
    const made = loaded.map((one, at) => this.#kept(madeFrom(one, news[at] ?? {}), one.key));
    this.#assertAdditions(made.map(({ following }) => ({ additions: following })));
    this.#assertAdditions(
      made.map(({ replaced }) => ({ additions: replaced })),
      LIMITS.replaceElementsMax,
    );
    const growth = await this.#extension.extend(
      loaded.map((one, at) => ({ ...one, added: grownBy(news[at], made[at]) })),
      within,
    );
    const changes: StoredChange[] = [];
    const fields = new Set<string>();
    const learners = new Set<string>();
    const results: Revised[] = [];
    for (const [at, { stored, key, before }] of loaded.entries()) {
      const added = { ...news[at], ...made[at]?.following };
      const { set: extended, push } = growth[at] ?? { set: {}, push: {} };
      const replaced = made[at]?.replaced ?? {};
      const grown = { ...extended, ...(await this.#extension.replace({ stored, key }, replaced, within)) };
      const after = made[at]?.after ?? before;
      this.#model.headerValidator.assertFits(after);
      this.#assertSameDocument(before, after);
      const learner = this.#opener.ownerOf(stored);
      if (learner !== null) learners.add(learner);
      const { changed, removed } = differenceOf(this.#model.header, before, after);
      const { views } = this.#model;
      if (![...changed, ...removed].every((path) => views.allowsChange(admission.rule, path))) {
        const fields = [...changed, ...removed].slice(0, LIMITS.auditEntryFieldsMax);
        await this.#gate.refuse({ ...about, fields, learners: learner === null ? [] : [learner] });
      }
      if (changed.length === 0 && removed.length === 0 && Object.keys(grown).length === 0) {
        results.push({ document: before, added });
        continue;
      }
      const sealed = this.#opener.sealer.seal(after, { id: stored['_id'] as ObjectId, key });
      const lookUps = await this.#changedLookUps([...changed, ...removed], stored['_id'] as ObjectId, after);
      madeWith(within, [...(key ? [key] : []), ...lookUps.keys]);
      changes.push({
        filter: { _id: stored['_id'], revision: stored['revision'] },
        set: {
          ...grown,
          ...Object.fromEntries(
            this.#storedPathsOf(changed, removed).map((path) => [path, valueAt(sealed, path)]),
          ),
          ...lookUps.values,
        },
        unset: [...removed.filter((path) => !this.#isShared(path)), ...lookUps.gone],
        push,
        increment: { revision: 1 },
      });
      for (const path of [...changed, ...removed]) fields.add(path);
      for (const [path, elements] of Object.entries(added)) if (elements.length > 0) fields.add(path);
      for (const path of Object.keys(replaced)) fields.add(path);
      results.push({ document: { ...after, revision: (stored['revision'] as number) + 1 }, added });
    }
    const matched = await this.#parts.store.change(this.#model.collection.name, changes, within);
    if (matched < changes.length) throw new Overtaken();
    // Where nothing was to be changed, the documents were still read and are answered.
    const done = changes.length > 0 ? { fields: [...fields] } : { action: 'read' as const, fields: ['*'] };
    const entries = this.#gate.committed({ ...about, ...done, learners: [...learners] });
    await this.#parts.store.insert(AUDIT_OUTBOX, [entries], within);
    return results;
  }

  /** The documents to change, opened, in the order of the revisions. */
  async #load(
    revisions: readonly Revision[],
    admission: Admission,
    within: Transaction,
  ): Promise<(Extended & Pick<Revision, 'change'> & { readonly before: Logical })[]> {
    const { collection } = this.#model;
    const asked = identityFilter(
      collection,
      revisions.map(({ identity }) => identity),
    );
    const found = await this.#parts.store.find(
      collection.name,
      {
        filter: confined(asked, collection, admission),
        projection: Object.fromEntries(this.#unread().map((path) => [path, 0])),
        limit: revisions.length,
      },
      within,
    );
    const byIdentity = new Map(found.map((stored) => [identityOf(collection, stored), stored]));
    invariant(byIdentity.size === found.length, 'identities are unique');
    const keys = await this.#opener.sealingKeysOf(
      found.flatMap((stored) => this.#opener.ownerOf(stored) ?? []),
    );
    return Promise.all(
      revisions.map(async ({ identity, additions, change }) => {
        const stored = byIdentity.get(identityOf(collection, identity));
        if (!stored) throw new MasterXError('not_found');
        const owner = this.#opener.ownerOf(stored);
        const key = owner === null ? null : (keys.get(owner) ?? null);
        const [opened] = await this.#opener.open([stored]);
        if (!opened) {
          const isWithheld = key !== null && !this.#opener.admits(key);
          throw new MasterXError(isWithheld ? 'not_found' : 'key_destroyed');
        }
        const before = withheld(opened, this.#model.views.of(admission.rule.fields));
        return { stored, key, additions: this.#allowed(additions, key, owner), change, before };
      }),
    );
  }

  /** Without what the learner does not consent to. */
  #kept({ after, following, replaced }: Made, key: DataKey | null): Made {
    const owner = this.#model.collection.owner === null ? null : this.#opener.ownerOf(after);
    return {
      after: owner === null ? after : withheld(after, this.#opener.withheldBy(key)),
      following: this.#allowed(following, key, owner),
      replaced: this.#allowed(replaced, key, owner),
    };
  }

  /** The elements without what the learner does not consent to; none of a list that is withheld. */
  #allowed<T extends Additions>(lists: T, key: DataKey | null, owner: string | null): T {
    const withholding = owner === null ? null : this.#opener.withheldBy(key);
    if (withholding === null) return lists;
    const kept = Object.entries(lists).map(([path, elements = []]) => {
      const of = withholdingAt(withholding, path);
      if (of === 'all') return [path, []];
      return [path, of === null ? elements : elements.map((element) => withheld(element as Fields, of))];
    });
    return Object.fromEntries(kept) as T;
  }

  /** What a change need not know: growing lists, and tokens that are made anew from the texts. */
  #unread(): string[] {
    const { growingLists, searchTokens } = this.#model.collection;
    const lists = growingLists.map(({ path }) => path);
    return searchTokens?.list === null ? [...lists, searchTokens.storedPath] : lists;
  }

  /** A change makes no other document of it: what tells it apart and whose it is stay as they are. */
  #assertSameDocument(before: Fields, after: Fields): void {
    const { collection } = this.#model;
    invariant(
      before['_id'] === after['_id'] &&
        identityOf(collection, before) === identityOf(collection, after) &&
        this.#opener.ownerOf(before) === this.#opener.ownerOf(after),
      `a change of ${collection.name} leaves its identity alone`,
    );
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

  /** What the document is found by from now on, as far as something it is made of was touched. */
  async #changedLookUps(
    touched: readonly string[],
    id: ObjectId,
    after: Fields,
  ): Promise<LookUps & { readonly gone: readonly string[] }> {
    const { plan } = this.#model;
    const concerned = lookUpPlaces(plan)
      .filter(({ paths }) =>
        paths.some((path) => touched.some((other) => isWithin(path, other) || isWithin(other, path))),
      )
      .map(({ storedPath }) => storedPath);
    if (concerned.length === 0) return { values: {}, keys: [], gone: [] };
    const { values, keys } = await lookUpsOf(this.#parts.keyring, plan, id, after);
    return {
      values: Object.fromEntries(Object.entries(values).filter(([path]) => concerned.includes(path))),
      keys,
      gone: concerned.filter((path) => values[path] === undefined),
    };
  }

  #assertAdditions(
    revisions: readonly Pick<Revision, 'additions'>[],
    elementsMax: number = LIMITS.appendElementsMax,
  ): void {
    const violations: Violation[] = [];
    for (const { additions } of revisions) {
      for (const [path, elements = []] of Object.entries(additions)) {
        const validator = this.#model.elements[path];
        if (!validator) violations.push({ path, message: 'is not a list that grows' });
        else if (elements.length > elementsMax) {
          violations.push({ path, message: `must be at most ${elementsMax} elements at a time` });
        } else {
          for (const [at, element] of elements.entries()) {
            if (!validator.fits(element)) violations.push(...validator.violations(element, `${path}[${at}]`));
          }
        }
      }
    }
    if (violations.length > 0) {
      throw new MasterXError('validation_failed', { violations: violations.slice(0, LIMITS.violationsMax) });
    }
  }
}

/** What a change comes to. */
interface Made {
  readonly after: Fields;
  /** Elements that follow from the new ones, by the path of their list. */
  readonly following: NewElements;
  /** What lists are to hold in the place of what they hold, by path. */
  readonly replaced: NewElements;
}

/** Makes a change: the document as it should be, and what becomes of its lists. */
function madeFrom(
  { before, change }: Pick<Revision, 'change'> & { readonly before: Logical },
  added: NewElements,
): Made {
  const following: Record<string, readonly unknown[]> = {};
  const replaced: Record<string, readonly unknown[]> = {};
  const grow = (more: Additions): void => {
    for (const [path, elements = []] of Object.entries(more)) {
      invariant(
        !added[path]?.length,
        `${path} grows by what is given or by what follows from it, not by both`,
      );
      following[path] = [...(following[path] ?? []), ...elements];
    }
  };
  const replace = (lists: Additions): void => {
    for (const [path, elements = []] of Object.entries(lists)) replaced[path] = elements;
  };
  const after = change(structuredClone(before), added, grow, replace);
  invariant(
    Object.keys(replaced).every((path) => !following[path]?.length),
    'a list grows or is replaced, not both',
  );
  return { after, following, replaced };
}

/** What is put behind the lists: what is new and what follows from it, but for lists that are replaced. */
function grownBy(news: NewElements | undefined, made: Made | undefined): NewElements {
  const lists = Object.entries({ ...news, ...made?.following });
  return Object.fromEntries(lists.filter(([path]) => made?.replaced[path] === undefined));
}
