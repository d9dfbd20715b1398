import { BSON } from 'mongodb';
import type { Actor } from '../access/actor.ts';
import { MasterXError, type Violation } from '../errors/error.ts';
import type { ResolvedQuery } from '../schema/resolved.ts';
import { invariant } from '../std/assert.ts';
import { seconds } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import { findSpec, projectionOf, storedPath, summaryPipeline } from '../stores/mongo/named-query.ts';
import { analysedOnly, ofManyLearners } from './aggregates.ts';
import { hashOf } from './blind-indexes.ts';
import { continued, leadingSort, placeAfter } from './continuation.ts';
import { cursorScope, decodeCursor, encodeCursor } from './cursor.ts';
import { pagingOf } from './elements.ts';
import { type Admission, confined, type Gate, learnerOf } from './gate.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import type { DocumentsParts, LongDocument, Page, QueryOptions } from './parts.ts';
import { withheld } from './withholding.ts';

type Values = Readonly<Record<string, unknown>>;
type Logical = Record<string, unknown>;

/** Answers the named queries of one collection, and measures each answer as its caller waits for it. */
export class Reader {
  readonly #parts: DocumentsParts;
  readonly #model: Model;
  readonly #gate: Gate;
  readonly #opener: Opener;
  readonly #shapes = new Map<string, Shape>();

  constructor(parts: DocumentsParts, model: Model, gate: Gate, opener: Opener) {
    this.#parts = parts;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
  }

  /**
   * One page of a named query's answer.
   *
   * One round trip for the documents, in parallel with the audit entry; one for the learners' keys that are not cached.
   */
  async page(actor: Actor, name: string, values: Values, options: QueryOptions): Promise<Page<Logical>> {
    const { items, nextCursor } = await this.#answer(actor, name, values, options);
    return { items, nextCursor };
  }

  /** As `page`, with word of the growing lists that go on beyond what the answer holds of them. */
  async longPage(
    actor: Actor,
    name: string,
    values: Values,
    options: QueryOptions,
  ): Promise<Page<LongDocument>> {
    const { items, nextCursor, found } = await this.#answer(actor, name, values, options);
    const longer = this.#longerLists(found);
    return {
      items: items.map((document) => ({ document, longer: longer.get(String(document['_id'])) ?? [] })),
      nextCursor,
    };
  }

  async #answer(actor: Actor, name: string, values: Values, options: QueryOptions): Promise<Found> {
    const query = this.#query(name);
    const asked = this.#checkValues(query, values);
    const limit = query.declaration.answers === 'one' ? 1 : limitOf(options.limit);
    const owner = query.ofOwner ? learnerOf(actor, options.learner) : undefined;
    const request = this.#request(actor, query, owner);
    const admission = await this.#gate.admit(request);
    if (!this.#mayAsk(query, admission)) return this.#gate.refuse(request);
    const { clock, latencies } = this.#parts;
    const begun = clock.monotonicMs();
    const hashed = await this.#hashed(query, asked);
    const answer = await this.#gate.beside(
      request,
      () =>
        query.declaration.summary
          ? this.#summarised({ query, hashed, owner, admission })
          : this.#found({ query, values, hashed, owner, admission, limit }, options.cursor),
      ({ items }) => ({ documents: items.length }),
    );
    latencies.record(this.#model.collection.name, query.name, clock.monotonicMs() - begun);
    return answer;
  }

