import type { IndexKeyState, KeyVault } from '../stores/vault/port.ts';
import { liveOf } from './epoch-lines.ts';

/** One epoch of the tenant's branch keys. */
export interface BranchEpochStatus {
  readonly epoch: number;
  /** The key-encryption key that wraps it. */
  readonly kekId: string;
  readonly createdAt: Date;
  /** Learners whose keys it wraps. */
  readonly learners: number;
  /** New learners' keys are wrapped by it. */
  readonly isCurrent: boolean;
  /** From when on it may be destroyed; null while something may be under it. */
  readonly destroyAt: Date | null;
}

/** One epoch of the keys for one purpose. */
export interface IndexEpochStatus {
  readonly purpose: string;
  readonly epoch: number;
  readonly kekId: string;
  readonly createdAt: Date;
  /** Where it stands in a rotation. */
  readonly state: IndexKeyState;
  /** What is looked up or signed now is so under it. */
  readonly isCurrent: boolean;
}

/** A rotation that was begun and has not ended: it runs, or it was interrupted. */
export interface RotationStatus {
  readonly target: string;
  /** One learner, or null for all. */
  readonly only: string | null;
  readonly epoch: number;
  readonly step: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly startedAt: Date;
  readonly stepBegunAt: Date;
}

/** How a tenant's keys stand. Identifiers, numbers and times only. */
export interface KeyStatus {
  readonly tenant: string;
  /** The key-encryption key that wraps now. */
  readonly kekId: string;
  /** The latest first; at most `LIMITS.keyEpochsListed`. */
  readonly branchEpochs: readonly BranchEpochStatus[];
  /** By purpose, the latest first; at most `LIMITS.keyEpochsListed`. */
  readonly indexEpochs: readonly IndexEpochStatus[];
  /** Rotations under way, or interrupted: the same command goes on with each. */
  readonly rotations: readonly RotationStatus[];
}

/** Reads how the tenant's keys stand. One pass over an index of the learners' contexts; no key is unwrapped. */
export async function keyStatus(vault: KeyVault, tenant: string, kekId: string): Promise<KeyStatus> {
  const [branches, indexes, learners, rotations] = await Promise.all([
    vault.branchKeys(tenant),
    vault.indexKeys(tenant),
    vault.learnersByEpoch(tenant),
    vault.keyRotations(tenant),
  ]);
  const currentOf = (purpose: string) =>
    liveOf(indexes.filter((one) => one.purpose === purpose)).current?.epoch;
  const current = new Map(indexes.map(({ purpose }) => [purpose, currentOf(purpose)]));
  return {
    tenant,
    kekId,
    branchEpochs: branches.map(({ epoch, kek_id, created_at, destroy_at }, at) => ({
      epoch,
      kekId: kek_id,
      createdAt: created_at,
      learners: learners.get(epoch) ?? 0,
      isCurrent: at === 0,
      destroyAt: destroy_at ?? null,
    })),
    indexEpochs: indexes.map(({ purpose, epoch, kek_id, created_at, state = 'current' }) => ({
      purpose,
      epoch,
      kekId: kek_id,
      createdAt: created_at,
      state,
      isCurrent: current.get(purpose) === epoch,
    })),
    rotations: rotations
      .filter(({ finished_at }) => finished_at === null)
      .map(({ target, only, epoch, step, counts, started_at, step_begun_at }) => ({
        target,
        only,
        epoch,
        step,
        counts,
        startedAt: started_at,
        stepBegunAt: step_begun_at,
      })),
  };
}
