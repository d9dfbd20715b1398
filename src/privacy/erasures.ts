import type { Actor } from '../access/actor.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { KeyGate } from '../documents/key-gate.ts';
import { type ErasedPage, type ErasureBound, erasedLearners } from '../protection/erasure-bound.ts';
import {
  planShred,
  type Replayed,
  replayErasures,
  type ShredOptions,
  type ShredParts,
  type ShredPlan,
  shred,
} from './shred.ts';

/** The erasures of learners, as one actor may see and do them: behind policy and trail. */
export class Erasures {
  readonly #parts: ShredParts;

  constructor(parts: ShredParts) {
    this.#parts = parts;
  }

  /** Learners who were erased, in that order from behind an entry of the ledger on, and their dates. */
  list(after: number, limit: number): Promise<ErasedPage> {
    const { gate, actor, ledger, tenant, bound } = this.#parts;
    return gate.pass(
      { actor, action: 'read', operation: 'erasures', collections: ['learner_contexts'], learners: [] },
      () => erasedLearners(ledger, tenant, bound, after, limit),
    );
  }

  /** What an erasure would do, or has done. Changes nothing. */
  plan(learner: string): Promise<ShredPlan> {
    return planShred(this.#parts, learner);
  }

  /** Destroys a learner's keys and what outlives them. */
  shred(learner: string, options: ShredOptions = {}): Promise<ShredPlan> {
    return shred(this.#parts, learner, options);
  }

  /** Erases again everyone whom the ledger names, after a restore. */
  replay(
    options: ShredOptions & { readonly onProgress?: (looked: number, of: number) => void } = {},
  ): Promise<Replayed> {
    return replayErasures(this.#parts, options);
  }
}

/** What erasures need of the platform. */
export interface ErasurePlatform
  extends Pick<ShredParts, 'keyring' | 'vault' | 'ledger' | 'tenant' | 'clock'> {
  readonly keyGate: KeyGate;
  readonly erasureBound: ErasureBound;
  /** How long a key stays in memory, and how long a write with it may take. */
  readonly keyTimes: { readonly cacheMs: number; readonly commitMs: number };
}

/** The erasures on the platform's own database, vault and ledger. */
export function erasuresOn(platform: ErasurePlatform, actor: Actor, documents: ActorDocuments): Erasures {
  const { keyring, vault, ledger, tenant, clock, keyGate: gate, erasureBound: bound } = platform;
  const settleMs = platform.keyTimes.cacheMs + platform.keyTimes.commitMs;
  return new Erasures({ actor, documents, gate, keyring, vault, ledger, tenant, clock, bound, settleMs });
}
