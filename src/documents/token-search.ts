import { setImmediate as turn } from 'node:timers/promises';
import { Binary, ObjectId } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import type { Fields } from '../protection/sealer.ts';
import { searchToken } from '../protection/search-tokens.ts';
import { answers, MORE, type Question, type SearchTerm, termsAsked } from '../protection/search-words.ts';
import type { DataKey, SecretKey } from '../protection/secret-key.ts';
import { BY_TOKEN, PAGES_BY_TOKEN } from '../schema/resolve-search-tokens.ts';
import type { ResolvedList, ResolvedSearchTokens } from '../schema/resolved.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import { findSpec } from '../stores/mongo/named-query.ts';
import { cursorScope, decodeCursor, encodeCursor } from './cursor.ts';
import { type Gate, learnerOf } from './gate.ts';
import { SEARCH_PURPOSE, textsAt } from './look-ups.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import type { DocumentsParts, Page } from './parts.ts';

/** What is searched for, and which part of the answer. */
export interface SearchRequest extends Question {
  /** Whose texts, where they are under a learner's key and the actor may ask for any learner. */
  readonly learner?: string;
  readonly cursor?: string;
  /** From 1 to `LIMITS.searchCandidatesMax`. */
  readonly limit?: number;
}

/** An element of a growing list that has the words, and where it stands: as `elements` counts containers and places. */
export interface FoundElement {
  readonly container: number;
  readonly at: number;
  readonly element: unknown;
}

/** A document that has the words: what tells it apart, with the texts that were searched, or those elements of its list. */
export interface SearchHit {
  readonly document: Fields;
  readonly elements: readonly FoundElement[];
}

/** Containers that have tokens: the documents, or the pages of their growing list. */
type Containers = 'documents' | 'pages';

/** One walk through containers, in an order of its own. */
interface Walk {
  readonly containers: Containers;
  /** The value the last container had in that order; null to begin. */
  readonly after: string | null;
}

interface Asked extends Question {
  readonly tokens: ResolvedSearchTokens;
  readonly learner: string | null;
  /** The tokens of the terms, by term, under each key they may have been made with; no key is held while they are looked up. */
  readonly made: readonly ReadonlyMap<SearchTerm, Binary>[];
  readonly terms: readonly SearchTerm[];
}

const LIMIT_DEFAULT = 20;

/**
 * Finds encrypted texts by the tokens of their words. The rarest word is looked up in the index; what has the tokens of the
 * others as well is opened and compared again in plain text, since a token may stand for two words and a long text is found
 * by a token that says no more than that. The order is that of identifiers: it says nothing, and ranking is the caller's.
 */
export class TokenSearch {
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
   * A page of what has all of the words. It looks at no more than `LIMITS.searchCandidatesMax` documents, or
   * `LIMITS.searchContainersMax` containers of a list, so a page may be short or empty and still have a cursor. Texts under the platform's key are staff's to search, texts under a learner's key
   * are searched for that learner only.
   *
   * @throws MasterXError `validation_failed`, `invalid_cursor`, `access_denied`, `audit_unavailable`, `store_unavailable`,
   * `keys_unavailable`.
   */
  async search(actor: Actor, request: SearchRequest): Promise<Page<SearchHit>> {
    const { collection, plan } = this.#model;
    const declared = plan.searchTokens;
    invariant(declared, `${collection.name} has texts to search`);
    const terms = termsOf(request);
    const limit = limitOf(request.limit);
    const learner = declared.key === 'learner' ? learnerOf(actor, request.learner) : null;
    const about = {
      actor,
      collection,
      action: 'read' as const,
      operation: BY_TOKEN,
      fields: declared.paths.map((path) => (declared.list === null ? path : `${declared.list}[].${path}`)),
      learners: learner === null ? [] : [learner],
    };
    const { confinedTo, rule } = await this.#gate.admit(about);
    if (learner === null && confinedTo !== null) return this.#gate.refuse(about);
    const { views } = this.#model;
    // Only what the caller may see is compared; the tokens are of all of the texts and decide nothing.
    const paths = declared.paths.filter((path) =>
      views.shows(rule.fields, declared.list === null ? path : `${declared.list}.${path}`),
    );
    if (paths.length === 0) return this.#gate.refuse(about);
    const tokens = { ...declared, paths };
    const { text, language, isUnfinished } = request;
    const scope = cursorScope(collection.name, BY_TOKEN, text, language, isUnfinished, learner);
    const from =
      request.cursor === undefined ? FIRST_WALK : walkOf(decodeCursor(scope, request.cursor).value);
    const { clock, latencies } = this.#parts;
    const begun = clock.monotonicMs();
    const { hits, next } = await this.#gate.beside(
      about,
      async () => {
        const made = (await this.#keys(learner)).map((key) => this.#tokensOf(key, [...terms, MORE]));
        return this.#walk({ text, language, isUnfinished, tokens, learner, made, terms }, from, limit);
      },
      (found) => ({ documents: found.hits.length }),
    );
    latencies.record(collection.name, BY_TOKEN, clock.monotonicMs() - begun);
    return {
      items: hits,
      nextCursor: next && encodeCursor(scope, { value: `${next.containers} ${next.after ?? ''}`, skip: 0 }),
    };
  }

