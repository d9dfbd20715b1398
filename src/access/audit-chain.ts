import { createHmac } from 'node:crypto';
import { Binary, BSON, ObjectId } from 'mongodb';
import type { Clock } from '../std/clock.ts';
import { days, minutes } from '../std/durations.ts';
import type { Entropy } from '../std/random.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditKeys, ChainKey } from './audit-keys.ts';
import { type BlockOutcomes, placeOf } from './audit-outcomes.ts';

/** Where blocks of entries stand, and where the entries of writes wait beside what they wrote. */
export const AUDIT_BLOCKS = 'audit_blocks';
export const AUDIT_OUTBOX = 'audit_outbox';

/** A chain that has rested for longer is not continued: then a checkpoint may close it. */
export const CHAIN_REST_MS_MAX = minutes(5);

/** What stands in the first block of a chain for the hash of the one before. */
export const NO_HASH = Buffer.alloc(32);

/** A block on its way into the database, with what goes on from it. */
export interface NextBlock {
  /** How the block is named where something refers to it. */
  readonly place: string;
  readonly seq: number;
  readonly at: Date;
  readonly hash: Buffer;
  readonly document: StoredDocument;
}

/**
 * The blocks of one writer, each bound to the one before. A chain lasts a day of UTC at most, so that whole chains
 * leave when their retention is over; a writer that goes on begins another.
 */
export class AuditChain {
  readonly #keys: AuditKeys;
  readonly #clock: Clock;
  readonly #entropy: Entropy;
  #writer = '';
  #key: ChainKey | null = null;
  #seq = 0;
  #previous: Buffer = NO_HASH;
  #lastMs = 0;

  constructor(keys: AuditKeys, clock: Clock, entropy: Entropy) {
    this.#keys = keys;
    this.#clock = clock;
    this.#entropy = entropy;
  }

  /**
   * The block that holds these entries, and what came of earlier ones. Insert it, then say `written`, or `abandon` when it is not known to have
   * arrived.
   *
   * @throws MasterXError `keys_unavailable` when a chain must be begun and the audit key cannot be had.
   */
  async next(entries: readonly AuditEntry[], outcomes: readonly BlockOutcomes[] = []): Promise<NextBlock> {
    const at = this.#clock.now();
    const key = this.#goesOn(at) && this.#key ? this.#key : await this.#begin();
    const seq = this.#seq + 1;
    const block = {
      _id: new ObjectId(this.#entropy.bytes(12)),
      writer: this.#writer,
      seq,
      at,
      epoch: key.epoch,
      previous: new Binary(this.#previous),
      entries,
      ...(outcomes.length > 0 && { outcomes }),
    };
    const hash = blockHash(key.secret, block);
    return {
      place: placeOf(this.#writer, seq),
      seq,
      at,
      hash,
      document: { ...block, hash: new Binary(hash) },
    };
  }

  /** The block is durable: the next one follows it, on the same day. */
  written({ seq, hash, at }: NextBlock): void {
    this.#seq = seq;
    this.#previous = hash;
    this.#lastMs = at.getTime();
  }

  /** Ends the chain; the next block begins another. Clears its key. */
  abandon(): void {
    this.#key?.secret.fill(0);
    this.#key = null;
  }

  #goesOn(at: Date): boolean {
    const nowMs = at.getTime();
    const dayOf = (ms: number) => Math.floor(ms / days(1));
    return nowMs - this.#lastMs <= CHAIN_REST_MS_MAX && dayOf(nowMs) === dayOf(this.#lastMs);
  }

  async #begin(): Promise<ChainKey> {
    this.abandon();
    this.#writer = this.#entropy.uuid();
    this.#seq = 0;
    this.#previous = NO_HASH;
    const key = await this.#keys.chain(this.#writer);
    this.#key = key;
    this.#lastMs = this.#clock.now().getTime();
    return key;
  }
}

/** HMAC-SHA-256 under the chain's key over the BSON of a block without its hash: what the next block is bound to. */
export function blockHash(chainKey: Uint8Array, block: StoredDocument): Buffer {
  return createHmac('sha256', chainKey).update(BSON.serialize(block)).digest();
}
