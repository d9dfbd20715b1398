import type { KeyObject } from 'node:crypto';
import { Binary } from 'mongodb';
import { MasterXError } from '../errors/error.ts';
import { days } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import type { ObjectStore } from '../stores/objects/port.ts';
import { AUDIT_BLOCKS, blockHash, NO_HASH } from './audit-chain.ts';
import {
  AUDIT_CHECKPOINTS,
  CHECKPOINT_FOLDER,
  type Checkpoint,
  checkpointBytes,
  checkpointFrom,
  checkpointName,
  checkpointOf,
  flawOf,
  latestCheckpoint,
  type Retained,
  seqOf,
} from './audit-checkpoint.ts';
import type { AuditKeys } from './audit-keys.ts';

/** One place where the trail is not what was written. */
export interface AuditFlaw {
  /** `<writer>/<seq>` of a block, or `checkpoint/<seq>`. */
  readonly place: string;
  readonly why:
    | 'a block before it is missing'
    | 'it was changed'
    | 'it does not follow the block before it'
    | 'a checkpoint knows this place by another hash'
    | 'blocks that a checkpoint knows are missing behind it'
    | 'a chain that a checkpoint knows is missing'
    | 'it was added behind the end of a closed chain'
    | 'a checkpoint before it is missing'
    | 'the checkpoint was changed'
    | 'the checkpoint is not signed by the audit key'
    | 'the checkpoint does not follow the one before it'
    | 'the checkpoint is missing in the database'
    | 'the copy in the object store is another'
    | 'the checkpoint says that more was removed than may be';
}

/** What was found of the trail. */
export interface AuditReport {
  readonly writers: number;
  readonly blocks: number;
  readonly entries: number;
  readonly checkpoints: number;
  /** Checkpoints without their copy in the object store. */
  readonly copiesMissing: number;
  /** Chains that ended before are removed, as a checkpoint says; null where nothing is. */
  readonly retainedSince: Date | null;
  /** When the earliest block was written; null where there is none. */
  readonly earliest: Date | null;
  /** The first ones, at most `LIMITS.violationsMax`; none when the trail is whole. */
  readonly flaws: readonly AuditFlaw[];
}

/** What a verification reads. */
export interface VerificationParts {
  readonly store: Pick<DocumentStore, 'find'>;
  readonly keys: AuditKeys;
  readonly archive: Pick<ObjectStore, 'get' | 'list'>;
}

/** No entry may be removed sooner, whatever is set. */
const KEPT_MS_MIN = days(LIMITS.auditDaysMin);

const BLOCKS_AT_ONCE = 50;
const CHECKPOINTS_AT_ONCE = 100;

/** What the checkpoints say of one chain. */
interface KnownHead {
  readonly seq: number;
  readonly hash: Buffer;
  readonly at: Date;
  readonly closed: boolean;
}

/**
 * Proves the trail: every checkpoint by its signature, its place and its copy; every block by its chain's key and the block
 * before it; every chain by the heads that checkpoints know. What a checkpoint says is removed is not missed. Reads everything once, in order; memory grows with the number
 * of chains, not of blocks.
 *
 * @param progress told how many blocks were read.
 */
export async function verifyAudit(
  parts: VerificationParts,
  progress: (blocks: number) => void = () => undefined,
): Promise<AuditReport> {
  const flaws: AuditFlaw[] = [];
  const found = (place: string, why: AuditFlaw['why']) => {
    if (flaws.length < LIMITS.violationsMax) flaws.push({ place, why });
  };
  const { heads, checkpoints, copiesMissing, retained } = await verifyCheckpoints(parts, found);
  const retainedSince = retained?.since ?? null;
  const isLeaving = (at: unknown) => retainedSince !== null && at instanceof Date && at < retainedSince;
  let [writers, blocks, entries] = [0, 0, 0];
  let earliest: Date | null = null;
  let chain: ChainProof | null = null;
  const end = () => chain?.end(heads.get(chain.writer));
  for await (const block of storedBlocks(parts.store)) {
    const writer = String(block['writer']);
    if (chain?.writer !== writer) {
      end();
      const known = heads.get(writer);
      const leaving = known ? isLeaving(known.at) : isLeaving(block['at']);
      chain = await ChainProof.begin(writer, block, { keys: parts.keys, found, leaving });
      writers++;
    }
    chain.add(block, heads.get(writer));
    blocks++;
    const { at } = block;
    if (at instanceof Date && (earliest === null || at < earliest)) earliest = at;
    entries += Array.isArray(block['entries']) ? block['entries'].length : 0;
    if (blocks % 1000 === 0) progress(blocks);
  }
  end();
  for (const [writer, { at }] of heads) if (isLeaving(at)) heads.delete(writer);
  for (const writer of await missingWriters(parts.store, heads))
    found(`${writer}/1`, 'a chain that a checkpoint knows is missing');
  return { writers, blocks, entries, checkpoints, copiesMissing, retainedSince, earliest, flaws };
}

