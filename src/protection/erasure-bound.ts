import { days } from '../std/durations.ts';
import type { ErasedLearner, ErasureLedger } from '../stores/ledger/port.ts';

/** What bounds the time until a destroyed key is beyond recovery; both are settings. */
export interface ErasureBound {
  /** Days that backups of the key vault are kept. */
  readonly vaultBackupDays: number;
  /** Days after which a branch key gives way to the next and is destroyed. */
  readonly keyEpochDays: number;
}

/**
 * When nobody can bring the key back any more: the branch key that wrapped it has been destroyed, and the last backup of
 * the vault that held either is gone. At most 14 + 7 days, inside the specification's 30.
 */
export function beyondRecoveryAt(destroyedAt: Date, { vaultBackupDays, keyEpochDays }: ErasureBound): Date {
  return new Date(destroyedAt.getTime() + days(vaultBackupDays + keyEpochDays));
}

/** An erased learner, with the date. */
export interface ErasureStatus extends ErasedLearner {
  /** Null while the erasure is under way. */
  readonly beyondRecoveryAt: Date | null;
}

/** A page of the erased learners and their dates. */
export interface ErasedPage {
  readonly learners: readonly ErasureStatus[];
  /** How many there are in all. */
  readonly count: number;
  /** Where the next page goes on from; null when nothing follows. */
  readonly next: number | null;
}

/** Learners who were erased, in that order, from behind an entry of the ledger on. */
export async function erasedLearners(
  ledger: ErasureLedger,
  tenant: string,
  bound: ErasureBound,
  after: number,
  limit: number,
): Promise<ErasedPage> {
  const count = await ledger.count(tenant);
  const found = await ledger.learners(tenant, after, limit);
  return {
    learners: found.map((one) => ({
      ...one,
      beyondRecoveryAt: one.erasedAt === null ? null : beyondRecoveryAt(one.erasedAt, bound),
    })),
    count,
    next: found.length < limit ? null : (found.at(-1)?.seq ?? null),
  };
}
