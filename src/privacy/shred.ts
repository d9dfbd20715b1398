import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../access/actor.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { KeyGate } from '../documents/key-gate.ts';
import { MasterXError } from '../errors/error.ts';
import { beyondRecoveryAt, type ErasureBound } from '../protection/erasure-bound.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { Clock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { ErasureLedger } from '../stores/ledger/port.ts';
import type { KeyVault } from '../stores/vault/port.ts';
import { countRemains, type RemainsCount } from './remains.ts';

/** What shredding works with. */
export interface ShredParts {
  readonly actor: Actor;
  readonly documents: ActorDocuments;
  readonly gate: KeyGate;
  readonly keyring: Keyring;
  readonly vault: KeyVault;
  readonly ledger: ErasureLedger;
  readonly tenant: string;
  readonly clock: Clock;
  readonly bound: ErasureBound;
  /** How long other processes may hold a key, and a write with it may take. */
  readonly settleMs: number;
}

/** How the erasure of a learner stands. */
export type ErasureState = 'unknown' | 'present' | 'under way' | 'erased';

/** How a learner stands, and what an erasure would do or has done. Counts, paths and times only. */
export interface ShredPlan {
  readonly learner: string;
  readonly state: ErasureState;
  /** Data keys that the vault still holds. */
  readonly keys: number;
  readonly intendedAt: Date | null;
  readonly erasedAt: Date | null;
  /** When nobody can bring the key back any more; null while it is not destroyed. */
  readonly beyondRecoveryAt: Date | null;
  readonly remains: readonly RemainsCount[];
}

/** The steps of a shredding, in order. Each may be repeated, so a shredding that was interrupted is simply begun again. */
export const SHRED_STEPS = ['ledger', 'key', 'tokens', 'caches', 'again', 'verify', 'outcome'] as const;
export type ShredStep = (typeof SHRED_STEPS)[number];

/** How a shredding is done. */
export interface ShredOptions {
  /** Told before each step. */
  readonly onStep?: (step: ShredStep) => void | Promise<void>;
  /** Waits for nobody: where no other process can hold the key. */
  readonly isAlone?: boolean;
  readonly signal?: AbortSignal;
}

const OPERATION = 'shred';

/** Looks how a learner stands, and changes nothing. */
export async function planShred(parts: ShredParts, learner: string): Promise<ShredPlan> {
  const { gate, actor, vault, ledger, tenant, documents, bound } = parts;
  const context = await gate.pass(
    {
      actor,
      action: 'read',
      operation: 'shred plan',
      collections: ['learner_contexts'],
      learners: [learner],
    },
    async () => (await reachKeys(() => vault.learnerContexts([learner]))).get(learner),
  );
  const entries = await ledger.of(tenant, learner);
  const remains = await countRemains(documents, 'shred plan', learner);
  const intendedAt = entries[0]?.at ?? null;
  const erasedAt = entries.find(({ step }) => step === 'erased')?.at ?? null;
  const keys = context ? 1 + (context.other_keys?.length ?? 0) : 0;
  const isThere = keys > 0 || remains.some(({ withTokens }) => withTokens > 0);
  return {
    learner,
    state: stateOf({
      isThere,
      hasDocuments: remains.some((one) => one.documents > 0),
      intendedAt,
      erasedAt,
    }),
    keys,
    intendedAt,
    erasedAt,
    beyondRecoveryAt: erasedAt === null ? null : beyondRecoveryAt(erasedAt, bound),
    remains,
  };
}

function stateOf(about: {
  readonly isThere: boolean;
  readonly hasDocuments: boolean;
  readonly intendedAt: Date | null;
  readonly erasedAt: Date | null;
}): ErasureState {
  const { isThere, hasDocuments, intendedAt, erasedAt } = about;
  // A restore may have brought back what was erased: then it is to be erased again.
  if (erasedAt !== null && !isThere) return 'erased';
  if (intendedAt !== null) return 'under way';
  return isThere || hasDocuments ? 'present' : 'unknown';
}

