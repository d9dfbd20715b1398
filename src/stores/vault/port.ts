/** A tenant's branch key of one epoch, wrapped by the key-encryption key. It wraps the learners' keys. */
export interface BranchKeyRecord {
  readonly tenant: string;
  /** 1, 2, 3 …; a rotation adds the next. */
  readonly epoch: number;
  readonly wrapped: Buffer;
  /** The key-encryption key that wrapped it. */
  readonly kek_id: string;
  readonly created_at: Date;
  /** When it may be destroyed; set once another epoch took its place and nothing is left under it. */
  readonly destroy_at?: Date;
}

/**
 * Where an epoch of an index key stands. Values are written under every epoch that is not `retired` and looked up under
 * the highest that is `current`.
 */
export type IndexKeyState = 'adding' | 'current' | 'retiring' | 'retired';

/** A tenant's key for one purpose (`email`, `pseudonym` …) and epoch, wrapped by the key-encryption key. */
export interface IndexKeyRecord extends BranchKeyRecord {
  readonly purpose: string;
  /** `current` unless said. */
  readonly state?: IndexKeyState;
}

/**
 * Where another data key of a learner stands: `adding` is known but nothing is sealed with it yet, `retiring` was current
 * until it was rotated, `retired` has nothing left under it in the database and opens what a backup brings back.
 */
export type LearnerKeyState = 'adding' | 'retiring' | 'retired';

/** A data key of a learner besides the current one, wrapped by the branch key of `branch_epoch`. */
export interface OtherLearnerKey {
  readonly key_id: Buffer;
  readonly wrapped_key: Buffer;
  readonly branch_epoch: number;
  readonly state: LearnerKeyState;
}

/** The data keys of a learner. */
export interface LearnerKeys {
  /** 16 random bytes: the data-key id that stands in the envelopes that are sealed now. */
  readonly key_id: Buffer;
  /** The data key of that id, wrapped by the tenant's branch key of `branch_epoch`. */
  readonly wrapped_key: Buffer;
  readonly branch_epoch: number;
  /** Further data keys that open what they sealed; at most `LIMITS.learnerKeysMax`. */
  readonly other_keys?: readonly OtherLearnerKey[];
}

/** What is known about a learner's age: `child` is under 13, `teen` under 18. */
export type AgeClass = 'child' | 'teen' | 'adult' | 'unknown';

/** Everything that must be known before a learner's data is touched, in one document. */
export interface LearnerContext extends LearnerKeys {
  /** The `user_id`. */
  readonly _id: string;
  readonly tenant: string;
  /** Counts the changes of the keys; 0 unless said. */
  readonly keys_revision?: number;
  /** Blocks of `LIMITS.sealBlock` envelopes that processes reserved for sealing with the current key; 0 unless said. */
  readonly seal_blocks?: number;
  readonly region: string;
  readonly age_class: AgeClass;
  /** Consent by purpose. A purpose that is not named was never consented to. */
  readonly consents: Readonly<Record<string, boolean>>;
  /** When the latest decision about each was made; absent for what the context began with. */
  readonly consents_decided_at?: Readonly<Record<string, Date>>;
  readonly created_at: Date;
}

/** Other keys for a learner whose keys were not changed meanwhile. */
export interface LearnerKeysChange {
  readonly userId: string;
  /** `keys_revision` of the context the change is based on. */
  readonly revision: number;
  readonly keys: LearnerKeys;
  /** Another key becomes the current one, so that the envelopes under it are counted anew. */
  readonly isAnother: boolean;
}

/** How far a rotation has come, so that another process can go on with it. */
export interface KeyRotationRecord {
  readonly tenant: string;
  /** What is rotated: `learner`, `branch`, `email` … */
  readonly target: string;
  /** Counts the changes of this record, from 1. */
  readonly revision: number;
  /** The step under way, or `done`. */
  readonly step: string;
  readonly step_begun_at: Date;
  /** How far the step has come: the last one that is finished. */
  readonly reached: string | null;
  /** What it was asked for: one learner, or null for all of the tenant. */
  readonly only: string | null;
  /** Epoch that takes the place of the one before; 0 where there are no epochs. */
  readonly epoch: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly started_at: Date;
  readonly finished_at: Date | null;
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
  /**
   * Puts `after` in the place of `before`, or destroys the key where it is null; false when something else than `before`
   * is stored by now, and then nothing is changed.
   */
  replaceBranchKey(before: BranchKeyRecord, after: BranchKeyRecord | null): Promise<boolean>;

  indexKey(tenant: string, purpose: string, epoch: number): Promise<IndexKeyRecord | null>;
  /** The index key of the highest epoch for that purpose. */
  latestIndexKey(tenant: string, purpose: string): Promise<IndexKeyRecord | null>;
  addIndexKey(record: IndexKeyRecord): Promise<IndexKeyRecord>;
  /** The tenant's index keys by purpose, highest epoch first; at most `LIMITS.keyEpochsListed`. */
  indexKeys(tenant: string): Promise<IndexKeyRecord[]>;
  /** The keys of one purpose, highest epoch first; at most `LIMITS.keyEpochsListed`. */
  indexKeysFor(tenant: string, purpose: string): Promise<IndexKeyRecord[]>;
  /** As `replaceBranchKey`. */
  replaceIndexKey(before: IndexKeyRecord, after: IndexKeyRecord | null): Promise<boolean>;

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
   * Sets the named consents as they were decided at a moment, leaves the others, answers with the context as it is then;
   * `null` when the learner has none. Withdrawals always hold; a consent is given only where no decision about it is as late or later, so
   * that a call that hangs undoes no withdrawal. A consent's name is a slug: lower-case letters, digits and underscores.
   */
  updateConsents(
    userId: string,
    consents: Readonly<Record<string, boolean>>,
    decidedAt: Date,
  ): Promise<LearnerContext | null>;
  /** Sets how old a learner is known to be; whether the learner has a context. */
  updateAgeClass(userId: string, ageClass: AgeClass): Promise<boolean>;
  /** Changes the keys of those learners whose keys are still the ones the change is based on; how many they were. */
  changeLearnerKeys(changes: readonly LearnerKeysChange[]): Promise<number>;
  /**
   * Reserves `count` further blocks of envelopes for the learner's current key, and answers with how many in all; null
   * when that is not the learner's current key.
   */
  reserveSealBlocks(userId: string, keyId: Buffer, count: number): Promise<number | null>;

  /** How far the rotation of that target has come; null when there never was one. */
  keyRotation(tenant: string, target: string): Promise<KeyRotationRecord | null>;
  /** The tenant's rotations, each in its last state; at most `LIMITS.keyEpochsListed`. */
  keyRotations(tenant: string): Promise<KeyRotationRecord[]>;
  /** Stores a record of revision 1 where none is, or a later one behind the revision before it; false otherwise. */
  putKeyRotation(record: KeyRotationRecord): Promise<boolean>;

  /** Resolves when the vault answers. */
  health(): Promise<void>;
}
