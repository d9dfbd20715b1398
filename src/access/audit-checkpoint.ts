import { createHash, type KeyObject } from 'node:crypto';
import { Binary, BSON } from 'mongodb';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import type { CheckpointSigner } from './audit-keys.ts';
import { isSignedBy } from './audit-keys.ts';

/** Where checkpoints stand in the database. */
export const AUDIT_CHECKPOINTS = 'audit_checkpoints';

/** Folder of their copies in the object store. */
export const CHECKPOINT_FOLDER = 'audit/checkpoints/';

/** Chains one checkpoint names at most. */
export const CHECKPOINT_HEADS_MAX = 1_000;

/** How far the chain of a writer had come. */
export interface ChainHead {
  readonly writer: string;
  readonly seq: number;
  readonly hash: Binary;
  /** When the block at the head was written. */
  readonly at: Date;
  /** Nothing follows any more. */
  readonly closed: boolean;
}

/** From when on the trail reaches. */
export interface Retained {
  /** Chains that ended before are removed, their retention being over. */
  readonly since: Date;
  /** Checkpoints before this one are removed. */
  readonly checkpoint: number;
}

/** The heads of all chains that may still go on and of those closed since, bound to the checkpoint before and signed. */
export interface Checkpoint {
  /** 1, 2, 3 … */
  readonly seq: number;
  /** Blocks written before this moment are behind a head of this or an earlier checkpoint. */
  readonly at: Date;
  readonly epoch: number;
  /** SHA-256 of the checkpoint before; zeros for the first. */
  readonly previous: Binary;
  readonly heads: readonly ChainHead[];
  /** What of the trail is removed; absent where nothing is. */
  readonly retained?: Retained;
  /** SHA-256 over the BSON of the above. */
  readonly hash: Binary;
  /** Ed25519 over `hash`. */
  readonly signature: Binary;
}

/** Signs a checkpoint. */
export function signedCheckpoint(
  content: Pick<Checkpoint, 'seq' | 'at' | 'previous' | 'heads' | 'retained'>,
  signer: CheckpointSigner,
): Checkpoint {
  const { seq, at, previous, heads, retained } = content;
  const whole = { seq, at, epoch: signer.epoch, previous, heads, ...(retained && { retained }) };
  const hash = hashOf(whole);
  return { ...whole, hash: new Binary(hash), signature: new Binary(signer.sign(hash)) };
}

/** A stored checkpoint, or one read from the object store. Whether it is what was signed only `flawOf` tells. */
export function checkpointOf(stored: StoredDocument): Checkpoint {
  const retained = stored['retained'] as Retained | undefined;
  return {
    seq: stored['seq'] as number,
    at: stored['at'] as Date,
    epoch: stored['epoch'] as number,
    previous: stored['previous'] as Binary,
    heads: stored['heads'] as readonly ChainHead[],
    ...(retained !== undefined && { retained }),
    hash: stored['hash'] as Binary,
    signature: stored['signature'] as Binary,
  };
}

/** The checkpoint in force. */
export async function latestCheckpoint(store: Pick<DocumentStore, 'find'>): Promise<Checkpoint | null> {
  const [last] = await store.find(AUDIT_CHECKPOINTS, { filter: {}, sort: { seq: -1 }, limit: 1 });
  return last ? checkpointOf(last) : null;
}

/** A checkpoint from its copy; null when the bytes are none. */
export function checkpointFrom(bytes: Buffer): Checkpoint | null {
  try {
    return checkpointOf(BSON.EJSON.parse(bytes.toString('utf8'), { relaxed: false }));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof BSON.BSONError) return null;
    throw thrown;
  }
}

/** What is wrong with a checkpoint by itself; null when nothing is. */
export function flawOf(checkpoint: Checkpoint, publicKey: KeyObject | null): 'changed' | 'not signed' | null {
  const { hash, signature, ...content } = checkpoint;
  const expected = hashOf(content);
  if (!(hash instanceof Binary) || !expected.equals(hash.value())) return 'changed';
  if (!publicKey || !(signature instanceof Binary) || !isSignedBy(publicKey, expected, signature.value()))
    return 'not signed';
  return null;
}

/** The bytes of a checkpoint as the object store keeps it: extended JSON, to be read without this program. */
export function checkpointBytes(checkpoint: Checkpoint): Buffer {
  return Buffer.from(`${BSON.EJSON.stringify(checkpoint, { relaxed: false }, 2)}\n`, 'utf8');
}

/** The name of its copy: names sort as checkpoints follow. */
export function checkpointName(seq: number): string {
  return `${CHECKPOINT_FOLDER}${String(seq).padStart(12, '0')}.json`;
}

/** The number in such a name. */
export function seqOf(name: string): number {
  return Number.parseInt(name.slice(CHECKPOINT_FOLDER.length), 10);
}

function hashOf(content: Omit<Checkpoint, 'hash' | 'signature'>): Buffer {
  const { seq, at, epoch, previous, heads, retained } = content;
  const whole = { seq, at, epoch, previous, heads, ...(retained !== undefined && { retained }) };
  return createHash('sha256').update(BSON.serialize(whole)).digest();
}
