/** A tenant's branch key of one epoch, wrapped by the key-encryption key. It wraps the learners' keys. */
export interface BranchKeyRecord {
  readonly tenant: string;
  /** 1, 2, 3 …; a rotation adds the next. */
  readonly epoch: number;
  readonly wrapped: Buffer;
  /** The key-encryption key that wrapped it. */
  readonly kek_id: string;
  readonly created_at: Date;
}

/** A tenant's key for one purpose (`email`, `pseudonym` …) and epoch, wrapped by the key-encryption key. */
export interface IndexKeyRecord extends BranchKeyRecord {
  readonly purpose: string;
}

/** What is known about a learner's age: `child` is under 13, `teen` under 18. */
export type AgeClass = 'child' | 'teen' | 'adult' | 'unknown';

/** Everything that must be known before a learner's data is touched, in one document. */
export interface LearnerContext {
  /** The `user_id`. */
  readonly _id: string;
  readonly tenant: string;
  /** 16 random bytes: the data-key id that stands in the learner's envelopes. */
  readonly key_id: Buffer;
  /** The learner's data key, wrapped by the tenant's branch key of `branch_epoch`. */
  readonly wrapped_key: Buffer;
  readonly branch_epoch: number;
  readonly region: string;
  readonly age_class: AgeClass;
  /** Consent by purpose. A purpose that is not named was never consented to. */
  readonly consents: Readonly<Record<string, boolean>>;
  readonly created_at: Date;
}

/**
 * The key vault: wrapped keys and learner contexts, apart from the data and from its backups. Reads see every write
 * that resolved before; a write resolves only when it is durable on a majority. Every `add` is insert-if-absent and
 * answers with what is stored: of two that add the same, both get the first.
 *
 * Calls take at most `LIMITS.writeDocumentsMax` learners. Every verb rejects with MasterXError `keys_unavailable` when
 * the vault cannot be reached. The same conformance suite runs over every adapter.
 */
export interface KeyVault {
  /** The branch key of that epoch, or `null` when it never was or was destroyed. */
  branchKey(tenant: string, epoch: number): Promise<BranchKeyRecord | null>;
  /** The branch key of the highest epoch. */
  latestBranchKey(tenant: string): Promise<BranchKeyRecord | null>;
  addBranchKey(record: BranchKeyRecord): Promise<BranchKeyRecord>;
  /** The tenant's branch keys, highest epoch first; at most `LIMITS.keyEpochsListed`. */
  branchKeys(tenant: string): Promise<BranchKeyRecord[]>;

  indexKey(tenant: string, purpose: string, epoch: number): Promise<IndexKeyRecord | null>;
  /** The index key of the highest epoch for that purpose. */
  latestIndexKey(tenant: string, purpose: string): Promise<IndexKeyRecord | null>;
  addIndexKey(record: IndexKeyRecord): Promise<IndexKeyRecord>;
  /** The tenant's index keys by purpose, highest epoch first; at most `LIMITS.keyEpochsListed`. */
  indexKeys(tenant: string): Promise<IndexKeyRecord[]>;

  /** The contexts of those learners that have one, by `user_id`. One round trip. */
  learnerContexts(userIds: readonly string[]): Promise<Map<string, LearnerContext>>;
  /** Adds those that are absent and answers with what is stored for each, by `user_id`. */
  addLearnerContexts(records: readonly LearnerContext[]): Promise<Map<string, LearnerContext>>;
  /** The tenant's contexts in the order of their `user_id`s, from behind `after` on; at most `limit`. */
  learnerContextsAfter(tenant: string, after: string | null, limit: number): Promise<LearnerContext[]>;
  /** How many learners' keys each epoch's branch key wraps. */
  learnersByEpoch(tenant: string): Promise<Map<number, number>>;
  /**
   * Destroys a learner's context and with it the wrapped key; whether there was one. With `keyId`, only that key: what
   * was put in its place meanwhile stays.
   */
  removeLearnerContext(userId: string, keyId?: Buffer): Promise<boolean>;
  /**
   * Sets the named consents, leaves the others, answers with the new context; `null` when the learner has none. A
   * consent's name is a slug: lower-case letters, digits and underscores.
   */
  updateConsents(userId: string, consents: Readonly<Record<string, boolean>>): Promise<LearnerContext | null>;

  /** Resolves when the vault answers. */
  health(): Promise<void>;
}
