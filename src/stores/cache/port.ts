/**
 * A cache: what is in it may be gone at any moment, and nobody is wrong without it. Holds bytes that are not personal or
 * that the caller has sealed.
 *
 * No verb rejects: a cache that cannot be reached answers as an empty one.
 */
export interface Cache {
  /** The value, if it is there and not older than it was allowed to become. */
  get(key: string): Promise<Buffer | null>;
  /** Keeps the value for at most `ageMsMax`. */
  set(key: string, value: Uint8Array, ageMsMax: number): Promise<void>;
  /** Forgets the value. */
  remove(key: string): Promise<void>;
  /** Whether the cache answers. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}
