import type { Actor } from '../access/actor.ts';
import type { Fields } from '../protection/sealer.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import type { Transaction } from '../stores/documents/port.ts';
import type { Door } from './door.ts';
import type { Inserted, Sameness } from './inserter.ts';
import type { InspectionStep } from './inspector.ts';
import type { LongDocument, Page, QueryOptions } from './parts.ts';
import type { RenewalRequest, RenewalStep } from './renewal.ts';
import type { SearchHit, SearchRequest } from './token-search.ts';

/**
 * The documents of a collection that is known by its name only, as one actor may see and change them: for what walks
 * the declared schema and so knows no collection's type. Otherwise as `TypedCollection`.
 */
export class NamedCollection {
  readonly #door: Door;
  readonly #actor: Actor;
  readonly #within: Transaction | undefined;

  constructor(door: Door, actor: Actor, within: Transaction | undefined) {
    this.#door = door;
    this.#actor = actor;
    this.#within = within;
  }

  /** One page of a named query, with word of the lists that go on. */
  read(query: string, parameters: Fields, options: QueryOptions = {}): Promise<Page<LongDocument>> {
    return this.#door.reader.longPage(this.#actor, query, parameters, options);
  }

  /** A page of what has all of the words of a search, found by the keyed tokens of encrypted texts. */
  search(request: SearchRequest): Promise<Page<SearchHit>> {
    return this.#door.search.search(this.#actor, request);
  }

  insert(documents: readonly Fields[], same?: Sameness): Promise<Inserted[]> {
    return this.#door.inserter.insert(this.#actor, documents, same, this.#within);
  }

  /** Adds elements to one growing list of one document. */
  async append(
    operation: string,
    identity: Fields,
    list: string,
    elements: readonly unknown[],
  ): Promise<void> {
    const revision = { identity, additions: { [list]: elements }, change: (document: Fields) => document };
    await this.#door.reviser.revise(this.#actor, operation, [revision], this.#within);
  }

  /** How many documents of a learner hold something under a consent. */
  heldUnder(learner: string, consent: ConsentName): Promise<number> {
    return this.#door.clearer.held(this.#actor, learner, consent);
  }

  /** Takes what is kept under a consent out of a learner's documents; of how many. */
  clearUnder(learner: string, consent: ConsentName): Promise<number> {
    return this.#door.clearer.clear(this.#actor, learner, consent);
  }

  /** Elements of a growing list of one document, in order, from a cursor on. */
  elements(
    identity: Fields,
    list: string,
    options: { readonly cursor?: string; readonly limit?: number } = {},
  ): Promise<Page<unknown>> {
    return this.#door.elementPage(this.#actor, identity, list, options);
  }

  /** Brings the next documents under the keys that are in use now. */
  renew(request: RenewalRequest): Promise<RenewalStep> {
    return this.#door.renewal.renew(this.#actor, request);
  }

  /** Tells which of the next documents are not under the keys that are in use now. */
  survey(request: RenewalRequest): Promise<RenewalStep> {
    return this.#door.renewal.survey(this.#actor, request);
  }

  /** Opens the next documents to see whether they open. */
  inspect(from: { readonly pages: boolean; readonly after: string | null }): Promise<InspectionStep> {
    return this.#door.inspector.inspect(this.#actor, from);
  }

  /** Removes what was made of a learner's values under keys that outlive the learner's; in how many documents. */
  clearTokens(operation: string, learner: string): Promise<number> {
    return this.#door.eraser.clearTokens(this.#actor, operation, learner);
  }

  /** How many documents a learner has, and how many of them hold such hashes. Counts only. */
  countOf(
    operation: string,
    learner: string,
  ): Promise<{ readonly documents: number; readonly withTokens: number }> {
    return this.#door.eraser.count(this.#actor, operation, learner);
  }

  /** How many elements a growing list of one document has. */
  lengthOf(identity: Fields, list: string): Promise<number> {
    return this.#door.lengthOf(this.#actor, identity, list);
  }
}
