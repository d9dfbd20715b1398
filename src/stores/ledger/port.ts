/** How far an erasure has come: its intent is durable before anything is destroyed. */
export type ErasureStep = 'intended' | 'erased';

/**
 * One line of the ledger. It names the learner by the random `user_id` and nothing else: a restore must find what to
 * erase again, and what is restored leads to nobody once it is.
 */
export interface ErasureEntry {
  /** 1, 2, 3 … */
  readonly seq: number;
  readonly at: Date;
  readonly tenant: string;
  /** The `user_id`. */
  readonly learner: string;
  readonly step: ErasureStep;
}

/** What a look at the whole ledger found. */
export interface LedgerReport {
  readonly entries: number;
  /** Hash of the last entry, in hexadecimal; null while there is none. Note it elsewhere to notice a ledger cut short. */
  readonly head: string | null;
  /** Lines that a crash left half-written; nothing was promised for them. */
  readonly torn: readonly number[];
  /** Lines that another process was faster than, and wrote again. */
  readonly overtaken: readonly number[];
}

/**
 * The ledger of erasures: append-only, outside the database and its copies, so that a restore cannot forget who was
 * erased. The same conformance suite runs over every adapter.
 *
 * Every verb rejects with MasterXError `ledger_unavailable` when the ledger cannot be reached, is damaged, or is shorter
 * than it was.
 */
export interface ErasureLedger {
  /** Adds an entry behind all others; durable when this resolves. */
  append(entry: Pick<ErasureEntry, 'tenant' | 'learner' | 'step'>): Promise<ErasureEntry>;
  /** Those of the learners whose erasure was at least intended. Sees every entry that was durable before the call. */
  erasedAmong(tenant: string, learners: readonly string[]): Promise<Set<string>>;
  /** The entries of one learner, in order; at most `LIMITS.ledgerPageMax`. */
  of(tenant: string, learner: string): Promise<ErasureEntry[]>;
  /** Learners by when their erasure was first intended, from behind that entry on; at most `limit`. */
  learners(tenant: string, after: number, limit: number): Promise<ErasedLearner[]>;
  /** How many learners of the tenant are in it. */
  count(tenant: string): Promise<number>;
  /** Reads and checks all of it. */
  verify(): Promise<LedgerReport>;
}

/** A learner as the ledger knows one. */
export interface ErasedLearner {
  /** Number of the first entry; where the next page goes on from. */
  readonly seq: number;
  readonly learner: string;
  readonly intendedAt: Date;
  /** When everything was found to be gone; null while the erasure is under way. */
  readonly erasedAt: Date | null;
}
