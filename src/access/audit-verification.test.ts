import { Binary } from 'mongodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { invariant } from '../std/assert.ts';
import { ManualClock } from '../std/clock.ts';
import { days, hours, minutes } from '../std/durations.ts';
import { SeededRandom, seededEntropy } from '../std/random.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import { MemoryObjectStore } from '../stores/objects/memory.ts';
import type { ObjectStore } from '../stores/objects/port.ts';
import { learnerActor } from './actor.ts';
import { AUDIT_BLOCKS, AUDIT_OUTBOX, blockHash } from './audit-chain.ts';
import { AUDIT_CHECKPOINTS } from './audit-checkpoint.ts';
import { auditEntry } from './audit-entry.ts';
import { AuditSealer } from './audit-sealer.ts';
import { AuditTrail } from './audit-trail.ts';
import { type AuditReport, verifyAudit } from './audit-verification.ts';
import { fixedAuditKeys } from './testing-only/fixed-audit-keys.ts';
import { MemoryDocuments } from './testing-only/memory-documents.ts';

const WRITERS = 3;
const BLOCKS = 40;
const TRIES = 100;
const keptMs = days(2190);

let memory: MemoryDocuments;
let archive: MemoryObjectStore;
let clock: ManualClock;
let trails: AuditTrail[];
let sealer: AuditSealer;

const entropyOf = (seed: number) => seededEntropy(new SeededRandom(seed));
const entry = (name: string) =>
  auditEntry(
    learnerActor('a', name),
    { collection: 'users', action: 'read', operation: 'user_profile', fields: ['*'], learners: [] },
    'intended',
    clock.now(),
  );

async function openTrail(): Promise<void> {
  memory = new MemoryDocuments();
  archive = new MemoryObjectStore();
  clock = new ManualClock('2026-03-01T08:00:00Z');
  const store = memory as unknown as DocumentStore;
  trails = Array.from(
    { length: WRITERS },
    (_, seed) => new AuditTrail(store, fixedAuditKeys, clock, entropyOf(seed)),
  );
  sealer = new AuditSealer({ store, keys: fixedAuditKeys, archive, clock, keptMs, entropy: entropyOf(99) });
}

/** Accesses by all writers, with writes between, sealed now and then. */
async function writeTrail(): Promise<void> {
  for (let at = 0; at < BLOCKS; at++) {
    for (const trail of trails) await trail.record(entry(`read ${at}`));
    await memory.insert(AUDIT_OUTBOX, [trails[0]?.outboxDocument([entry(`write ${at}`)]) ?? {}]);
    clock.advance(1_000);
    if (at % 10 === 9) await seal();
  }
}

async function seal(): Promise<void> {
  await sealer.sealOutbox();
  // A checkpoint covers what was written before its moment.
  clock.advance(1);
  await sealer.checkpoint();
}

const verify = (): Promise<AuditReport> => verifyAudit({ store: memory, keys: fixedAuditKeys, archive });

beforeEach(async () => {
  await openTrail();
  await writeTrail();
});