  async #found(
    { query, values, hashed, owner, admission, limit }: Asked,
    cursor: string | undefined,
  ): Promise<Found> {
    const scope = () => cursorScope(this.#model.collection.name, query.name, values, owner ?? null);
    const after = cursor === undefined ? null : decodeCursor(scope(), cursor);
    const { unprojected, projection, roots } = this.#shapeOf(query);
    const spec = findSpec(this.#model.collection, unprojected, hashed, owner);
    const finding = this.#parts.store.find(this.#model.collection.name, {
      filter: query.ofOwner
        ? continued(spec, after)
        : confined(continued(spec, after), this.#model.collection, admission),
      sort: spec.sort,
      ...(projection && { projection }),
      skip: after?.skip ?? 0,
      limit: limit + (query.declaration.answers === 'one' ? 0 : 1),
    });
    // Where the learner is known, a key that is not cached comes beside the answer, not after it.
    const fetching = owner === undefined ? null : this.#opener.keysOf([owner]);
    const [found] = await Promise.all([finding, fetching]);
    const view = this.#model.views.of(admission.rule.fields);
    const opened = await this.#opener.open(found.slice(0, limit));
    const items = view === null ? opened : opened.map((item) => withheld(item, view));
    const next =
      found.length > limit ? placeAfter(found.slice(0, limit), leadingSort(spec.sort), after) : null;
    return {
      items: roots === null ? items : items.map((item) => asAsked(item, roots)),
      nextCursor: next && encodeCursor(scope(), next),
      found,
    };
  }

  /** The growing lists that have further pages, of the documents whose paging was read, by `_id`. */
  #longerLists(found: readonly StoredDocument[]): ReadonlyMap<string, readonly string[]> {
    const { growingLists } = this.#model.collection;
    return new Map(
      found
        .filter(({ paging }) => paging !== undefined)
        .map((stored) => [
          String(stored['_id']),
          growingLists.filter((list) => pagingOf(stored, list).pages > 0).map(({ path }) => path),
        ]),
    );
  }

  async #summarised({
    query,
    hashed,
    owner,
    admission: { confinedTo, rule },
  }: Omit<Asked, 'values' | 'limit'>): Promise<Found> {
    invariant(
      confinedTo === null || (owner !== undefined && confinedTo.includes(owner)),
      'a learner summarises only what is the learner’s own',
    );
    const { collection } = this.#model;
    const stages = [...summaryPipeline(collection, query, hashed, owner)];
    if (rule.aggregated) stages.splice(1, 0, ...analysedOnly(collection));
    // Only what is of the whole platform, and so of nobody, is kept in the cache.
    const running = owner === undefined ? this.#cached(query, stages) : this.#summarise(stages);
    // What is behind a consent as a whole is not summed up without it either.
    const [rows, isAllowed] = await Promise.all([running, this.#isAllowed(owner)]);
    const shown = isAllowed ? (rule.aggregated ? ofManyLearners(query, rows) : rows) : [];
    return { items: shown.map((row) => ({ ...row })), nextCursor: null, found: [] };
  }

  async #isAllowed(owner: string | undefined): Promise<boolean> {
    if (owner === undefined) return true;
    const keys = await this.#opener.keysOf([owner]);
    return this.#opener.admits(keys.get(owner) ?? null);
  }

  /** Whether a rule lets this be asked: by nothing that it does not show, and of a summary only what counts learners. */
  #mayAsk(query: ResolvedQuery, { rule }: Admission): boolean {
    const { views } = this.#model;
    if (query.declaration.summary)
      return !rule.aggregated || (query.declaration.summary.learners !== undefined && !query.ofOwner);
    return query.parameters.every(({ field }) => views.shows(rule.fields, field.path));
  }

  #summarise(stages: readonly StoredDocument[]): Promise<StoredDocument[]> {
    return this.#parts.store.summarise(this.#model.collection.name, stages, {
      limit: LIMITS.summaryRowsMax,
    });
  }

  /** The specification's cache time is the greatest age an answer may have; it is asked again well before. */
  async #cached(query: ResolvedQuery, stages: readonly StoredDocument[]): Promise<StoredDocument[]> {
    const ageMsMax = Math.min(seconds(query.declaration.promise.cacheSeconds ?? 0), LIMITS.summaryAgeMsMax);
    if (ageMsMax === 0) return this.#summarise(stages);
    const { cache, tenant } = this.#parts;
    const key = `summary:${cursorScope(tenant, this.#model.collection.name, query.name, stages)}`;
    const held = await cache.get(key);
    if (held) return BSON.EJSON.parse(held.toString('utf8')) as StoredDocument[];
    const rows = await this.#summarise(stages);
    await cache.set(key, Buffer.from(BSON.EJSON.stringify(rows)), ageMsMax);
    return rows;
  }

  #query(name: string): ResolvedQuery {
    const query = this.#model.collection.queries[name];
    invariant(query, `${this.#model.collection.name} has a query ${name}`);
    return query;
  }

  #request(actor: Actor, query: ResolvedQuery, owner: string | undefined) {
    return {
      actor,
      collection: this.#model.collection,
      action: query.declaration.summary ? ('summarise' as const) : ('read' as const),
      operation: query.name,
      fields: query.paths ?? ['*'],
      learners: owner === undefined ? [] : [owner],
    };
  }

  #checkValues(query: ResolvedQuery, values: Values): Values {
    const validators = this.#model.parameters[query.name] ?? {};
    const violations: Violation[] = [];
    for (const { name, many } of query.parameters) {
      const value = values[name];
      const list = many ? value : [value];
      if (!Array.isArray(list) || list.length === 0 || list.length > LIMITS.parameterValuesMax) {
        violations.push({ path: name, message: `must be 1 to ${LIMITS.parameterValuesMax} values` });
        continue;
      }
      for (const one of list) violations.push(...(validators[name]?.violations(one, name) ?? []));
    }
    if (violations.length > 0) throw new MasterXError('validation_failed', { violations });
    return values;
  }

  async #hashed(query: ResolvedQuery, values: Values): Promise<Values> {
    const hashed: Logical = { ...values };
    for (const { name, field } of query.parameters) {
      const blind = this.#model.collection.blindIndexes.find(({ path }) => path === field.path);
      if (!blind) continue;
      const { keyring } = this.#parts;
      hashed[name] = await hashOf(
        keyring,
        this.#model.collection.name,
        blind.path,
        blind.blindIndex,
        String(values[name]),
      );
    }
    return hashed;
  }

  /** What is the same for every call of a query, worked out once. */
  #shapeOf(query: ResolvedQuery): Shape {
    const known = this.#shapes.get(query.name);
    if (known) return known;
    const projection = projectionOf(this.#model.collection, query.paths);
    const shape: Shape = {
      unprojected: { ...query, paths: null },
      projection: projection ? this.#withPlace(projection, query) : this.#withoutTokens(),
      roots: query.paths && new Set(query.paths.map((path) => path.split('.')[0] ?? '')),
    };
    this.#shapes.set(query.name, shape);
    return shape;
  }

  /** Whole documents are read without their tokens, which are as large as their texts and are no part of them. */
  #withoutTokens(): StoredDocument | null {
    const { searchTokens } = this.#model.collection;
    return searchTokens && { [searchTokens.storedPath]: 0 };
  }

  /** Read besides what is asked for: the learner, whose key opens the rest, and where the page ends. */
  #withPlace(projection: StoredDocument, { declaration, index }: ResolvedQuery): StoredDocument {
    const { owner } = this.#model.collection;
    const [leading] = Object.keys(declaration.sort ?? {});
    const needed = [
      ...(owner === null ? [] : [owner]),
      ...(leading === undefined ? [] : [storedPath(index, leading)]),
    ];
    const missing = needed.filter(
      (path) => !Object.keys(projection).some((given) => path === given || path.startsWith(`${given}.`)),
    );
    return { ...projection, ...Object.fromEntries(missing.map((path) => [path, 1])) };
  }
}

