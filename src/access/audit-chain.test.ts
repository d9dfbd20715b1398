import { Binary } from 'mongodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { SeededRandom, seededEntropy } from '../std/random.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import { learnerActor } from './actor.ts';
import { storedBlocks, verifyChains } from './audit-chain.ts';
import { auditEntry } from './audit-entry.ts';
import { AuditTrail, blockHash } from './audit-trail.ts';

const WRITERS = 2;
const BLOCKS = 120;

let blocks: StoredDocument[];

beforeEach(async () => {
  blocks = [];
  const store = {
    insert: async (_: string, documents: readonly StoredDocument[]) => void blocks.push(...documents),
  } as unknown as DocumentStore;
  const clock = new ManualClock('2026-03-01T08:00:00Z');
  const trails = [1, 2].map((seed) => new AuditTrail(store, clock, seededEntropy(new SeededRandom(seed))));
  const about = { collection: 'users', action: 'read', operation: 'user_profile', fields: ['*'] } as const;
  for (let at = 0; at < BLOCKS; at++) {
    const entry = auditEntry(
      learnerActor('a', `r${at}`),
      { ...about, learners: [] },
      'intended',
      clock.now(),
    );
    for (const trail of trails) await trail.record(entry);
    clock.advance(1);
  }
});

/** Answers what `storedBlocks` asks: a writer's blocks from a place on, or the next writer's first. */
const store: Pick<DocumentStore, 'find'> = {
  find: async (_, { filter, limit }) => {
    const { writer, seq } = filter as { writer: string | { $gt: string }; seq?: { $gt: number } };
    const isAsked = (block: StoredDocument) =>
      typeof writer === 'string'
        ? block['writer'] === writer && Number(block['seq']) > (seq?.$gt ?? 0)
        : String(block['writer']) > writer.$gt;
    return blocks
      .filter(isAsked)
      .sort(
        (a, b) =>
          String(a['writer']).localeCompare(String(b['writer'])) || Number(a['seq']) - Number(b['seq']),
      )
      .slice(0, limit);
  },
};

const verify = () => verifyChains(storedBlocks(store));
const at = (seq: number) => blocks.findIndex((block) => block['seq'] === seq);

describe('chains of audit blocks', () => {
  it('are whole as they were written', async () => {
    expect(await verify()).toEqual({
      writers: WRITERS,
      blocks: WRITERS * BLOCKS,
      entries: WRITERS * BLOCKS,
      broken: null,
    });
  });

  it('are broken where a block is missing', async () => {
    blocks.splice(at(70), 1);
    expect((await verify()).broken).toMatchObject({ seq: 71, why: 'a block before it is missing' });
  });

  it('are broken where an entry was changed', async () => {
    const block = blocks[at(50)] as StoredDocument;
    const entries = (block['entries'] as StoredDocument[]).map((entry) => ({ ...entry, actor: 'another' }));
    blocks[at(50)] = { ...block, entries };
    expect((await verify()).broken).toMatchObject({ seq: 50, why: 'it was changed' });
  });

  it('are broken where a block was put in with a hash of its own', async () => {
    const { hash: _, ...block } = blocks[at(51)] as StoredDocument;
    const forged = { ...block, previous: new Binary(Buffer.alloc(32, 1)) };
    blocks[at(51)] = { ...forged, hash: new Binary(blockHash(forged)) };
    expect((await verify()).broken).toMatchObject({ seq: 51, why: 'it does not follow the block before it' });
  });
});
