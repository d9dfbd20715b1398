import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import { KEY_BYTES } from '../stores/keys/key-wrap.ts';

/** Bytes of a data-key id. */
export const KEY_ID_BYTES = 16;

/**
 * A plain 256-bit key in memory. It takes over the buffer it is given and clears it when its time is over; whoever
 * still holds it then is refused rather than served with zeros.
 */
export class SecretKey {
  #secret: Buffer | null;

  constructor(secret: Buffer) {
    invariant(secret.byteLength === KEY_BYTES, 'a key has 256 bits');
    this.#secret = secret;
  }

  /**
   * The plain bytes, for the call at hand: never keep or copy them.
   *
   * @throws MasterXError `keys_unavailable` after `zeroise`; fetch the key again.
   */
  get secret(): Buffer {
    if (this.#secret) return this.#secret;
    throw new MasterXError('keys_unavailable', {
      detail: 'A key was held longer than keys stay in memory.',
      hint: 'Repeat the call: it fetches the key again.',
    });
  }

  /** Clears the bytes. Calling it twice does no harm. */
  zeroise(): void {
    this.#secret?.fill(0);
    this.#secret = null;
  }
}

/** The key that envelopes are sealed with: a learner's, or the platform's own. */
export class DataKey extends SecretKey {
  #sealed = 0;
  readonly #onSeal: ((keyId: Buffer) => void) | undefined;

  constructor(
    /** 16 bytes; stands in every envelope. */
    readonly id: Buffer,
    secret: Buffer,
    onSeal?: (keyId: Buffer) => void,
  ) {
    super(secret);
    invariant(id.byteLength === KEY_ID_BYTES, 'a data-key id has 16 bytes');
    this.#onSeal = onSeal;
  }

  /** Envelopes sealed since this key came into memory. */
  get sealed(): number {
    return this.#sealed;
  }

  /** Told by `seal`, once an envelope. */
  countSeal(): void {
    this.#sealed += 1;
    this.#onSeal?.(this.id);
  }
}

/** A tenant's branch key of one epoch: wraps learners' data keys. */
export class BranchKey extends SecretKey {
  constructor(
    readonly epoch: number,
    secret: Buffer,
  ) {
    super(secret);
  }
}

/** A key for one purpose and epoch: blind indexes, pseudonyms. */
export class IndexKey extends SecretKey {
  constructor(
    readonly purpose: string,
    readonly epoch: number,
    secret: Buffer,
  ) {
    super(secret);
  }
}