  /** The keys to look up with. A learner's earlier ones as well: while the key is rotated tokens are under either. */
  async #keys(learner: string | null): Promise<readonly SecretKey[]> {
    const { keyring } = this.#parts;
    if (learner === null) return [(await keyring.liveIndexKeys(SEARCH_PURPOSE)).current];
    return (await keyring.forLearners([learner])).get(learner)?.all ?? [];
  }

  async #walk(
    asked: Asked,
    from: Walk,
    limit: number,
  ): Promise<{ readonly hits: readonly SearchHit[]; readonly next: Walk | null }> {
    const rarest = await this.#rarest(asked, from.containers);
    // A rotation takes a container from one key to another between two walks; there and back again it is met under either.
    const order = [...asked.made, ...asked.made.slice(0, -1).reverse()];
    const wanted = order.flatMap((made) => [made.get(rarest) ?? [], made.get(MORE) ?? []].flat());
    const candidates = asked.tokens.list === null ? LIMITS.searchCandidatesMax : LIMITS.searchContainersMax;
    const walks: StoredDocument[][] = [];
    for (const token of wanted) walks.push(await this.#find(asked, from, token, candidates));
    const { by } = this.#order(from.containers);
    const keyOf = (stored: StoredDocument) => String(stored[by]);
    // Where one walk was cut off, what others found behind that may not be all there is.
    const ends = walks.filter((walk) => walk.length === candidates).map((walk) => keyOf(walk.at(-1) ?? {}));
    const end = ends.sort()[0];
    const merged = [...new Map(walks.flat().map((stored) => [keyOf(stored), stored])).values()]
      .filter((stored) => end === undefined || keyOf(stored) <= end)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .slice(0, candidates);
    const fitting = new Set(merged.filter((stored) => this.#mayHave(asked, stored)));
    const opened = await this.#opened(asked, from.containers, [...fitting], limit);
    const hits: SearchHit[] = [];
    let last: StoredDocument | undefined;
    for (const stored of merged) {
      if (hits.length === limit) break;
      last = stored;
      const hit = opened.get(keyOf(stored));
      if (hit) hits.push(hit);
    }
    const isAtEnd = end === undefined && (last === undefined || last === merged.at(-1));
    if (!isAtEnd && last) return { hits, next: { ...from, after: keyOf(last) } };
    const goesOn = from.containers === 'documents' && asked.tokens.list !== null;
    return { hits, next: goesOn ? { containers: 'pages', after: null } : null };
  }

  /** The term that the fewest containers have; among many, one that no fewer were counted of. */
  async #rarest(asked: Asked, containers: Containers): Promise<SearchTerm> {
    const terms = asked.terms.slice(0, LIMITS.searchTermsMax);
    let [rarest] = terms;
    invariant(rarest, 'a search has a term');
    if (terms.length === 1) return rarest;
    let fewest = Number.POSITIVE_INFINITY;
    for (const term of terms) {
      let count = 0;
      for (const made of asked.made) {
        const token = made.get(term);
        if (!token) continue;
        const from = { containers, after: null };
        count += (await this.#find(asked, from, token, LIMITS.searchCandidatesMax, {})).length;
      }
      if (count < fewest) [rarest, fewest] = [term, count];
    }
    return rarest;
  }

  #tokensOf(key: SecretKey, terms: readonly SearchTerm[]): ReadonlyMap<SearchTerm, Binary> {
    const { name } = this.#model.collection;
    return new Map(terms.map((term) => [term, new Binary(searchToken(key, name, term))]));
  }

  /** The next containers that have a token, in their order, with what is needed to compare them. */
  #find(
    { tokens, learner }: Asked,
    { containers, after }: Walk,
    token: Binary,
    limit: number,
    projection: StoredDocument = this.#needed(containers, tokens),
  ): Promise<StoredDocument[]> {
    const { collection } = this.#model;
    const { by, least } = this.#order(containers);
    const beyond = after === null ? least : least instanceof ObjectId ? new ObjectId(after) : after;
    const query =
      containers === 'documents' ? collection.queries[BY_TOKEN] : collection.pageQueries[PAGES_BY_TOKEN];
    invariant(query, `${collection.name} is found by tokens`);
    const { filter, sort } = findSpec(collection, query, { token, after: beyond }, learner ?? undefined);
    const name = containers === 'documents' ? collection.name : (collection.pages ?? '');
    return this.#parts.store.find(name, { filter, sort, projection: { ...projection, [by]: 1 }, limit });
  }

  #needed(containers: Containers, { storedPath, list, paths }: ResolvedSearchTokens): StoredDocument {
    const { owner } = this.#model.collection;
    const texts = containers === 'pages' ? ['parent', 'page', 'elements'] : list === null ? paths : [list];
    return Object.fromEntries(
      [...(owner === null ? [] : [owner]), storedPath, ...texts].map((path) => [path, 1]),
    );
  }

  /** What containers are walked by, and what comes before every value of it. */
  #order(containers: Containers): { readonly by: string; readonly least: unknown } {
    const [only = '_id'] = this.#model.collection.identity;
    return containers === 'documents' && only !== '_id'
      ? { by: only, least: '' }
      : { by: '_id', least: new ObjectId(Buffer.alloc(12)) };
  }

  /** Whether the tokens of a container allow for all of the terms: then it is worth opening. */
  #mayHave({ tokens, made, terms }: Asked, stored: StoredDocument): boolean {
    const there = new Set((stored[tokens.storedPath] as readonly Binary[]).map(textOf));
    const has = (term: SearchTerm) =>
      made.some((one) => {
        const token = one.get(term);
        return token !== undefined && there.has(textOf(token));
      });
    return has(MORE) || terms.every(has);
  }

  /** The first of the containers that have all of the words, as many as are wanted, by the value they are walked by. */
  async #opened(
    asked: Asked,
    containers: Containers,
    found: readonly StoredDocument[],
    wanted: number,
  ): Promise<ReadonlyMap<string, SearchHit>> {
    const { by } = this.#order(containers);
    const parents = containers === 'pages' ? await this.#parentsOf(found) : null;
    // Last, so that they are as young as can be when they open something.
    const keys = await this.#opener.keysOf(found.flatMap((stored) => this.#opener.ownerOf(stored) ?? []));
    const hits = new Map<string, SearchHit>();
    for (const stored of found) {
      if (hits.size === wanted) break;
      // Each may be as long as a page of a list: others have their turn in between.
      await turn();
      const key = keys.get(this.#opener.ownerOf(stored) ?? '') ?? null;
      const parent = parents === null ? stored : parents.get(String(stored['parent']));
      // Removed meanwhile, or nobody can read it any more.
      if (!parent || (key === null && this.#model.plan.needsKey)) continue;
      const hit =
        asked.tokens.list === null
          ? this.#document(asked, stored, key)
          : this.#elements(asked, containers, stored, parent, key);
      if (hit) hits.set(String(stored[by]), hit);
    }
    return hits;
  }

  #document(asked: Asked, stored: StoredDocument, key: DataKey | null): SearchHit | null {
    const document = this.#opener.sealer.open(stored, { id: stored['_id'] as ObjectId, key });
    return answers(textsAt(document, asked.tokens.paths), asked) ? { document, elements: [] } : null;
  }

  #elements(
    asked: Asked,
    containers: Containers,
    stored: StoredDocument,
    parent: StoredDocument,
    key: DataKey | null,
  ): SearchHit | null {
    const { path } = this.#list(asked.tokens);
    const place = { id: parent['_id'] as ObjectId, key };
    const container = containers === 'pages' ? Number(stored['page']) : 0;
    const sealed = valueAt(stored, containers === 'pages' ? 'elements' : path) as readonly unknown[];
    const elements = sealed
      .map((element, at) => ({
        container,
        at,
        element: this.#opener.sealer.openElement(path, element, place),
      }))
      .filter(({ element }) => answers(textsAt(element, asked.tokens.paths), asked));
    if (elements.length === 0) return null;
    const { owner, identity } = this.#model.collection;
    const names = [...(owner === null ? [] : [owner]), ...identity];
    return { document: Object.fromEntries(names.map((name) => [name, parent[name]])), elements };
  }

  #list({ list }: ResolvedSearchTokens): ResolvedList {
    const found = this.#model.collection.growingLists.find(({ path }) => path === list);
    invariant(found, 'texts stand in a growing list');
    return found;
  }

  /** What tells the documents apart that pages belong to, by `_id`. */
  async #parentsOf(pages: readonly StoredDocument[]): Promise<ReadonlyMap<string, StoredDocument>> {
    const { name, owner, identity } = this.#model.collection;
    const ids = [...new Map(pages.map(({ parent }) => [String(parent), parent])).values()];
    if (ids.length === 0) return new Map();
    const parents = await this.#parts.store.find(name, {
      filter: { _id: { $in: ids } },
      projection: Object.fromEntries(
        [...(owner === null ? [] : [owner]), ...identity].map((path) => [path, 1]),
      ),
      limit: ids.length,
    });
    return new Map(parents.map((parent) => [String(parent['_id']), parent]));
  }
}