describe('the trail', () => {
  it('is whole as it was written', async () => {
    expect(await verify()).toEqual({
      writers: WRITERS + 1,
      blocks: WRITERS * BLOCKS + 4,
      entries: (WRITERS + 1) * BLOCKS,
      checkpoints: 4,
      copiesMissing: 0,
      retainedSince: null,
      earliest: new Date('2026-03-01T08:00:00Z'),
      flaws: [],
    });
  });

  it('holds the entry of every write, once, and none waits', async () => {
    const names = memory
      .of(AUDIT_BLOCKS)
      .flatMap(({ entries }) => entries as { request_id: string }[])
      .map(({ request_id }) => request_id)
      .filter((name) => name.startsWith('write'));
    expect(names.sort()).toEqual(Array.from({ length: BLOCKS }, (_, at) => `write ${at}`).sort());
    expect(memory.of(AUDIT_OUTBOX)).toEqual([]);
  });

  it('begins other chains after a rest and closes the old ones', async () => {
    clock.advance(hours(1));
    for (const trail of trails) await trail.record(entry('after a rest'));
    await seal();
    const report = await verify();
    expect(report.flaws).toEqual([]);
    expect(report.writers).toBe(2 * WRITERS + 1);
    const [last] = await memory.find(AUDIT_CHECKPOINTS, { filter: {}, sort: { seq: -1 }, limit: 1 });
    const heads = last?.['heads'] as { closed: boolean }[];
    expect(heads.filter(({ closed }) => closed)).toHaveLength(WRITERS + 1);
    expect(heads.filter(({ closed }) => !closed)).toHaveLength(WRITERS);
  });

  it('does not go on with a chain into another day', async () => {
    clock.advance(Date.parse('2026-03-01T23:59:00Z') - clock.now().getTime());
    for (const trail of trails) await trail.record(entry('late'));
    clock.advance(minutes(2));
    for (const trail of trails) await trail.record(entry('early'));
    await seal();
    const report = await verify();
    expect(report.flaws).toEqual([]);
    expect(report.writers).toBe(3 * WRITERS + 1);
  });

  it('stores the copy of a checkpoint later when the object store was away', async () => {
    const away = new Error('away');
    const failing: ObjectStore = {
      get: (name) => archive.get(name),
      list: (prefix, options) => archive.list(prefix, options),
      putOnce: async (name) => {
        if (!(await archive.get(name))) throw away;
      },
    };
    const store = memory as unknown as DocumentStore;
    const parts = { store, keys: fixedAuditKeys, clock, keptMs, entropy: entropyOf(7) };
    await trails[0]?.record(entry('more'));
    clock.advance(1);
    await expect(new AuditSealer({ ...parts, archive: failing }).checkpoint()).rejects.toBe(away);
    expect((await verify()).copiesMissing).toBe(1);
    await new AuditSealer({ ...parts, archive }).checkpoint();
    expect(await verify()).toMatchObject({ copiesMissing: 0, flaws: [] });
  });

  it('lets two sealers work at once', async () => {
    const store = memory as unknown as DocumentStore;
    const others = [1, 2].map(
      (seed) =>
        new AuditSealer({
          ...{ store, keys: fixedAuditKeys, archive, clock, keptMs },
          entropy: entropyOf(200 + seed),
        }),
    );
    for (let at = 0; at < 20; at++) {
      await memory.insert(AUDIT_OUTBOX, [trails[0]?.outboxDocument([entry(`more ${at}`)]) ?? {}]);
      clock.advance(10);
      await Promise.allSettled(others.map((one) => one.sealOutbox()));
      await Promise.allSettled(others.map((one) => one.checkpoint()));
    }
    const report = await verify();
    expect(report.flaws).toEqual([]);
    expect(report.entries).toBe((WRITERS + 1) * BLOCKS + 20);
  });
});

