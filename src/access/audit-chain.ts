import { Binary } from 'mongodb';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import { AUDIT_BLOCKS, blockHash } from './audit-trail.ts';

/** The first place where a chain is not what its writer wrote. */
export interface ChainBreak {
  readonly writer: string;
  readonly seq: number;
  readonly why: 'a block before it is missing' | 'it was changed' | 'it does not follow the block before it';
}

/** What was found of the chains. */
export interface ChainReport {
  readonly writers: number;
  readonly blocks: number;
  readonly entries: number;
  /** Null when every chain is whole. */
  readonly broken: ChainBreak | null;
}

const BLOCKS_AT_ONCE = 50;

/**
 * Proves the chains of audit blocks: recomputes every hash, and that each block follows the one before it without a
 * gap. Stops at the first break. Blocks cut off at the end of a chain leave no trace in it.
 *
 * @param blocks stored blocks, ordered by writer and `seq`.
 */
export async function verifyChains(blocks: AsyncIterable<StoredDocument>): Promise<ChainReport> {
  let writers = 0;
  let count = 0;
  let entries = 0;
  let last: { readonly writer: string; readonly seq: number; readonly hash: Buffer } | null = null;
  for await (const { hash: stated, ...block } of blocks) {
    const writer = String(block['writer']);
    const seq = Number(block['seq']);
    const before: typeof last = last?.writer === writer ? last : null;
    const hash = blockHash(block);
    const why = breakOf({ seq, hash, stated, previous: block['previous'] }, before);
    if (why !== null) return { writers, blocks: count, entries, broken: { writer, seq, why } };
    if (before === null) writers++;
    count++;
    entries += (block['entries'] as readonly unknown[]).length;
    last = { writer, seq, hash };
  }
  return { writers, blocks: count, entries, broken: null };
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

function breakOf(
  block: {
    readonly seq: number;
    readonly hash: Buffer;
    readonly stated: unknown;
    readonly previous: unknown;
  },
  before: { readonly seq: number; readonly hash: Buffer } | null,
): ChainBreak['why'] | null {
  if (block.seq !== (before?.seq ?? 0) + 1) return 'a block before it is missing';
  if (!isBytes(block.stated, block.hash)) return 'it was changed';
  const expected = before?.hash ?? Buffer.alloc(block.hash.length);
  return isBytes(block.previous, expected) ? null : 'it does not follow the block before it';
}

function isBytes(value: unknown, expected: Buffer): boolean {
  return value instanceof Binary && expected.equals(value.value());
}
