import type { Actor } from '../access/actor.ts';
import { type AuditEntry, auditEntry } from '../access/audit-entry.ts';
import type { AccessTrail } from '../access/audit-trail.ts';
import { audited } from '../access/audited.ts';
import { type Action, denied, rulesFor } from '../access/policy.ts';
import { SCHEMA } from '../schema/schema.ts';
import { invariant } from '../std/assert.ts';
import type { Clock } from '../std/clock.ts';

/** What is about to be done with keys. */
export interface KeyWork {
  readonly actor: Actor;
  readonly action: Action;
  /** Such as `keys status` or `shred`. */
  readonly operation: string;
  /** The collections of the key vault it touches. */
  readonly collections: readonly VaultCollection[];
  /** The learners whose keys these are; none where it is about no one in particular. */
  readonly learners: readonly string[];
}

/** A collection of the key vault that holds keys. */
export type VaultCollection = 'branch_keys' | 'index_keys' | 'learner_contexts';

/**
 * The door for work on keys: the same policy and the same trail as for documents. The vault may be on a deployment of its
 * own, so work and entry cannot be one transaction: the intent is durable before anything is done, the outcome follows.
 */
export class KeyGate {
  readonly #trail: AccessTrail;
  readonly #clock: Clock;

  constructor(trail: AccessTrail, clock: Clock) {
    this.#trail = trail;
    this.#clock = clock;
  }

  /**
   * Does the work once the intent stands in the trail; a change has its outcome there as well.
   *
   * @throws MasterXError `access_denied`, `audit_unavailable`, besides what the work throws.
   */
  async pass<T>(about: KeyWork, work: () => Promise<T>): Promise<T> {
    for (const collection of about.collections) await this.#admit(about, collection);
    const isChange = about.action !== 'read' && about.action !== 'summarise';
    const outcome = isChange ? ('committed' as const) : ('answered' as const);
    const entries = about.collections.map((collection) => this.#entry(about, collection, 'intended'));
    return audited(this.#trail, { entries, durable: 'first', cameOf: () => ({ outcome }) }, async () => {
      const done = await work();
      if (isChange) await this.#record(about, 'committed');
      return done;
    });
  }

  async #admit(about: KeyWork, name: VaultCollection): Promise<void> {
    const collection = SCHEMA.collections[name];
    invariant(collection?.declaration.database === 'vault', `${name} is a collection of the key vault`);
    if (rulesFor(about.actor, about.action, collection).length > 0) return;
    await this.#record(about, 'refused');
    throw denied(about.actor, about.action, name);
  }

  async #record(about: KeyWork, outcome: 'committed' | 'refused'): Promise<void> {
    await Promise.all(
      about.collections.map((collection) => this.#trail.record(this.#entry(about, collection, outcome))),
    );
  }

  #entry(
    { actor, action, operation, learners }: KeyWork,
    collection: VaultCollection,
    outcome: AuditEntry['outcome'],
  ): AuditEntry {
    const note = { collection, action, operation, fields: ['*'], learners };
    return auditEntry(actor, note, outcome, this.#clock.now());
  }
}
