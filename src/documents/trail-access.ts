import type { Actor } from '../access/actor.ts';
import { AUDIT_BLOCKS } from '../access/audit-chain.ts';
import { type Removal, removeExpired } from '../access/audit-retention.ts';
import { AuditSealer, type SealerParts } from '../access/audit-sealer.ts';
import type { AccessTrail } from '../access/audit-trail.ts';
import { type AuditReport, verifyAudit } from '../access/audit-verification.ts';
import { MasterXError } from '../errors/error.ts';
import { SCHEMA } from '../schema/schema.ts';
import { invariant } from '../std/assert.ts';
import { Gate } from './gate.ts';
import type { Relations } from './relations.ts';

/** The audit trail itself, behind the gate: sealing it, proving it, removing what has had its time. Its entries are read by named queries. */
export class TrailAccess {
  readonly #parts: SealerParts & { readonly trail: AccessTrail; readonly relations: Relations };
  readonly #gate: Gate;
  readonly #sealer: AuditSealer;

  constructor(parts: SealerParts & { readonly trail: AccessTrail; readonly relations: Relations }) {
    this.#parts = parts;
    this.#gate = new Gate(parts.trail, parts.clock, parts.relations);
    this.#sealer = new AuditSealer(parts);
  }

  /**
   * Moves the entries of writes from the outbox into a chain; how many. It binds entries and shows none, so it has no
   * entry of its own.
   *
   * @throws MasterXError `access_denied` to everyone but the platform itself.
   */
  async seal(actor: Actor): Promise<number> {
    assertPlatform(actor);
    return this.#sealer.sealOutbox();
  }

  /**
   * Signs how far all chains have come; the number of the checkpoint, or null when none has gone on.
   *
   * @throws MasterXError `access_denied` to everyone but the platform itself.
   */
  async checkpoint(actor: Actor): Promise<number | null> {
    assertPlatform(actor);
    return (await this.#sealer.checkpoint())?.seq ?? null;
  }

  /**
   * Removes chains that have been kept for their time, once it is signed that they are. What remains is proved as before.
   *
   * @throws MasterXError `access_denied` to everyone but the platform itself; `store_unavailable`.
   */
  async removeExpired(actor: Actor): Promise<Removal> {
    assertPlatform(actor);
    return removeExpired(this.#parts, this.#sealer);
  }

  /** Proves the trail, and that stands in it. */
  async verify(actor: Actor, progress?: (blocks: number) => void): Promise<AuditReport> {
    const collection = SCHEMA.collections[AUDIT_BLOCKS];
    invariant(collection, 'the blocks of the trail are declared');
    const request = {
      actor,
      collection,
      action: 'read' as const,
      operation: 'verify the trail',
      fields: ['*'],
      learners: [],
    };
    await this.#gate.admit(request);
    const { store, keys, archive } = this.#parts;
    return this.#gate.after(
      request,
      () => verifyAudit({ store, keys, archive }, progress),
      ({ blocks, checkpoints }) => ({ documents: blocks + checkpoints }),
    );
  }

  /** Ends the sealer's chain and clears its key. */
  close(): void {
    this.#sealer.close();
  }
}

function assertPlatform({ role }: Actor): void {
  if (role !== 'system') throw new MasterXError('access_denied');
}
