/** Thrown by `putOnce` when an object of that name has other bytes. */
export class OtherObject extends Error {
  override readonly name = 'OtherObject';
}

/**
 * A store of immutable objects apart from the database: a folder, or a bucket under object lock. Names are slash-separated
 * parts of lower-case letters, digits, `-` and `.`. Every verb rejects with MasterXError `store_unavailable` when the
 * store cannot be reached. The same conformance suite runs over every adapter.
 */
export interface ObjectStore {
  /**
   * Stores an object durably; nobody may change or remove it before `lockedUntil`, where the store can see to that.
   * Storing the same bytes again does nothing.
   *
   * @throws OtherObject
   */
  putOnce(name: string, bytes: Uint8Array, lockedUntil: Date): Promise<void>;
  /** The bytes of an object of at most `OBJECT_BYTES_MAX`; null when there is none. */
  get(name: string): Promise<Buffer | null>;
  /** Names below a prefix that ends with a slash, in order, behind `after`; at most `limit`. */
  list(prefix: string, options: { readonly after?: string; readonly limit: number }): Promise<string[]>;
}

/** Bytes of the largest object that is read in one piece. */
export const OBJECT_BYTES_MAX = 64 * 1024 * 1024;

const NAME = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/;

/** Whether a name may be one of an object: no way out of the store. */
export const isObjectName = (name: string): boolean => NAME.test(name) && name.length <= 500;