const FIRST_WALK: Walk = { containers: 'documents', after: null };

/** @throws MasterXError `invalid_cursor` */
function walkOf(value: unknown): Walk {
  const [, containers, after] = /^(documents|pages) ([0-9a-f-]*)$/.exec(String(value)) ?? [];
  if (containers === undefined || after === undefined) throw new MasterXError('invalid_cursor');
  if (containers === 'pages' && after !== '' && !ObjectId.isValid(after))
    throw new MasterXError('invalid_cursor');
  return { containers: containers === 'pages' ? 'pages' : 'documents', after: after === '' ? null : after };
}

const textOf = (token: Binary): string => token.toString('base64');

/** @throws MasterXError `validation_failed` */
function termsOf({ text, ...question }: Question): SearchTerm[] {
  const violation = (message: string) =>
    new MasterXError('validation_failed', { violations: [{ path: 'text', message }] });
  if (text.length > LIMITS.searchCharactersMax) {
    throw violation(`must be at most ${LIMITS.searchCharactersMax} characters`);
  }
  const terms = termsAsked({ text, ...question });
  if (terms.length === 0) throw violation('must have a word, or at least two letters of one');
  return terms;
}

/** @throws MasterXError `validation_failed` */
function limitOf(asked: number = LIMIT_DEFAULT): number {
  if (Number.isInteger(asked) && asked >= 1 && asked <= LIMITS.searchCandidatesMax) return asked;
  const message = `must be a whole number from 1 to ${LIMITS.searchCandidatesMax}`;
  throw new MasterXError('validation_failed', { violations: [{ path: 'limit', message }] });
}
