import { Binary, ObjectId } from 'mongodb';
import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import type { Clock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import type { Entropy } from '../std/random.ts';
import { type DocumentStore, DuplicateDocument, type StoredDocument } from '../stores/documents/port.ts';
import type { ObjectStore } from '../stores/objects/port.ts';
import { AUDIT_BLOCKS, AUDIT_OUTBOX, AuditChain, CHAIN_REST_MS_MAX, NO_HASH } from './audit-chain.ts';
import {
  AUDIT_CHECKPOINTS,
  CHECKPOINT_HEADS_MAX,
  type ChainHead,
  type Checkpoint,
  checkpointBytes,
  checkpointName,
  latestCheckpoint,
  type Retained,
  signedCheckpoint,
} from './audit-checkpoint.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditKeys } from './audit-keys.ts';

/** A block's time is taken before it is stored: a checkpoint looks again at what it may have come too early for. */
const OVERLAP_MS = minutes(2);

/** A chain that has rested for as long is closed: its writer would begin another. */
const CLOSED_AFTER_MS = 2 * CHAIN_REST_MS_MAX;

/** Documents of the outbox looked at in one turn. */
const OUTBOX_AT_ONCE = 200;

/** Rounds of one call, so that a call ends while others keep writing. */
const ROUNDS_MAX = 50;

/** What a sealer is made of. */
export interface SealerParts {
  readonly store: DocumentStore;
  readonly keys: AuditKeys;
  readonly archive: ObjectStore;
  /** How long entries are kept, and the object store keeps a checkpoint locked. */
  readonly keptMs: number;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/**
 * Binds what the writers wrote: moves the entries of writes from the outbox into a chain, and signs how far all chains have
 * come. Two sealers at once do no harm; one of them finds nothing to do.
 */
export class AuditSealer {
  readonly #parts: SealerParts;
  readonly #chain: AuditChain;

  constructor(parts: SealerParts) {
    this.#parts = parts;
    this.#chain = new AuditChain(parts.keys, parts.clock, parts.entropy);
  }

  /** Moves what waits in the outbox into the chain; how many entries were moved. */
  async sealOutbox(): Promise<number> {
    let moved = 0;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const waiting = await this.#parts.store.find(AUDIT_OUTBOX, {
        filter: {},
        sort: { at: 1 },
        limit: OUTBOX_AT_ONCE,
      });
      for (const group of inBlocks(waiting)) moved += await this.#seal(group);
      if (waiting.length < OUTBOX_AT_ONCE) break;
    }
    return moved;
  }

  /**
   * Signs the heads of the chains that have gone on, and puts a copy into the object store. Null when none has.
   *
   * @param retained what of the trail is about to be removed; then it is signed although no chain has gone on.
   * @throws MasterXError `store_unavailable` when the copy could not be stored; the next call stores it.
   */
  async checkpoint(retained?: Retained): Promise<Checkpoint | null> {
    const { store, keys, clock } = this.#parts;
    const last = await latestCheckpoint(store);
    if (last) await this.#archive(last);
    const at = clock.now();
    const { heads, until } = await this.#headsSince(last, at);
    if (heads === null && retained === undefined) return null;
    const stated = retained ?? last?.retained;
    const content = {
      seq: (last?.seq ?? 0) + 1,
      at: until,
      previous: last?.hash ?? new Binary(NO_HASH),
      heads: heads ?? (last?.heads ?? []).filter(({ closed }) => !closed),
      ...(stated && { retained: stated }),
    };
    const checkpoint = signedCheckpoint(content, await keys.signer());
    try {
      const document = { _id: new ObjectId(this.#parts.entropy.bytes(12)), ...checkpoint };
      await store.insert(AUDIT_CHECKPOINTS, [document]);
    } catch (thrown) {
      if (thrown instanceof DuplicateDocument) return null;
      throw thrown;
    }
    await this.#archive(checkpoint);
    return checkpoint;
  }

  /**
   * Sees to it that the latest checkpoint lies in the object store.
   *
   * @throws MasterXError `store_unavailable`.
   */
  async archiveLatest(): Promise<void> {
    const last = await latestCheckpoint(this.#parts.store);
    if (last) await this.#archive(last);
  }

  /** Ends the sealer's chain and clears its key. */
  close(): void {
    this.#chain.abandon();
  }

  /** One block, and its documents gone from the outbox: both or neither. */
  async #seal(group: readonly StoredDocument[]): Promise<number> {
    const { store } = this.#parts;
    const block = await this.#chain.next(group.flatMap((document) => document['entries'] as AuditEntry[]));
    try {
      await store.transaction(async (within) => {
        await store.insert(AUDIT_BLOCKS, [block.document], within);
        const removed = await store.remove(
          AUDIT_OUTBOX,
          { _id: { $in: group.map(({ _id }) => _id) } },
          within,
        );
        if (removed !== group.length) {
          throw new MasterXError('write_conflict', { detail: 'Another process seals the audit outbox.' });
        }
      });
    } catch (thrown) {
      this.#chain.abandon();
      throw thrown;
    }
    this.#chain.written(block);
    return (block.document['entries'] as readonly unknown[]).length;
  }

  /** The heads of all chains that may go on, and of those that are closed now; null when nothing has changed. */
  async #headsSince(last: Checkpoint | null, now: Date): Promise<{ heads: ChainHead[] | null; until: Date }> {
    const { store } = this.#parts;
    const since = last ? new Date(last.at.getTime() - OVERLAP_MS) : new Date(0);
    const open = new Map((last?.heads ?? []).flatMap((head) => (head.closed ? [] : [[head.writer, head]])));
    let until = now;
    let reached = await reachedIn(store, since, until);
    // Rather a shorter while than a part of the chains.
    while (reached.length > CHECKPOINT_HEADS_MAX - open.size) {
      until = new Date(since.getTime() + (until.getTime() - since.getTime()) / 2);
      reached = await reachedIn(store, since, until);
    }
    let isChanged = false;
    for (const { writer, seq } of reached) {
      if ((open.get(writer)?.seq ?? 0) >= seq || isClosed(last, writer)) continue;
      const [block] = await store.find(AUDIT_BLOCKS, { filter: { writer, seq }, limit: 1 });
      invariant(block, 'the head of a chain is there');
      const [hash, at] = [block['hash'] as Binary, block['at'] as Date];
      open.set(writer, { writer, seq, hash, at, closed: false });
      isChanged = true;
    }
    const heads = [...open.values()].map((head) => ({
      ...head,
      closed: now.getTime() - head.at.getTime() > CLOSED_AFTER_MS,
    }));
    isChanged ||= heads.some(({ closed }) => closed);
    return { heads: isChanged ? heads : null, until };
  }

  async #archive(checkpoint: Checkpoint): Promise<void> {
    const lockedUntil = new Date(checkpoint.at.getTime() + this.#parts.keptMs);
    await this.#parts.archive.putOnce(
      checkpointName(checkpoint.seq),
      checkpointBytes(checkpoint),
      lockedUntil,
    );
  }
}

