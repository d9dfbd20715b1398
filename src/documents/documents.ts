import type { Actor } from '../access/actor.ts';
import type { Allowed } from '../protection/secret-key.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Transaction } from '../stores/documents/port.ts';
import { transact } from './attempts.ts';
import { TypedCollection } from './collection.ts';
import { Door } from './door.ts';
import { NamedCollection } from './named-collection.ts';
import type { CollectionName, DocumentsParts } from './parts.ts';

/** The only door to the database. Nothing passes without an actor, a decision of the policy and an audit entry. */
export class DocumentAccess {
  readonly #parts: DocumentsParts;
  readonly #doors = new Map<string, Door>();

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
  }

  /** The door as it opens for one actor. */
  as(actor: Actor): ActorDocuments {
    return new ActorDocuments(this, actor, undefined);
  }

  /** Runs `work` in one transaction of the database; again when another caller was faster. */
  transaction<T>(work: (within: Transaction) => Promise<T>): Promise<T> {
    return transact(this.#parts.store, work);
  }

  door(collection: string): Door {
    const known = this.#doors.get(collection);
    if (known) return known;
    const door = new Door(this.#parts, collection);
    this.#doors.set(collection, door);
    return door;
  }

  /** What learners allow, as the door goes by it. */
  allowedBy(learners: Iterable<string>): Promise<ReadonlyMap<string, Allowed>> {
    return this.#parts.keyring.allowedBy(learners);
  }

  /**
   * About how many documents each collection of the data holds.
   *
   * @throws MasterXError `access_denied`, `audit_unavailable`, `store_unavailable`.
   */
  async sizes(actor: Actor): Promise<readonly { readonly name: string; readonly documents: number }[]> {
    const collections = Object.values(SCHEMA.collections).filter(
      ({ declaration }) => declaration.database === 'data',
    );
    return Promise.all(
      collections.map(async ({ name }) => ({ name, documents: await this.door(name).size(actor) })),
    );
  }
}

/** The collections, for one actor. */
export class ActorDocuments {
  readonly #access: DocumentAccess;
  readonly #actor: Actor;
  readonly #within: Transaction | undefined;

  constructor(access: DocumentAccess, actor: Actor, within: Transaction | undefined) {
    this.#access = access;
    this.#actor = actor;
    this.#within = within;
  }

  collection<C extends CollectionName>(name: C): TypedCollection<C> {
    return new TypedCollection<C>(this.#access.door(name), this.#actor, this.#within);
  }

  /** A collection that is known by its name only. */
  named(name: string): NamedCollection {
    return new NamedCollection(this.#access.door(name), this.#actor, this.#within);
  }

  /**
   * What learners allow, by `user_id`, as this door keeps and shows their data: by their consent, or on another ground that
   * an import declared. Learners whose key was destroyed are absent. A round trip only where their keys are not in memory.
   */
  allowedBy(learners: Iterable<string>): Promise<ReadonlyMap<string, Allowed>> {
    return this.#access.allowedBy(learners);
  }

  /**
   * Runs `work` in one transaction: what it writes is durable as a whole, or not at all. Repeated on transient errors
   * and when another caller was faster, so `work` must do nothing but read and write documents. Inside a transaction
   * this is the same transaction.
   *
   * @throws MasterXError `conflict`, `write_conflict` besides what `work` throws.
   */
  transaction<T>(work: (documents: ActorDocuments) => Promise<T>): Promise<T> {
    if (this.#within) return work(this);
    return this.#access.transaction((within) => work(new ActorDocuments(this.#access, this.#actor, within)));
  }
}