/**
 * Destroys a learner's keys, and what outlives them: first the ledger says so, then the key goes from the vault (durable
 * on a majority), then the hashes of the address. Other processes may hold the key a while longer and write with it; so
 * the same is done again after that time, and only then, once nothing is found any more, the ledger says that it is done.
 *
 * May be interrupted and killed at any moment and begun again. An unknown learner is left alone: nothing is written.
 *
 * @throws MasterXError `access_denied`, `ledger_unavailable`, `keys_unavailable`, `interrupted`; `internal` when something
 * was found that should be gone.
 */
export async function shred(
  parts: ShredParts,
  learner: string,
  options: ShredOptions = {},
): Promise<ShredPlan> {
  const { gate, actor, keyring, ledger, tenant } = parts;
  const { onStep, isAlone, signal } = options;
  const plan = await planShred(parts, learner);
  if (plan.state === 'unknown' || plan.state === 'erased') return plan;
  const step = async (name: ShredStep) => {
    signal?.throwIfAborted();
    await onStep?.(name);
  };
  await gate.pass(
    {
      actor,
      action: 'delete',
      operation: OPERATION,
      collections: ['learner_contexts'],
      learners: [learner],
    },
    async () => {
      await step('ledger');
      if (plan.intendedAt === null) await ledger.append({ tenant, learner, step: 'intended' });
      await step('key');
      await destroyKey(parts, learner);
      await step('tokens');
      await clearTokens(parts, plan);
      await step('caches');
      keyring.forget(learner);
      if (isAlone !== true) await settled(parts.settleMs, signal);
      await step('again');
      await destroyKey(parts, learner);
      await clearTokens(parts, plan);
      await step('verify');
      await assertGone(parts, learner);
      await step('outcome');
      if (plan.erasedAt === null) await ledger.append({ tenant, learner, step: 'erased' });
    },
  );
  return planShred(parts, learner);
}

async function destroyKey({ vault }: ShredParts, learner: string): Promise<void> {
  await reachKeys(() => vault.removeLearnerContext(learner));
}

async function clearTokens({ documents }: ShredParts, { learner, remains }: ShredPlan): Promise<void> {
  for (const { collection, removed } of remains) {
    if (removed.length > 0) await documents.named(collection).clearTokens(OPERATION, learner);
  }
}

async function settled(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, { ...(signal && { signal }) });
  } catch (thrown) {
    signal?.throwIfAborted();
    throw thrown;
  }
}

/** @throws MasterXError `internal` when a key or a hash of the learner is still there. */
async function assertGone(parts: ShredParts, learner: string): Promise<void> {
  const { keys, remains } = await planShred(parts, learner);
  const withTokens = remains.filter((one) => one.withTokens > 0).map(({ collection }) => collection);
  if (keys === 0 && withTokens.length === 0) return;
  throw new MasterXError('internal', {
    detail: `After the erasure ${keys} keys were left, and hashes in: ${withTokens.join(', ') || 'nothing'}.`,
    hint: 'Somebody put them back meanwhile. Repeat the erasure; it goes on where it stands.',
  });
}

/** How far a replay has come. */
export interface Replayed {
  /** Learners of the ledger that were looked at. */
  readonly looked: number;
  /** Those of whom something was back, and was erased again. */
  readonly erased: number;
}

/**
 * Erases again everyone whom the ledger names: for a restored database or vault, before it takes traffic. Goes through the
 * ledger page by page; may be interrupted and begun again.
 */
export async function replayErasures(
  parts: ShredParts,
  options: ShredOptions & { readonly onProgress?: (looked: number, of: number) => void } = {},
): Promise<Replayed> {
  const { ledger, tenant } = parts;
  const { onProgress, ...shredOptions } = options;
  const of = await ledger.count(tenant);
  let looked = 0;
  let erased = 0;
  for (let after = 0; ; ) {
    const page = await ledger.learners(tenant, after, LIMITS.ledgerPageMax);
    for (const { learner } of page) {
      options.signal?.throwIfAborted();
      const { state } = await planShred(parts, learner);
      // Nobody else has the restored data yet, so no process can hold a key of it.
      if (state !== 'erased') {
        await shred(parts, learner, { isAlone: true, ...shredOptions });
        erased += 1;
      }
      looked += 1;
      onProgress?.(looked, of);
    }
    if (page.length < LIMITS.ledgerPageMax) return { looked, erased };
    after = page.at(-1)?.seq ?? after;
  }
}