function isClosed(last: Checkpoint | null, writer: string): boolean {
  return last?.heads.some((head) => head.closed && head.writer === writer) ?? false;
}

/** How far each chain came in a while, by writer. */
async function reachedIn(
  store: Pick<DocumentStore, 'summarise'>,
  since: Date,
  until: Date,
): Promise<{ writer: string; seq: number }[]> {
  const rows = await store.summarise(
    AUDIT_BLOCKS,
    [
      { $match: { at: { $gte: since, $lt: until } } },
      { $group: { _id: '$writer', seq: { $max: '$seq' } } },
      { $sort: { _id: 1 } },
    ],
    { limit: CHECKPOINT_HEADS_MAX + 1 },
  );
  return rows.map((row) => ({ writer: String(row['_id']), seq: Number(row['seq']) }));
}

/** Documents of the outbox, in order, as many together as a block holds. */
function inBlocks(documents: readonly StoredDocument[]): StoredDocument[][] {
  const blocks: StoredDocument[][] = [];
  let room = 0;
  for (const document of documents) {
    const count = (document['entries'] as readonly unknown[]).length;
    if (count > room) {
      blocks.push([]);
      room = LIMITS.auditBlockEntriesMax;
    }
    room -= count;
    blocks.at(-1)?.push(document);
  }
  return blocks;
}
