import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import { KEY_BYTES } from '../stores/keys/key-wrap.ts';
import { hkdfExpand, hkdfExtract } from './hkdf.ts';

/** Bytes of a data-key id. */
export const KEY_ID_BYTES = 16;

/** A key's time in memory was over before a call had ended. What fetches its keys anew may simply be repeated. */
export class KeyOutdated extends MasterXError {
  constructor() {
    super('keys_unavailable', {
      detail: 'A key was held longer than keys stay in memory.',
      hint: 'Repeat the call: it fetches the key again.',
    });
  }
}

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
   * @throws KeyOutdated after `zeroise`; fetch the key again.
   */
  get secret(): Buffer {
    if (this.#secret) return this.#secret;
    throw new KeyOutdated();
  }

  /** Whether the key may still be used. */
  get isHeld(): boolean {
    return this.#secret !== null;
  }

  /**
   * Says that the key may still be used: what was made with it becomes durable while other processes expect keys of its
   * age to be in use.
   *
   * @throws KeyOutdated after `zeroise`.
   */
  assertHeld(): void {
    if (!this.isHeld) throw new KeyOutdated();
  }

  /** Clears the bytes, and whatever was derived from them. Calling it twice does no harm. */
  zeroise(): void {
    this.#secret?.fill(0);
    this.#secret = null;
  }
}

/** What HKDF makes of a data key and a salt: the key that encrypts, and the commitment to the data key. */
export interface MessageKey {
  readonly salt: Buffer;
  /** 32 bytes. */
  readonly secret: Buffer;
  /** 32 bytes. */
  readonly commitment: Buffer;
}

/** Describes one derivation: suite and use, so that no two uses give the same key. */
export interface MessageKeyInfo {
  readonly derive: Uint8Array;
  readonly commit: Uint8Array;
}

/** What a learner allows, by consent; what is not named is not allowed. */
export type Allowed = Readonly<Record<string, boolean>>;

/**
 * The key that envelopes are sealed with: a learner's, or the platform's own. Keys that were current before it come with
 * it and open what they sealed.
 */
export class DataKey extends SecretKey {
  #sealed = 0;
  /** The one derived last: the envelopes of a document, sealed in one write, have the same salt. */
  #messageKey: MessageKey | null = null;
  readonly #onSeal: ((keyId: Buffer) => void) | undefined;
  readonly #others: readonly DataKey[];
  /** What the learner allows, by consent, as it was when the key came into memory; nothing for the platform's own key. */
  readonly allowed: Allowed;

  constructor(
    /** 16 bytes; stands in every envelope. */
    readonly id: Buffer,
    secret: Buffer,
    onSeal?: (keyId: Buffer) => void,
    { others = [], allowed = {} }: { readonly others?: readonly DataKey[]; readonly allowed?: Allowed } = {},
  ) {
    super(secret);
    invariant(id.byteLength === KEY_ID_BYTES, 'a data-key id has 16 bytes');
    this.#onSeal = onSeal;
    this.#others = others;
    this.allowed = allowed;
  }

  /** The key of that id, this one or one that came with it; null when it is none of them. */
  withId(id: Uint8Array): DataKey | null {
    if (this.id.equals(id)) return this;
    return this.#others.find((other) => other.id.equals(id)) ?? null;
  }

  /** This key and those that came with it, the current one first. */
  get all(): readonly DataKey[] {
    return [this, ...this.#others];
  }

  /** Envelopes sealed since this key came into memory. */
  get sealed(): number {
    return this.#sealed;
  }

  /**
   * The message key of a salt. Valid until the next call, and to be kept no longer: then its bytes are cleared.
   *
   * @throws KeyOutdated after `zeroise`.
   */
  messageKey(salt: Uint8Array, info: MessageKeyInfo): MessageKey {
    const { secret } = this;
    if (this.#messageKey?.salt.equals(salt)) return this.#messageKey;
    this.#clearMessageKey();
    const pseudoRandomKey = hkdfExtract(secret, salt);
    this.#messageKey = {
      salt: Buffer.from(salt),
      secret: hkdfExpand(pseudoRandomKey, info.derive, KEY_BYTES),
      commitment: hkdfExpand(pseudoRandomKey, info.commit, KEY_BYTES),
    };
    pseudoRandomKey.fill(0);
    return this.#messageKey;
  }

  override zeroise(): void {
    this.#clearMessageKey();
    for (const other of this.#others) other.zeroise();
    super.zeroise();
  }

  /** Told by `seal`, once an envelope. */
  countSeal(): void {
    this.#sealed += 1;
    this.#onSeal?.(this.id);
  }

  #clearMessageKey(): void {
    this.#messageKey?.secret.fill(0);
    this.#messageKey = null;
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