/** A query as one caller asks it, once it was admitted. */
interface Asked {
  readonly query: ResolvedQuery;
  /** As they were given; `hashed`, as they are compared. */
  readonly values: Values;
  readonly hashed: Values;
  readonly owner: string | undefined;
  readonly admission: Admission;
  readonly limit: number;
}

/** An answer, and the stored documents it was made of. */
interface Found extends Page<Logical> {
  readonly found: readonly StoredDocument[];
}

/** Of a query, without its parameters. */
interface Shape {
  /** The query with its projection taken out, which does not depend on what is asked. */
  readonly unprojected: ResolvedQuery;
  readonly projection: StoredDocument | null;
  /** First names of the paths that are asked for; null for all. */
  readonly roots: ReadonlySet<string> | null;
}

/** Without what was read only to find and open the document. */
function asAsked(item: Logical, roots: ReadonlySet<string>): Logical {
  for (const name of Object.keys(item)) if (!roots.has(name)) delete item[name];
  return item;
}

function limitOf(asked: number | undefined): number {
  const limit = asked ?? LIMITS.answerDocumentsDefault;
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIMITS.answerDocumentsMax) return limit;
  throw new MasterXError('validation_failed', {
    violations: [{ path: 'limit', message: `must be a whole number from 1 to ${LIMITS.answerDocumentsMax}` }],
  });
}
