/** What a wrapped key is for. Authenticated with it, never secret: the same context opens it, no other does. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** A key as it may be stored: under the key-encryption key. */
export interface WrappedKey {
  /** Identifier of the key-encryption key (and its version, where it has one) that wrapped it. */
  readonly kekId: string;
  /** Opaque; only the same kind of adapter reads it. */
  readonly bytes: Buffer;
}

/** A new key in both forms. The caller owns `plain` and clears it. */
export interface GeneratedKey {
  readonly plain: Buffer;
  readonly wrapped: WrappedKey;
}

/**
 * The key-encryption key (KEK): the root of the hierarchy, which never leaves its KMS. The same conformance suite runs
 * over every adapter.
 *
 * Every verb rejects with MasterXError `keys_unavailable` when the KMS cannot be reached or does not hold the key.
 */
export interface KeyEncryptionKey {
  /** Identifier of the key that wraps now; recorded beside what it wrapped. */
  readonly keyId: string;

  /** A new random 256-bit key, plain and wrapped for `context`. */
  generate(context: EncryptionContext): Promise<GeneratedKey>;

  /** Wraps an existing 256-bit key for `context`. */
  wrap(plainKey: Uint8Array, context: EncryptionContext): Promise<WrappedKey>;

  /**
   * The plain key; the caller owns it and clears it.
   *
   * @throws MasterXError `ciphertext_refused` when it was changed, or wrapped for another context.
   */
  unwrap(wrapped: WrappedKey, context: EncryptionContext): Promise<Buffer>;

  /**
   * Makes another key the one that wraps; those before it go on unwrapping. Absent where that is done outside, as in a KMS.
   */
  rotate?(): Promise<void>;

  /** Resolves when a key could be wrapped and unwrapped now. */
  health(): Promise<void>;

  /** Gives its connections back. */
  close(): void;
}