/** Ways to tamper with what is stored, by somebody who may change everything in the database and has no key. */
const TAMPERINGS: Readonly<Record<string, (random: SeededRandom) => Promise<void>>> = {
  'changes an entry': async (random) => {
    changeBlock(random.pick(blocks()), ({ entries, ...block }) => ({
      ...block,
      entries: (entries as StoredDocument[]).map((one) => ({ ...one, actor: 'another' })),
    }));
  },
  'takes an entry out of a block': async (random) => {
    changeBlock(random.pick(blocks()), ({ entries, ...block }) => ({
      ...block,
      entries: (entries as StoredDocument[]).slice(1),
    }));
  },
  'removes a block': async (random) => {
    drop(AUDIT_BLOCKS, random.pick(blocks()));
  },
  'cuts the end off a chain': async (random) => {
    const { writer, seq } = random.pick(blocks());
    await memory.remove(AUDIT_BLOCKS, { writer, seq: { $gte: seq } });
  },
  'removes a chain': async (random) => {
    const { writer } = random.pick(blocks());
    await memory.remove(AUDIT_BLOCKS, { writer });
  },
  'writes a chain anew from a block on': async (random) => {
    const { writer, seq: from } = random.pick(blocks());
    const chain = await memory.find(AUDIT_BLOCKS, { filter: { writer }, sort: { seq: 1 }, limit: 1000 });
    let previous = new Binary(Buffer.alloc(32));
    for (const { hash, ...block } of chain) {
      if (Number(block['seq']) >= Number(from)) {
        const anew = { ...block, previous, purpose: 'another' };
        const forged = new Binary(blockHash(Buffer.alloc(32), anew));
        changeBlock({ ...block, hash }, () => ({ ...anew, hash: forged }));
        previous = forged;
      } else previous = hash as Binary;
    }
  },
  'puts a block of its own behind a chain': async (random) => {
    const { writer } = random.pick(blocks());
    const [last] = await memory.find(AUDIT_BLOCKS, { filter: { writer }, sort: { seq: -1 }, limit: 1 });
    const { hash, ...block } = last ?? {};
    const more = { ...block, seq: Number(block['seq']) + 1, previous: hash, at: clock.now() };
    await memory.insert(AUDIT_BLOCKS, [{ ...more, hash: new Binary(blockHash(random.bytes(32), more)) }]);
  },
  'begins a chain of its own': async (random) => {
    const writer = entropyOf(random.integer(1, 1e9)).uuid();
    const block = {
      writer,
      seq: 1,
      at: clock.now(),
      epoch: 1,
      previous: new Binary(Buffer.alloc(32)),
      entries: [],
    };
    await memory.insert(AUDIT_BLOCKS, [{ ...block, hash: new Binary(blockHash(random.bytes(32), block)) }]);
  },
  'changes the order of two blocks': async (random) => {
    const one = random.pick(blocks().filter(({ seq }) => Number(seq) > 1));
    const [other] = await memory.find(AUDIT_BLOCKS, {
      filter: { writer: one['writer'], seq: Number(one['seq']) - 1 },
      limit: 1,
    });
    invariant(other, 'a block has one before it');
    changeBlock(one, (block) => ({ ...block, seq: other['seq'] }));
    changeBlock(other, (block) => ({ ...block, seq: one['seq'] }));
  },
  'changes a checkpoint': async (random) => {
    const checkpoint = random.pick(memory.of(AUDIT_CHECKPOINTS));
    const heads = (checkpoint['heads'] as StoredDocument[]).slice(1);
    replace(AUDIT_CHECKPOINTS, checkpoint, { ...checkpoint, heads });
  },
  'removes a checkpoint': async (random) => {
    drop(AUDIT_CHECKPOINTS, random.pick(memory.of(AUDIT_CHECKPOINTS)));
  },
  'rolls everything back to an earlier checkpoint': async (random) => {
    const { seq, at } = random.pick(memory.of(AUDIT_CHECKPOINTS).slice(0, -1));
    await memory.remove(AUDIT_CHECKPOINTS, { seq: { $gt: seq } });
    await memory.remove(AUDIT_BLOCKS, { at: { $gte: at } });
  },
};

const blocks = () => memory.of(AUDIT_BLOCKS);

function changeBlock(block: StoredDocument, change: (block: StoredDocument) => StoredDocument): void {
  const there = blocks().find(({ hash }) => hash === block['hash']);
  invariant(there, 'the block is there');
  replace(AUDIT_BLOCKS, there, change(there));
}

function replace(collection: string, before: StoredDocument, after: StoredDocument): void {
  const all = memory.of(collection);
  all[all.indexOf(before)] = after;
}

function drop(collection: string, document: StoredDocument): void {
  const all = memory.of(collection);
  all.splice(all.indexOf(document), 1);
}

describe.each(Object.entries(TAMPERINGS))('somebody who %s', (kind, tamper) => {
  it(`is found, each of ${TRIES} times`, async () => {
    const whole = new Map([...memory.collections].map(([name, documents]) => [name, [...documents]]));
    for (let attempt = 0; attempt < TRIES; attempt++) {
      memory.collections.clear();
      for (const [name, documents] of whole) memory.collections.set(name, [...documents]);
      await tamper(new SeededRandom(attempt).fork(kind));
      const { flaws } = await verify();
      expect(flaws, `seed ${attempt}`).not.toEqual([]);
      expect(flaws[0]?.place).toMatch(/^(?:[0-9a-f-]{36}|checkpoint)\/\d+$/);
    }
  });
});
