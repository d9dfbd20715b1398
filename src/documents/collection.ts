import type { Actor } from '../access/actor.ts';
import type { Documents, GrowingLists, NewDocuments } from '../derive/generated/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import type { Transaction } from '../stores/documents/port.ts';
import type { Door } from './door.ts';
import type {
  Additions,
  Answer,
  CollectionName,
  Identity,
  ListPath,
  Page,
  Parameters,
  QueryName,
  QueryOptions,
} from './parts.ts';
import type { StepRequest } from './stepper.ts';

/** What became of a document that was given to be stored. */
export interface Stored<T> {
  readonly document: T;
  /** It was there already with the same content; nothing was written. */
  readonly repeated: boolean;
  /** Its learner does not consent to such documents; nothing was written. */
  readonly withheld?: true;
}

/** A document as it was changed, and the elements that were new to it. */
export interface Revision<C extends CollectionName> {
  /** Without its growing lists. */
  readonly document: Documents[C];
  readonly added: { readonly [L in ListPath<C>]?: readonly GrowingLists[C][L][] };
}

/**
 * What a document should be, made from what it is, without growing lists, and from the elements that are new to it.
 * `grow` adds elements that follow from those; `replace` puts whole lists in the place of what they hold, and then
 * nothing else is added to them. It may be called again, so it must not do anything else.
 */
export type DocumentChange<C extends CollectionName> = (
  document: Documents[C],
  added: Revision<C>['added'],
  grow: (following: Additions<C>) => void,
  replace: (lists: Additions<C>) => void,
) => Documents[C];

/** The documents of one collection, as one actor may see and change them. */
export class TypedCollection<C extends CollectionName> {
  readonly #door: Door;
  readonly #actor: Actor;
  readonly #within: Transaction | undefined;

  constructor(door: Door, actor: Actor, within: Transaction | undefined) {
    this.#door = door;
    this.#actor = actor;
    this.#within = within;
  }

  /**
   * One page of a named query.
   *
   * @throws MasterXError `validation_failed`, `invalid_cursor`, `access_denied`, `audit_unavailable`,
   * `store_unavailable`, `keys_unavailable`.
   */
  async query<Q extends QueryName<C>>(
    name: Q,
    parameters: Parameters<C, Q>,
    options: QueryOptions = {},
  ): Promise<Page<Answer<C, Q>>> {
    return typed(await this.#door.reader.page(this.#actor, name, typed(parameters), options));
  }

  /** The one document a query answers, or null. */
  async find<Q extends QueryName<C>>(
    name: Q,
    parameters: Parameters<C, Q>,
    options: Pick<QueryOptions, 'learner'> = {},
  ): Promise<Answer<C, Q> | null> {
    const { items } = await this.query(name, parameters, { ...options, limit: 1 });
    return items[0] ?? null;
  }

  /** As `find`; @throws MasterXError `not_found` as well. */
  async get<Q extends QueryName<C>>(
    name: Q,
    parameters: Parameters<C, Q>,
    options: Pick<QueryOptions, 'learner'> = {},
  ): Promise<Answer<C, Q>> {
    const found = await this.find(name, parameters, options);
    if (found === null) throw new MasterXError('not_found');
    return found;
  }

  /**
   * Stores all of the documents in one transaction, or none. Sent twice, a document is stored once.
   *
   * @param same whether a stored document counts as the one given; by default, when all of its content is the same.
   * @throws MasterXError `validation_failed` with every violation, `conflict`, `access_denied`.
   */
  async insert(
    documents: readonly NewDocuments[C][],
    same?: (given: NewDocuments[C], stored: Documents[C]) => boolean,
  ): Promise<Stored<Documents[C]>[]> {
    const sameness = same && ((given: unknown, stored: unknown) => same(typed(given), typed(stored)));
    return typed(await this.#door.inserter.insert(this.#actor, typed(documents), sameness, this.#within));
  }

  /**
   * Changes one document: `change` is given what is stored, without growing lists, and answers what it should be.
   *
   * @throws MasterXError `not_found`, `validation_failed`, `write_conflict`, `access_denied`.
   */
  async revise(
    operation: string,
    identity: Identity<C>,
    change: (document: Documents[C]) => Documents[C],
  ): Promise<Documents[C]> {
    return (await this.append(operation, identity, {}, change)).document;
  }

  /**
   * Adds elements to growing lists of one document and changes the document with those that were new, in one
   * transaction. Elements sent twice are stored once. Costs the same however long the lists are.
   *
   * @throws MasterXError as `revise`, and `conflict` when an element is there with other content.
   */
  async append(
    operation: string,
    identity: Identity<C>,
    additions: Additions<C>,
    change: DocumentChange<C> = (document) => document,
  ): Promise<Revision<C>> {
    const [revision] = await this.appendEach(operation, [{ identity, additions, change }]);
    if (!revision) throw new MasterXError('not_found');
    return revision;
  }

  /** As `append`, for several documents in one transaction; each document once. */
  async appendEach(
    operation: string,
    revisions: readonly {
      readonly identity: Identity<C>;
      readonly additions: Additions<C>;
      readonly change: DocumentChange<C>;
    }[],
  ): Promise<Revision<C>[]> {
    const untyped = revisions.map(({ identity, additions, change }) => ({
      identity: typed<Readonly<Record<string, unknown>>>(identity),
      additions: typed<Readonly<Record<string, readonly unknown[]>>>(additions),
      change: (document: unknown, added: unknown, grow: unknown, replace: unknown) =>
        typed<Readonly<Record<string, unknown>>>(
          change(typed(document), typed(added), typed(grow), typed(replace)),
        ),
    }));
    return typed(await this.#door.reviser.revise(this.#actor, operation, untyped, this.#within));
  }

  /**
   * Compares plain values of one document and changes others in a single step of the database: for counters that many
   * callers change at once. Not part of a transaction.
   *
   * @returns the values the step asks for, by path; null where the document was not there or a condition did not hold,
   * and then nothing was changed.
   * @throws MasterXError `access_denied`, `audit_unavailable`.
   */
  step(
    operation: string,
    identity: Identity<C>,
    step: StepRequest,
  ): Promise<Readonly<Record<string, unknown>> | null> {
    invariant(this.#within === undefined, 'a step is no part of a transaction');
    return this.#door.stepper.step(this.#actor, operation, typed(identity), step);
  }

  /**
   * Removes documents with everything their lists hold, in one transaction. Those that are not there, or not the
   * actor's, are passed over.
   *
   * @returns how many were removed.
   * @throws MasterXError `access_denied`.
   */
  async remove(operation: string, identities: readonly Identity<C>[]): Promise<number> {
    return this.#door.remover.remove(this.#actor, operation, typed(identities), this.#within);
  }

  /** Elements of a growing list of one document, in order, from a cursor on; as the transaction sees it, inside one. */
  async elements<L extends ListPath<C>>(
    identity: Identity<C>,
    list: L,
    options: { readonly cursor?: string; readonly limit?: number } = {},
  ): Promise<Page<GrowingLists[C][L]>> {
    return typed(await this.#door.elementPage(this.#actor, typed(identity), list, options, this.#within));
  }

  /** One document as it is stored, ciphertext as envelopes: for showing what the database holds. */
  async stored(identity: Identity<C>): Promise<Readonly<Record<string, unknown>>> {
    return this.#door.stored(this.#actor, typed(identity));
  }
}

/**
 * The door works on names of the schema and knows no collection's type; the generated types say the same of the same
 * schema. This is the one place where the two meet.
 */
function typed<T>(value: unknown): T {
  return value as T;
}
