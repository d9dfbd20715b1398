import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';
import { SeededRandom, seededEntropy } from '../std/random.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import { learnerActor } from './actor.ts';
import { AUDIT_BLOCKS, blockHash } from './audit-chain.ts';
import { auditEntry } from './audit-entry.ts';
import { placeOf } from './audit-outcomes.ts';
import { AuditTrail } from './audit-trail.ts';
import { fixedAuditKeys } from './testing-only/fixed-audit-keys.ts';

const clock = new ManualClock('2026-01-01T00:00:00Z');
const note = { collection: 'users', action: 'read', operation: 'q', fields: ['*'], learners: [] } as const;
const entry = (requestId: string) => auditEntry(learnerActor('me', requestId), note, 'intended', clock.now());

/** A store that holds blocks back until it is told, or fails. */
function holdingStore() {
  const blocks: StoredDocument[] = [];
  const gates: { release: () => void; fail: () => void }[] = [];
  const store = {
    insert: (collection: string, documents: readonly StoredDocument[]) =>
      new Promise<void>((resolve, reject) => {
        expect(collection).toBe(AUDIT_BLOCKS);
        gates.push({
          release: () => {
            blocks.push(...documents);
            resolve();
          },
          fail: () => reject(new Error('away')),
        });
      }),
  } satisfies Partial<DocumentStore>;
  return { store: store as unknown as DocumentStore, blocks, gates };
}

const open = (store: DocumentStore) =>
  new AuditTrail(store, fixedAuditKeys, clock, seededEntropy(new SeededRandom(1)));

describe('the audit trail', () => {
  it('answers nobody before the block is durable, and writes what gathers meanwhile as one', async () => {
    const { store, blocks, gates } = holdingStore();
    const trail = open(store);
    const settled: string[] = [];
    const record = (name: string) => trail.record(entry(name)).then(() => settled.push(name));
    const first = record('a');
    await turn();
    const others = Promise.all(['b', 'c', 'd'].map(record));
    await turn();
    expect(settled).toEqual([]);
    expect(gates).toHaveLength(1);
    gates[0]?.release();
    await first;
    await turn();
    gates[1]?.release();
    await others;
    expect(blocks.map((block) => (block['entries'] as unknown[]).length)).toEqual([1, 3]);
  });

  it('chains the blocks of a writer by hash', async () => {
    const { store, blocks, gates } = holdingStore();
    const trail = open(store);
    for (const name of ['a', 'b', 'c']) {
      const recorded = trail.record(entry(name));
      await turn();
      gates.at(-1)?.release();
      await recorded;
    }
    expect(blocks.map((block) => block['seq'])).toEqual([1, 2, 3]);
    const key = await fixedAuditKeys.chain(String(blocks[0]?.['writer']));
    for (const [at, block] of blocks.entries()) {
      const { hash, ...rest } = block as { hash: { buffer: Uint8Array }; previous: { buffer: Uint8Array } };
      expect(Buffer.from(hash.buffer)).toEqual(blockHash(key.secret, rest));
      const before = blocks[at - 1] as { hash: { buffer: Uint8Array } } | undefined;
      expect(Buffer.from(rest.previous.buffer)).toEqual(
        before ? Buffer.from(before.hash.buffer) : Buffer.alloc(32),
      );
    }
  });

  it('refuses the accesses it cannot record, and goes on with a new chain', async () => {
    const { store, blocks, gates } = holdingStore();
    const trail = open(store);
    const lost = trail.record(entry('lost'));
    await turn();
    gates[0]?.fail();
    await expect(lost).rejects.toMatchObject({ code: 'audit_unavailable' });
    const kept = trail.record(entry('kept'));
    await turn();
    gates[1]?.release();
    await kept;
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.['seq']).toBe(1);
  });

  it('refuses an entry it could not keep by itself, and keeps those beside it', async () => {
    const { store, blocks, gates } = holdingStore();
    const trail = open(store);
    const kept = trail.record(entry('kept'));
    await expect(trail.record(entry('x'.repeat(201)))).rejects.toMatchObject({ code: 'validation_failed' });
    expect(() => trail.outboxDocument([entry('x'.repeat(201))])).toThrow('does not fit');
    gates[0]?.release();
    await kept;
    expect(blocks.map((block) => (block['entries'] as unknown[]).length)).toEqual([1]);
  });

  it('refuses, and lets nobody wait, when a block cannot even be made', async () => {
    const { store, gates } = holdingStore();
    const random = seededEntropy(new SeededRandom(1));
    let isBroken = true;
    const bytes = (count: number) => {
      if (isBroken) throw new Error('no randomness');
      return random.bytes(count);
    };
    const trail = new AuditTrail(store, fixedAuditKeys, clock, { ...random, bytes });
    await expect(trail.record(entry('lost'))).rejects.toMatchObject({ code: 'audit_unavailable' });
    isBroken = false;
    const kept = trail.record(entry('kept'));
    await turn();
    gates[0]?.release();
    await kept;
  });

  it('refuses rather than letting too many wait', async () => {
    const { store, gates } = holdingStore();
    const trail = open(store);
    const waiting = [trail.record(entry('first'))];
    await turn();
    for (let n = 0; n < LIMITS.auditWaitingMax; n++) waiting.push(trail.record(entry('more')));
    await expect(trail.record(entry('too many'))).rejects.toMatchObject({ code: 'audit_unavailable' });
    const done = Promise.all(waiting);
    while (gates.length > 0) {
      gates.shift()?.release();
      await turn();
    }
    await done;
  });

  it('tells what came of an access with the next block, or with one of its own at the end', async () => {
    const { store, blocks, gates } = holdingStore();
    const trail = open(store);
    const first = trail.open(entry('a'));
    const second = trail.open(entry('b'));
    // Done before its entry is durable, as a quick query is.
    second.close('answered', 3);
    await turn();
    gates[0]?.release();
    await Promise.all([first.durable, second.durable]);
    const next = trail.record(entry('c'));
    await turn();
    gates[1]?.release();
    await next;
    first.close('failed');
    first.close('answered', 1);
    const closed = trail.close();
    await turn();
    gates[2]?.release();
    await closed;
    const block = placeOf(String(blocks[0]?.['writer']), 1);
    expect(blocks.map(({ outcomes }) => outcomes)).toEqual([
      undefined,
      [{ block, entries: [{ entry: 1, outcome: 'answered', documents: 3 }] }],
      [{ block, entries: [{ entry: 0, outcome: 'failed' }] }],
    ]);
  });

  it('tells an outcome again that may not have arrived, and none of an entry that was lost', async () => {
    const { store, blocks, gates } = holdingStore();
    const trail = open(store);
    const kept = trail.open(entry('kept'));
    await turn();
    gates[0]?.release();
    await kept.durable;
    kept.close('answered', 1);
    const lost = trail.open(entry('lost'));
    lost.close('answered', 1);
    await turn();
    gates[1]?.fail();
    await expect(lost.durable).rejects.toMatchObject({ code: 'audit_unavailable' });
    const closed = trail.close();
    await turn();
    gates[2]?.release();
    await closed;
    const block = placeOf(String(blocks[0]?.['writer']), 1);
    expect(blocks[1]?.['outcomes']).toEqual([
      { block, entries: [{ entry: 0, outcome: 'answered', documents: 1 }] },
    ]);
  });
});
