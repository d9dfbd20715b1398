import { beforeEach, describe, expect, it } from 'vitest';
import { SETTINGS } from '../config/settings.ts';
import { RETENTION } from '../schema/vocabulary/retention.ts';
import { ManualClock } from '../std/clock.ts';
import { days, minutes } from '../std/durations.ts';
import { SeededRandom, seededEntropy } from '../std/random.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import { MemoryObjectStore } from '../stores/objects/memory.ts';
import { learnerActor } from './actor.ts';
import { AUDIT_BLOCKS } from './audit-chain.ts';
import { AUDIT_CHECKPOINTS } from './audit-checkpoint.ts';
import { auditEntry } from './audit-entry.ts';
import { removeExpired } from './audit-retention.ts';
import { AuditSealer } from './audit-sealer.ts';
import { AuditTrail } from './audit-trail.ts';
import { verifyAudit } from './audit-verification.ts';
import { fixedAuditKeys } from './testing-only/fixed-audit-keys.ts';
import { MemoryDocuments } from './testing-only/memory-documents.ts';

const KEPT_DAYS = RETENTION.audit.deleteAfterDays;
const keptMs = days(KEPT_DAYS);
/** Days with accesses, by two writers of six blocks each. */
const DAYS = 4;
const WRITERS = 2;
const BLOCKS = 6;
const BEGUN = '2026-03-01T08:00:00Z';

let memory: MemoryDocuments;
let archive: MemoryObjectStore;
let clock: ManualClock;
let sealer: AuditSealer;

const note = { collection: 'users', action: 'read', operation: 'q', fields: ['*'], learners: [] } as const;
const entropyOf = (seed: number) => seededEntropy(new SeededRandom(seed));
const remove = (store: MemoryDocuments = memory) =>
  removeExpired({ store: store as unknown as DocumentStore, clock, keptMs }, sealer);
const verify = () => verifyAudit({ store: memory, keys: fixedAuditKeys, archive });
const blocksBefore = (moment: string) =>
  memory.of(AUDIT_BLOCKS).filter(({ at }) => (at as Date) < new Date(moment));

beforeEach(async () => {
  memory = new MemoryDocuments();
  archive = new MemoryObjectStore();
  clock = new ManualClock(BEGUN);
  sealer = new AuditSealer({
    ...{ keys: fixedAuditKeys, archive, clock, keptMs },
    store: memory as unknown as DocumentStore,
    entropy: entropyOf(99),
  });
  const trails = Array.from(
    { length: WRITERS },
    (_, seed) => new AuditTrail(memory as unknown as DocumentStore, fixedAuditKeys, clock, entropyOf(seed)),
  );
  for (let day = 0; day < DAYS; day++) {
    for (let block = 0; block < BLOCKS; block++) {
      for (const trail of trails)
        await trail.record(auditEntry(learnerActor('a', `${day} ${block}`), note, 'intended', clock.now()));
      clock.advance(minutes(1));
      await sealer.checkpoint();
    }
    clock.advance(Date.parse(BEGUN) + days(day + 1) - clock.now().getTime());
    await sealer.checkpoint();
  }
});

/** Three of the four days have been kept for their time. */
const goOn = () => clock.advance(days(KEPT_DAYS - 1));

it('keeps entries as long as they are declared to be kept', () => {
  expect(SETTINGS.auditDays.fallback).toBe(RETENTION.audit.deleteAfterDays);
});

