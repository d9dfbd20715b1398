import type { KeyVault } from '../stores/vault/port.ts';

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
}

/** One epoch of the keys for one purpose. */
export interface IndexEpochStatus {
  readonly purpose: string;
  readonly epoch: number;
  readonly kekId: string;
  readonly createdAt: Date;
  readonly isCurrent: boolean;
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
}

/** Reads how the tenant's keys stand. One pass over an index of the learners' contexts; no key is unwrapped. */
export async function keyStatus(vault: KeyVault, tenant: string, kekId: string): Promise<KeyStatus> {
  const [branches, indexes, learners] = await Promise.all([
    vault.branchKeys(tenant),
    vault.indexKeys(tenant),
    vault.learnersByEpoch(tenant),
  ]);
  const latest = new Set<string>();
  return {
    tenant,
    kekId,
    branchEpochs: branches.map(({ epoch, kek_id, created_at }, at) => ({
      epoch,
      kekId: kek_id,
      createdAt: created_at,
      learners: learners.get(epoch) ?? 0,
      isCurrent: at === 0,
    })),
    indexEpochs: indexes.map(({ purpose, epoch, kek_id, created_at }) => {
      const isCurrent = !latest.has(purpose);
      latest.add(purpose);
      return { purpose, epoch, kekId: kek_id, createdAt: created_at, isCurrent };
    }),
  };
}
