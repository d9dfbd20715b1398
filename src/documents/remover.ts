import type { Actor } from '../access/actor.ts';
import { AUDIT_OUTBOX } from '../access/audit-chain.ts';
import type { Fields } from '../protection/sealer.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import type { Transaction } from '../stores/documents/port.ts';
import { transact } from './attempts.ts';
import { confined, type Gate, type Request } from './gate.ts';
import { identityFilter } from './identity.ts';
import type { Model } from './model.ts';
import type { Opener } from './opener.ts';
import type { DocumentsParts } from './parts.ts';

/** Removes documents of one collection. */
export class Remover {
  readonly #parts: Pick<DocumentsParts, 'store'>;
  readonly #model: Model;
  readonly #gate: Gate;
  readonly #opener: Opener;

  constructor(parts: Pick<DocumentsParts, 'store'>, model: Model, gate: Gate, opener: Opener) {
    this.#parts = parts;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
  }

  /**
   * Removes the documents of these identities with their pages, in one transaction; how many there were. Needs no key:
   * what can no longer be read can still be removed.
   *
   * @throws MasterXError `access_denied`.
   */
  async remove(
    actor: Actor,
    operation: string,
    identities: readonly Fields[],
    within?: Transaction,
  ): Promise<number> {
    invariant(identities.length <= LIMITS.writeDocumentsMax, 'a write call is bounded');
    if (identities.length === 0) return 0;
    const { collection } = this.#model;
    const named = identities.flatMap((identity) => {
      const owner = collection.owner === null ? undefined : identity[collection.owner];
      return typeof owner === 'string' ? [owner] : [];
    });
    const about = { actor, collection, action: 'delete' as const, operation, fields: ['*'] };
    const admission = await this.#gate.admit({ ...about, learners: [...new Set(named)] });
    const asked = identityFilter(collection, identities);
    const filter = confined(asked, collection, admission);
    const attempt = (transaction: Transaction) =>
      this.#attempt(about, filter, identities.length, transaction);
    return within ? attempt(within) : transact(this.#parts.store, attempt);
  }

  async #attempt(
    about: Omit<Request, 'learners'>,
    filter: Fields,
    limit: number,
    within: Transaction,
  ): Promise<number> {
    const { store } = this.#parts;
    const { name, owner, pages } = this.#model.collection;
    const projection = { _id: 1, ...(owner !== null && { [owner]: 1 }) };
    const found = await store.find(name, { filter, projection, limit }, within);
    if (found.length === 0) return 0;
    const ids = found.map(({ _id }) => _id);
    if (pages !== null) await store.remove(pages, { parent: { $in: ids } }, within);
    const removed = await store.remove(name, { _id: { $in: ids } }, within);
    const learners = [...new Set(found.flatMap((document) => this.#opener.ownerOf(document) ?? []))];
    await store.insert(AUDIT_OUTBOX, [this.#gate.committed({ ...about, learners })], within);
    return removed;
  }
}