/** One chain while its blocks come by, in order. */
class ChainProof {
  readonly writer: string;
  readonly #secret: Buffer;
  readonly #epoch: unknown;
  readonly #found: (place: string, why: AuditFlaw['why']) => void;
  #seq = 0;
  #hash: Buffer = NO_HASH;

  private constructor(
    writer: string,
    secret: Buffer,
    epoch: unknown,
    found: (place: string, why: AuditFlaw['why']) => void,
  ) {
    this.writer = writer;
    this.#secret = secret;
    this.#epoch = epoch;
    this.#found = found;
  }

  static async begin(
    writer: string,
    first: StoredDocument,
    {
      keys,
      found,
      leaving,
    }: {
      readonly keys: AuditKeys;
      readonly found: (place: string, why: AuditFlaw['why']) => void;
      /** It is being removed, from its beginning on. */
      readonly leaving: boolean;
    },
  ): Promise<ChainProof> {
    const { epoch, previous, seq } = first;
    const proof = new ChainProof(writer, await secretOf(keys, writer, epoch), epoch, found);
    if (leaving) {
      proof.#seq = Number(seq) - 1;
      if (previous instanceof Binary) proof.#hash = Buffer.from(previous.value());
    }
    return proof;
  }

  add({ hash: stated, ...block }: StoredDocument, known: KnownHead | undefined): void {
    const seq = Number(block['seq']);
    const place = `${this.writer}/${seq}`;
    const hash = blockHash(this.#secret, block);
    if (seq !== this.#seq + 1) this.#found(place, 'a block before it is missing');
    else if (!isBytes(block['previous'], this.#hash))
      this.#found(place, 'it does not follow the block before it');
    if (!isBytes(stated, hash) || block['epoch'] !== this.#epoch) this.#found(place, 'it was changed');
    else if (known?.seq === seq && !known.hash.equals(hash))
      this.#found(place, 'a checkpoint knows this place by another hash');
    if (known?.closed && seq > known.seq) this.#found(place, 'it was added behind the end of a closed chain');
    this.#seq = seq;
    // What follows is held against what stands there, so that one change is named once.
    this.#hash = stated instanceof Binary ? Buffer.from(stated.value()) : hash;
  }

  end(known: KnownHead | undefined): void {
    this.#secret.fill(0);
    if (known && this.#seq < known.seq)
      this.#found(`${this.writer}/${this.#seq}`, 'blocks that a checkpoint knows are missing behind it');
  }
}

/** The key of a chain; one that fits nothing where the epoch is none that there ever was. */
async function secretOf(keys: AuditKeys, writer: string, epoch: unknown): Promise<Buffer> {
  const key = isEpoch(epoch) ? await orNone(() => keys.chain(writer, epoch)) : null;
  return key?.secret ?? Buffer.alloc(32);
}

async function verifyCheckpoints(
  { store, keys, archive }: VerificationParts,
  found: (place: string, why: AuditFlaw['why']) => void,
): Promise<{
  heads: Map<string, KnownHead>;
  checkpoints: number;
  copiesMissing: number;
  retained: Retained | null;
}> {
  const heads = new Map<string, KnownHead>();
  const publicKeys = new PublicKeys(keys);
  let [checkpoints, copiesMissing, seq] = [0, 0, 0];
  let previous: Buffer = NO_HASH;
  const last = await latestCheckpoint(store);
  const isTrusted = last !== null && flawOf(last, await publicKeys.of(last.epoch)) === null;
  const retained = (isTrusted && last.retained) || null;
  for await (const checkpoint of storedCheckpoints(store)) {
    if (checkpoints === 0 && retained && checkpoint.seq <= retained.checkpoint) {
      seq = checkpoint.seq - 1;
      if (checkpoint.previous instanceof Binary) previous = Buffer.from(checkpoint.previous.value());
    }
    const place = `checkpoint/${checkpoint.seq}`;
    const flaw = flawOf(checkpoint, await publicKeys.of(checkpoint.epoch));
    if (flaw === 'changed') found(place, 'the checkpoint was changed');
    if (flaw === 'not signed') found(place, 'the checkpoint is not signed by the audit key');
    if (checkpoint.seq !== seq + 1) found(place, 'a checkpoint before it is missing');
    else if (!isBytes(checkpoint.previous, previous))
      found(place, 'the checkpoint does not follow the one before it');
    if (checkpoint.retained && checkpoint.at.getTime() - checkpoint.retained.since.getTime() < KEPT_MS_MIN)
      found(place, 'the checkpoint says that more was removed than may be');
    const copy = await archive.get(checkpointName(checkpoint.seq));
    if (copy === null) copiesMissing++;
    else if (!copy.equals(checkpointBytes(checkpoint)))
      found(place, 'the copy in the object store is another');
    learn(heads, checkpoint);
    checkpoints++;
    seq = checkpoint.seq;
    previous = Buffer.from(checkpoint.hash.value());
  }
  // What is locked in the object store cannot be taken back: it counts although the database has lost it.
  for (let after = checkpointName(seq); ; ) {
    const names = await archive.list(CHECKPOINT_FOLDER, { after, limit: CHECKPOINTS_AT_ONCE });
    for (const name of names) {
      const bytes = await archive.get(name);
      if (!bytes) continue;
      const checkpoint = checkpointFrom(bytes);
      found(`checkpoint/${seqOf(name)}`, 'the checkpoint is missing in the database');
      if (checkpoint && flawOf(checkpoint, await publicKeys.of(checkpoint.epoch)) === null)
        learn(heads, checkpoint);
    }
    const last = names.at(-1);
    if (last === undefined || names.length < CHECKPOINTS_AT_ONCE) break;
    after = last;
  }
  return { heads, checkpoints, copiesMissing, retained };
}

/** The public keys of epochs, each fetched once; null where there never was one. */
class PublicKeys {
  readonly #keys: AuditKeys;
  readonly #known = new Map<unknown, KeyObject | null>();

  constructor(keys: AuditKeys) {
    this.#keys = keys;
  }

  async of(epoch: unknown): Promise<KeyObject | null> {
    const known = this.#known.get(epoch);
    if (known !== undefined) return known;
    const key = isEpoch(epoch) ? await orNone(() => this.#keys.publicKey(epoch)) : null;
    this.#known.set(epoch, key);
    return key;
  }
}

const isEpoch = (value: unknown): value is number => Number.isInteger(value);

/** Null where the key never was or was destroyed. */
async function orNone<T>(get: () => Promise<T>): Promise<T | null> {
  try {
    return await get();
  } catch (thrown) {
    if (thrown instanceof MasterXError && thrown.code === 'key_destroyed') return null;
    throw thrown;
  }
}

function learn(heads: Map<string, KnownHead>, { heads: some }: Checkpoint): void {
  for (const { writer, seq, hash, at, closed } of some)
    heads.set(writer, { seq, hash: Buffer.from(hash.value()), at, closed });
}

/** Chains that checkpoints know and of which no block is left. */
async function missingWriters(
  store: Pick<DocumentStore, 'find'>,
  heads: ReadonlyMap<string, KnownHead>,
): Promise<string[]> {
  const missing: string[] = [];
  for (const writer of heads.keys()) {
    const [block] = await store.find(AUDIT_BLOCKS, {
      filter: { writer },
      sort: { writer: 1, seq: 1 },
      projection: { seq: 1 },
      limit: 1,
    });
    if (!block) missing.push(writer);
  }
  return missing;
}

/** Every stored block, ordered by writer and `seq`, a few at a time. */
export async function* storedBlocks(store: Pick<DocumentStore, 'find'>): AsyncGenerator<StoredDocument> {
  const some = (filter: StoredDocument, limit: number) =>
    store.find(AUDIT_BLOCKS, {
      filter,
      sort: { writer: 1, seq: 1 },
      limit,
    });
  let [first] = await some({ writer: { $gt: '' } }, 1);
  while (first) {
    const { writer } = first;
    let seq: unknown = 0;
    let found: StoredDocument[];
    do {
      found = await some({ writer, seq: { $gt: seq } }, BLOCKS_AT_ONCE);
      yield* found;
      seq = found.at(-1)?.['seq'];
    } while (found.length === BLOCKS_AT_ONCE);
    [first] = await some({ writer: { $gt: writer } }, 1);
  }
}

async function* storedCheckpoints(store: Pick<DocumentStore, 'find'>): AsyncGenerator<Checkpoint> {
  let after = 0;
  for (;;) {
    const some = await store.find(AUDIT_CHECKPOINTS, {
      filter: { seq: { $gt: after } },
      sort: { seq: 1 },
      limit: CHECKPOINTS_AT_ONCE,
    });
    for (const document of some) yield checkpointOf(document);
    const last = some.at(-1);
    if (last === undefined || some.length < CHECKPOINTS_AT_ONCE) return;
    after = Number(last['seq']);
  }
}

function isBytes(value: unknown, expected: Buffer): boolean {
  return value instanceof Binary && expected.equals(value.value());
}
