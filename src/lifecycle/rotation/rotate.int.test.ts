import { Binary, type Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { systemActor } from '../../access/actor.ts';
import { isError } from '../../errors/error.ts';
import { Platform } from '../../platform.ts';
import { dataKeyIdOf } from '../../protection/envelope.ts';
import { systemEntropy } from '../../std/random.ts';
import { MemoryObjectStore } from '../../stores/objects/memory.ts';

let opened: TestPlatform;
let learners: string[];

// One platform for all: the slower engine makes everybody wait while databases are made.
beforeAll(async () => {
  opened = await openTestPlatform(inject('mongodbUri'), { keysHeldMsMin: 2_400 });
});

beforeEach(async () => {
  learners = Array.from({ length: 3 }, () => systemEntropy.uuid());
  const { documents } = opened.system;
  await documents.collection('users').insert(learners.map(newUser));
  for (const learner of learners) {
    const session = newSessionDocument(systemEntropy.uuid(), learner);
    await opened.system.sessions.record([
      { start: session, interactions: Array.from({ length: 130 }, (_, at) => newInteraction(`i${at}`, at)) },
    ]);
  }
});

afterAll(() => opened.close());

/** The data-key ids of everything stored for a learner, by how often they stand there. */
async function keyIds(learner: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const { data } = opened.platform.connection;
  for (const name of ['users', 'learning_sessions', 'learning_sessions_pages']) {
    for (const document of await data.collection(name).find({ user_id: learner }).toArray()) {
      for (const envelope of envelopesIn(document)) {
        const id = dataKeyIdOf(envelope).toString('hex');
        found.set(id, (found.get(id) ?? 0) + 1);
      }
    }
  }
  return found;
}

function envelopesIn(value: unknown): Uint8Array[] {
  if (value instanceof Binary) return value.position > 32 ? [value.buffer.subarray(0, value.position)] : [];
  if (Array.isArray(value)) return value.flatMap(envelopesIn);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return [];
  return Object.values(value).flatMap(envelopesIn);
}

async function contents(learner: string): Promise<unknown> {
  const [user, sessions] = await Promise.all([
    opened.system.documents.collection('users').get('user_profile', {}, { learner }),
    opened.system.sessions.recent(learner, new Date(0)),
  ]);
  const [session] = sessions.items;
  const interactions = await opened.system.sessions.interactions(learner, session?.session_id ?? '', {
    limit: 200,
  });
  return { user, sessions: sessions.items, interactions: interactions.items };
}

/** A learner of whom a rotation has left an earlier key. */
async function learnerWithEarlierKey(): Promise<string> {
  const page = await opened.platform.vault.learnerContextsAfter(opened.platform.tenant, null, 100);
  return page.find(({ other_keys = [] }) => other_keys.length === 1)?._id ?? '';
}

const textOf = (user: Document | null | undefined) => String(user?.['email_blind_index']?.toString('hex'));
const stored = () => opened.platform.connection.data.collection('users');

describe('the key of one learner', () => {
  it('is another one everywhere, its documents say the same, and nobody else’s changed', async () => {
    const [learner = '', other = ''] = learners;
    const [before, otherBefore] = await Promise.all([contents(learner), contents(other)]);
    const [ids, otherIds] = await Promise.all([keyIds(learner), keyIds(other)]);
    expect(ids.size).toBe(1);
    const record = await opened.system.keys.rotate({ kind: 'learner', learner });
    expect(record).toMatchObject({
      step: 'done',
      only: learner,
      counts: { added: 1, promoted: 1, retired: 1 },
    });
    expect(record.counts['renewed']).toBe(4);
    const after = await keyIds(learner);
    expect([...after.values()]).toEqual([...ids.values()]);
    expect([...after.keys()]).not.toEqual([...ids.keys()]);
    expect(await keyIds(other)).toEqual(otherIds);
    expect(await contents(learner)).toEqual(before);
    expect(await contents(other)).toEqual(otherBefore);
  });

  it('is not rotated for somebody unknown', async () => {
    await expect(
      opened.system.keys.rotate({ kind: 'learner', learner: systemEntropy.uuid() }),
    ).rejects.toMatchObject({ code: 'not_found' });
    // It left nothing begun that would stand in the way of others.
    expect((await opened.system.keys.status()).rotations).toEqual([]);
  });

  it('is rotated by the platform only', async () => {
    const { platform } = opened;
    const actor = { ...systemActor('x', 'y', 'z'), role: 'operator' as const };
    await expect(platform.as(actor).keys.rotate({ kind: 'learner', learner: null })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});

describe('the keys of all learners', () => {
  it('are others; an interrupted rotation goes on, and meanwhile no other is begun', async () => {
    // One whose key was rotated before: it has two earlier ones then.
    const rotatedTwice = await learnerWithEarlierKey();
    const all = [...learners, rotatedTwice];
    const before = await Promise.all(all.map(contents));
    const ids = await Promise.all(all.map(keyIds));
    const steps: string[] = [];
    for (let runs = 0; ; runs++) {
      const abort = new AbortController();
      let seen = 0;
      try {
        await opened.system.keys.rotate(
          { kind: 'learner', learner: null },
          {
            signal: abort.signal,
            onProgress: ({ step }) => {
              steps.push(step);
              seen += 1;
              if (seen > 2 || runs === 0) abort.abort();
            },
          },
        );
        break;
      } catch (thrown) {
        expect(isError(thrown, 'interrupted')).toBe(true);
      }
      if (runs > 0) continue;
      await expect(
        opened.system.keys.rotate({ kind: 'learner', learner: learners[0] ?? '' }),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect((await opened.system.keys.status()).rotations).toMatchObject([
        { target: 'learner', only: null, step: 'adding keys' },
      ]);
    }
    expect(new Set(steps).size).toBe(7);
    for (const [at, learner] of all.entries()) {
      const after = await keyIds(learner);
      expect(after.size).toBe(1);
      expect([...after.keys()]).not.toEqual([...(ids[at] ?? new Map()).keys()]);
    }
    const contexts = await opened.platform.vault.learnerContexts(all);
    for (const [learner, { other_keys = [] }] of contexts) {
      const states = other_keys.map(({ state }) => state);
      expect(states).toEqual(learner === rotatedTwice ? ['retired', 'retired'] : ['retired']);
    }
    opened.platform.keyring.close();
    expect(await Promise.all(all.map(contents))).toEqual(before);
  });
});

describe('branch keys', () => {
  it('get another epoch, under which every learner is, and the old one is destroyed when it is due', async () => {
    const before = await Promise.all(learners.map(contents));
    const ids = await Promise.all(learners.map(keyIds));
    const { vault, tenant } = opened.platform;
    const all = (await vault.learnersByEpoch(tenant)).get(1) ?? 0;
    expect(all).toBeGreaterThanOrEqual(learners.length);
    const record = await opened.system.keys.rotate({ kind: 'branch' });
    expect(record.counts).toMatchObject({ rewrapped: all, scheduled: 1 });
    expect([...(await vault.learnersByEpoch(tenant))]).toEqual([[2, all]]);
    expect(await Promise.all(learners.map(keyIds))).toEqual(ids);
    const old = await vault.branchKey(tenant, 1);
    expect(old?.destroy_at?.getTime()).toBeGreaterThan(Date.now());
    if (old) await vault.replaceBranchKey(old, { ...old, destroy_at: new Date(0) });
    expect((await opened.system.keys.rotate({ kind: 'rewrap' })).counts).toMatchObject({ destroyed: 1 });
    expect(await vault.branchKey(tenant, 1)).toBeNull();
    opened.platform.keyring.close();
    expect(await Promise.all(learners.map(contents))).toEqual(before);
  });
});

describe('the key of the audit trail', () => {
  it('is another one for new chains and checkpoints, and both are proved by their own', async () => {
    const { platform, system } = opened;
    const proof = () => system.audit.verify();
    await system.audit.seal();
    expect(await system.audit.checkpoint()).toBe(1);
    expect(await system.keys.rotate({ kind: 'audit' })).toMatchObject({ epoch: 2, step: 'done' });
    // Another process, which begins its chain now.
    const { connection, kek, clock, entropy, keyTimes } = platform;
    const { config } = opened;
    const objects = new MemoryObjectStore();
    const next = new Platform({ connection, kek, objects, clock, entropy, config, keyTimes });
    const node = next.as(systemActor('test', 'test', 'testing'));
    await node.learners.profile(learners[0] ?? '');
    expect(await node.audit.checkpoint()).toBe(2);
    const epochs = (name: string) => connection.data.collection(name).distinct('epoch');
    expect((await epochs('audit_blocks')).sort()).toEqual([1, 2]);
    expect((await epochs('audit_checkpoints')).sort()).toEqual([1, 2]);
    const whole = await proof();
    expect([whole.flaws, whole.checkpoints]).toEqual([[], 2]);
    // The key before is what proves it, and nothing else does.
    const blocks = connection.data.collection('audit_blocks');
    const old = await blocks.findOneAndUpdate({ epoch: 1, seq: 1 }, { $set: { epoch: 2 } });
    expect((await proof()).flaws).toContainEqual({
      place: `${old?.['writer']}/1`,
      why: 'it was changed',
    });
    next.keyring.close();
  });
});

describe('the key-encryption key', () => {
  it('is another one for every key it wraps, and no document is rewritten', async () => {
    const { vault, tenant, kek } = opened.platform;
    const before = await Promise.all(learners.map(keyIds));
    const old = kek.keyId;
    const record = await opened.system.keys.rotate({ kind: 'kek' });
    expect(kek.keyId).not.toBe(old);
    const wrapped = [...(await vault.branchKeys(tenant)), ...(await vault.indexKeys(tenant))];
    expect(wrapped.map(({ kek_id }) => kek_id)).toEqual(wrapped.map(() => kek.keyId));
    expect(record.counts).toEqual({ rewrapped: wrapped.length, proved: wrapped.length });
    opened.platform.keyring.close();
    await Promise.all(learners.map(contents));
    expect(await Promise.all(learners.map(keyIds))).toEqual(before);
    expect((await opened.system.keys.rotate({ kind: 'rewrap kek' })).counts).toEqual({
      proved: wrapped.length,
    });
  });
});

describe('the key of the index over addresses', () => {
  it('is another one; accounts are found by their address at every step, and no address is given twice', async () => {
    const [learner = ''] = learners;
    const email = `${learner}@example.org`;
    const before = await stored().findOne({ user_id: learner });
    const seen = new Set<string>();
    // Nodes that do not rotate, and that learn of each step in their own time.
    const { connection, kek, clock, entropy, keyTimes } = opened.platform;
    const nodes = [0, 1].map(
      () =>
        new Platform({
          connection,
          kek,
          objects: new MemoryObjectStore(),
          clock,
          entropy,
          config: opened.config,
          keyTimes,
        }),
    );
    const check = async (node: Platform, step: string) => {
      const users = node.as(systemActor('test', 'test', 'testing')).documents.collection('users');
      const found = await users.find('user_authentication', { email });
      expect([step, found?.user_id]).toEqual([step, learner]);
      await expect(users.insert([{ ...newUser(systemEntropy.uuid()), email }])).rejects.toMatchObject({
        code: 'conflict',
      });
    };
    /** How the epochs of the key stand at a step, and which is looked up by. */
    const statusAt = async (step: string) => {
      const { indexEpochs } = await opened.system.keys.status();
      const told = indexEpochs
        .filter(({ purpose }) => purpose === 'email')
        .map(({ epoch, state, isCurrent }) => `${epoch} ${state}${isCurrent ? ' *' : ''}`);
      return [step, told] as const;
    };
    const standing: ReturnType<typeof statusAt>[] = [];
    let running = true;
    const hammer = nodes.map(async (node) => {
      while (running) await check(node, 'hammer');
    });
    const record = await opened.system.keys.rotate(
      { kind: 'index', purpose: 'email' },
      {
        onProgress: ({ step }) => {
          seen.add(step);
          standing.push(statusAt(step));
        },
      },
    );
    running = false;
    const states = new Map(await Promise.all(standing));
    expect(states.get('waiting until every process writes both')).toEqual(['2 adding', '1 current *']);
    expect(states.get('waiting until every process looks up by the new one')).toEqual([
      '2 current *',
      '1 retiring',
    ]);
    expect(states.get('waiting until every process writes the new one only')).toEqual([
      '2 current *',
      '1 retired',
    ]);
    expect((await opened.system.keys.status()).rotations).toEqual([]);
    await Promise.all(hammer);
    expect(seen.size).toBe(11);
    expect(record.counts).toMatchObject({ destroyed: 1 });
    const after = await stored()
      .find({ user_id: { $in: learners } })
      .toArray();
    for (const { email_blind_index: hash } of after) expect(hash).toBeInstanceOf(Binary);
    expect(textOf(after.find(({ user_id }) => user_id === learner))).not.toBe(textOf(before));
    for (const node of nodes) node.keyring.close();
  });
});