describe('what has been kept for its time', () => {
  it('goes in whole chains, and what remains is proved', async () => {
    expect(await remove()).toEqual({ chains: 0, blocks: 0, checkpoints: 0 });
    goOn();
    const before = memory.of(AUDIT_CHECKPOINTS).length;
    const removal = await remove();
    expect(removal).toMatchObject({ chains: 3 * WRITERS, blocks: 3 * WRITERS * BLOCKS });
    expect(removal.checkpoints).toBeGreaterThan(2 * BLOCKS);
    expect(memory.of(AUDIT_CHECKPOINTS)).toHaveLength(before - removal.checkpoints + 1);
    expect(blocksBefore('2026-03-04T00:00:00Z')).toEqual([]);
    expect(await verify()).toMatchObject({
      writers: WRITERS,
      blocks: WRITERS * BLOCKS,
      copiesMissing: 0,
      retainedSince: new Date('2026-03-04T00:00:00Z'),
      earliest: new Date('2026-03-04T08:00:00Z'),
      flaws: [],
    });
    expect(await remove()).toEqual({ chains: 0, blocks: 0, checkpoints: 0 });
    clock.advance(days(1));
    expect(await remove()).toMatchObject({ chains: WRITERS, blocks: WRITERS * BLOCKS });
    expect(await verify()).toMatchObject({ blocks: 0, earliest: null, flaws: [] });
  });

  it('is stated in the object store before the first block goes, and stays where that cannot be', async () => {
    goOn();
    const all = memory.of(AUDIT_BLOCKS).length;
    const away = new Error('away');
    await expect(
      removeExpired(
        { store: memory as unknown as DocumentStore, clock, keptMs },
        { checkpoint: (retained) => sealer.checkpoint(retained), archiveLatest: () => Promise.reject(away) },
      ),
    ).rejects.toBe(away);
    expect(memory.of(AUDIT_BLOCKS)).toHaveLength(all);
    expect((await verify()).flaws).toEqual([]);
  });

  it('goes on where it was interrupted, and the trail is whole at every moment', async () => {
    goOn();
    for (let left = 0, isDone = false; !isDone; left++) {
      let removals = 0;
      // Removes one document of those it is told to, and then is away.
      const halting = Object.assign(Object.create(memory) as MemoryDocuments, {
        remove: async (collection: string, filter: StoredDocument) => {
          const { $in: ids } = filter['_id'] as { $in: unknown[] };
          if (++removals > 1) throw new Error('away');
          return memory.remove(collection, { _id: { $in: ids.slice(0, 1) } });
        },
      });
      isDone = await remove(halting).then(
        () => true,
        () => false,
      );
      expect((await verify()).flaws).toEqual([]);
      expect(left).toBeLessThan(200);
    }
    expect(blocksBefore('2026-03-04T00:00:00Z')).toEqual([]);
  });
});

/** What somebody without the keys may do who would have it taken for retention. */
const TAMPERINGS: Readonly<Record<string, () => Promise<void>>> = {
  'removes a chain whose time is not over': async () => {
    const [block] = memory.of(AUDIT_BLOCKS);
    await memory.remove(AUDIT_BLOCKS, { writer: block?.['writer'] });
  },
  'removes the beginning of a chain whose time is not over': async () => {
    const [block] = memory.of(AUDIT_BLOCKS);
    await memory.remove(AUDIT_BLOCKS, { writer: block?.['writer'], seq: 1 });
  },
  'states in a checkpoint that more was removed': async () => {
    const all = memory.of(AUDIT_CHECKPOINTS);
    const last = all.at(-1) as { retained: object };
    all[all.length - 1] = { ...last, retained: { ...last.retained, since: clock.now() } };
    await memory.remove(AUDIT_BLOCKS, { seq: { $gte: 1 } });
  },
  'removes checkpoints that are not stated as removed': async () => {
    const [first] = memory.of(AUDIT_CHECKPOINTS);
    await memory.remove(AUDIT_CHECKPOINTS, { seq: first?.['seq'] });
  },
};

describe.each(Object.entries(TAMPERINGS))('somebody who %s', (_, tamper) => {
  it('is found', async () => {
    goOn();
    await remove();
    expect((await verify()).flaws).toEqual([]);
    await tamper();
    expect((await verify()).flaws).not.toEqual([]);
  });
});

it('finds a checkpoint that says more was removed than may be', async () => {
  await sealer.checkpoint({ since: new Date(clock.now().getTime() - days(10)), checkpoint: 1 });
  expect((await verify()).flaws).toEqual([
    expect.objectContaining({ why: 'the checkpoint says that more was removed than may be' }),
  ]);
});
