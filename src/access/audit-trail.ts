import { ObjectId } from 'mongodb';
import { type Validator, validatorOf } from '../derive/validator.ts';
import { isError, MasterXError } from '../errors/error.ts';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';
import { invariant } from '../std/assert.ts';
import type { Clock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import type { Entropy } from '../std/random.ts';
import { type DocumentStore, DuplicateDocument, type StoredDocument } from '../stores/documents/port.ts';
import { AUDIT_BLOCKS, AuditChain } from './audit-chain.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditKeys } from './audit-keys.ts';
import { type BlockOutcomes, WaitingOutcomes } from './audit-outcomes.ts';
import { type OpenEntry, WaitingEntry } from './open-entry.ts';

const ENTRY = entryValidator();

/** How long an outcome waits for entries whose block it can go along with; then it gets a block without. */
const OUTCOME_WAITS_MS_MAX = seconds(1);

/**
 * The trail of accesses of one process. Entries that come together are written together (group commit): while one
 * block is on its way to the database the next one gathers. Blocks of a process are chained by hash. What came of an
 * access that stated its intent goes along with a later block.
 *
 * Fails closed: an access whose entry cannot be made durable is refused.
 */
export class AuditTrail {
  readonly #store: DocumentStore;
  readonly #clock: Clock;
  readonly #entropy: Entropy;
  readonly #chain: AuditChain;
  readonly #waiting: WaitingEntry[] = [];
  readonly #outcomes = new WaitingOutcomes(LIMITS.auditWaitingMax, () => this.#arm());
  /** Stands in outbox documents: which process wrote them. */
  readonly #process: string;
  #flushing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(store: DocumentStore, keys: AuditKeys, clock: Clock, entropy: Entropy) {
    this.#store = store;
    this.#clock = clock;
    this.#entropy = entropy;
    this.#process = entropy.uuid();
    this.#chain = new AuditChain(keys, clock, entropy);
  }

  /**
   * Resolves when the entry is durable.
   *
   * @throws MasterXError `audit_unavailable` when it cannot be, or when too many entries wait already;
   * `validation_failed` when the entry is none the trail could keep: it would take its whole block with it.
   */
  async record(entry: AuditEntry): Promise<void> {
    return this.open(entry).durable;
  }

  /**
   * Writes the entry of an access that begins; who asks for it says later what came of it.
   *
   * @throws MasterXError as `record`.
   */
  open(entry: AuditEntry): OpenEntry {
    ENTRY.assertFits(entry, 'audit entry');
    if (this.#waiting.length >= LIMITS.auditWaitingMax) {
      throw new MasterXError('audit_unavailable', { detail: 'Too many accesses wait to be recorded.' });
    }
    const waiting = new WaitingEntry(entry, this.#outcomes);
    this.#waiting.push(waiting);
    this.#flushing ??= this.#flush();
    return waiting;
  }

  /**
   * The document that keeps entries of writes; insert it in the transaction of the writes.
   *
   * @throws MasterXError `validation_failed` when an entry is none the trail could keep.
   */
  outboxDocument(entries: readonly AuditEntry[]): StoredDocument {
    for (const entry of entries) ENTRY.assertFits(entry, 'audit entry');
    return {
      _id: new ObjectId(this.#entropy.bytes(12)),
      writer: this.#process,
      at: this.#clock.now(),
      entries,
    };
  }

  /** Resolves when nothing waits any more. Outcomes that cannot be written now stay unknown. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    while (this.#flushing) await this.#flushing;
    if (this.#outcomes.size > 0) await this.#flush();
    this.#chain.abandon();
  }

  /** Sees to it that outcomes are written although no entry may come. */
  #arm(): void {
    if (this.#timer || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#outcomes.size > 0) this.#flushing ??= this.#flush();
    }, OUTCOME_WAITS_MS_MAX).unref();
  }

  /** Writes what waits: every entry, and the outcomes that go along; where no entry waits, one block of outcomes. */
  async #flush(): Promise<void> {
    // Entries of the same turn of the event loop go into the same block.
    await Promise.resolve();
    try {
      do {
        const group = this.#waiting.splice(0, LIMITS.auditBlockEntriesMax);
        await this.#write(group, this.#outcomes.take(LIMITS.auditBlockEntriesMax));
      } while (this.#waiting.length > 0);
    } finally {
      this.#flushing = null;
    }
  }

  async #write(group: readonly WaitingEntry[], outcomes: readonly BlockOutcomes[]): Promise<void> {
    let place: string;
    try {
      const block = await this.#chain.next(
        group.map(({ entry }) => entry),
        outcomes,
      );
      await this.#store.insert(AUDIT_BLOCKS, [block.document]);
      this.#chain.written(block);
      place = block.place;
    } catch (cause) {
      // Whether the block arrived is not known: its chain ends here, and a new one begins.
      this.#chain.abandon();
      this.#outcomes.putBack(outcomes);
      const error = new MasterXError('audit_unavailable', {
        cause,
        ...(cause instanceof DuplicateDocument && { detail: 'The chain of the trail was broken.' }),
        // What is to be done about the keys stands there, and nothing about the store would help.
        ...(isError(cause, 'keys_unavailable') && {
          detail: `Its keys cannot be reached. ${cause.detail ?? ''}`.trim(),
          hint: cause.hint,
        }),
      });
      for (const waiting of group) waiting.lost(error);
      return;
    }
    for (const [entry, waiting] of group.entries()) waiting.written({ block: place, entry });
  }
}

/** The trail as accesses need it. */
export type AccessTrail = Pick<AuditTrail, 'open' | 'record' | 'outboxDocument'>;

/** The declared form of one entry. */
function entryValidator(): Validator {
  const root = SCHEMA.collections[AUDIT_BLOCKS]?.root;
  const entries = root && findField(root, 'entries');
  invariant(entries?.kind === 'list', `${AUDIT_BLOCKS} holds a list of entries`);
  return validatorOf(entries.element);
}
