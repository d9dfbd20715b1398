/** A stored document: what the database holds, ciphertext and all. */
export type StoredDocument = Readonly<Record<string, unknown>>;

/** What to find, by stored paths. */
export interface Find {
  readonly filter: StoredDocument;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  /** Paths to answer with; the whole document without it. */
  readonly projection?: StoredDocument;
  readonly skip?: number;
  readonly limit: number;
}

/** A change of one document. */
export interface Change {
  readonly filter: StoredDocument;
  readonly set?: StoredDocument;
  readonly unset?: readonly string[];
  readonly increment?: Readonly<Record<string, number>>;
  /** Elements to put behind those of arrays, by path. */
  readonly push?: Readonly<Record<string, readonly unknown[]>>;
}

/** A change of one document in a single step. */
export interface Step {
  /** Finds at most one document; what it says besides the identity is compared as the change is made. */
  readonly filter: StoredDocument;
  readonly set?: StoredDocument;
  readonly increment?: Readonly<Record<string, number>>;
  /** Puts an element behind those of an array and lets go the first ones beyond `keep`, by path. */
  readonly push?: Readonly<Record<string, { readonly element: unknown; readonly keep: number }>>;
  /** Takes elements of this value out of arrays, by path. */
  readonly pull?: StoredDocument;
  /** Paths to answer with. */
  readonly projection: StoredDocument;
}

/** The handle of a transaction; opaque to callers. */
export interface Transaction {
  readonly kind: 'transaction';
}

/** Thrown by `insert` when a unique index holds one of the documents already. Nothing of the call was stored. */
export class DuplicateDocument extends Error {
  override readonly name = 'DuplicateDocument';
}

/**
 * The database as the one door (`src/documents`) needs it. Reads see every acknowledged write; a write that resolves is
 * durable on a majority. Every verb rejects with MasterXError `store_unavailable` when the database cannot be reached
 * or takes longer than `LIMITS.queryMsMax` to find something, and with `validation_failed` when its validator refuses a document.
 */
export interface DocumentStore {
  find(collection: string, what: Find, within?: Transaction): Promise<StoredDocument[]>;
  /** Runs an aggregation from its first stage; at most `limit` answers. */
  summarise(
    collection: string,
    stages: readonly StoredDocument[],
    options: { readonly limit: number },
  ): Promise<StoredDocument[]>;
  /** @throws DuplicateDocument */
  insert(collection: string, documents: readonly StoredDocument[], within?: Transaction): Promise<void>;
  /** Changes one document for each entry, in one round trip; how many were there to be changed. */
  change(collection: string, changes: readonly Change[], within?: Transaction): Promise<number>;
  /**
   * Compares and changes one document in a single atomic step, of which no other caller sees or disturbs a part; answers
   * the document as it is then, or null where none matched.
   */
  step(collection: string, step: Step): Promise<StoredDocument | null>;
  /** How many documents were removed. */
  remove(collection: string, filter: StoredDocument, within?: Transaction): Promise<number>;
  /**
   * Runs `work` in one transaction: all of it becomes durable, or nothing. Transient errors repeat it as the driver's
   * specification says, so `work` must not change anything outside the transaction.
   */
  transaction<T>(work: (within: Transaction) => Promise<T>): Promise<T>;
  /** About how many documents a collection holds, from its metadata. */
  estimate(collection: string): Promise<number>;
  /** Resolves when the database answers. */
  health(): Promise<void>;
}
