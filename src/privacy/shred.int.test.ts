import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor, localOperatorActor } from '../access/actor.ts';
import type { ActorPlatform } from '../platform.ts';
import { MemoryObjectStore } from '../stores/objects/memory.ts';
import { SHRED_STEPS, type ShredStep } from './shred.ts';

const QUICK = { isAlone: true };

let opened: TestPlatform;
let system: ActorPlatform;
beforeAll(async () => {
  opened = await openTestPlatform(inject('mongodbUri'));
  ({ system } = opened);
});
afterAll(() => opened.close());

async function newLearner(email = `${randomUUID()}@example.org`): Promise<string> {
  const learner = randomUUID();
  await system.documents.collection('users').insert([{ ...newUser(learner), email }]);
  return learner;
}

const profile = (learner: string) => system.learners.profile(learner);
const addressTaken = (email: string) =>
  system.documents.collection('users').find('user_authentication', { email });

describe('shredding a learner', () => {
  it('is planned without changing anything', async () => {
    const learner = await newLearner();
    const plan = await system.erasures.plan(learner);
    expect(plan).toMatchObject({ learner, state: 'present', keys: 1, intendedAt: null, erasedAt: null });
    const users = plan.remains.find(({ collection }) => collection === 'users');
    expect(users).toMatchObject({
      documents: 1,
      withTokens: 1,
      removed: ['email_blind_index', 'search_tokens'],
    });
    expect(users?.unreadable).toEqual(expect.arrayContaining(['email', 'profile.name']));
    expect(await system.erasures.plan(learner)).toEqual(plan);
    expect((await profile(learner)).user_id).toBe(learner);
  });

  it('leaves nothing that can be read, and nobody else is touched', async () => {
    const email = `${randomUUID()}@example.org`;
    const [learner, other] = [await newLearner(email), await newLearner()];
    const before = await profile(other);
    await profile(learner);
    const done = await system.erasures.shred(learner, QUICK);
    expect(done).toMatchObject({ state: 'erased', keys: 0 });
    expect(
      done.remains.every(({ withTokens, identifying }) => withTokens === 0 && identifying.length === 0),
    ).toBe(true);
    const lasts = (done.beyondRecoveryAt?.getTime() ?? 0) - (done.erasedAt?.getTime() ?? 0);
    expect(lasts).toBe(21 * 24 * 3_600_000);
    await expect(profile(learner)).rejects.toMatchObject({ code: 'not_found' });
    expect(await addressTaken(email)).toBeNull();
    expect(await profile(other)).toEqual(before);
    expect((await system.erasures.plan(other)).state).toBe('present');
  });

  it('frees the address for somebody new', async () => {
    const email = `${randomUUID()}@example.org`;
    await system.erasures.shred(await newLearner(email), QUICK);
    const next = await newLearner(email);
    expect((await addressTaken(email))?.user_id).toBe(next);
    await expect(newLearner(email)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is for ever: no document and no key for that learner again', async () => {
    const learner = await newLearner();
    await system.erasures.shred(learner, QUICK);
    const again = system.documents.collection('users').insert([newUser(learner)]);
    await expect(again).rejects.toMatchObject({ code: 'learner_erased' });
    expect((await opened.platform.vault.learnerContexts([learner])).size).toBe(0);
  });

  it('may be repeated, and says when it was done', async () => {
    const learner = await newLearner();
    const first = await system.erasures.shred(learner, QUICK);
    expect(await system.erasures.shred(learner, QUICK)).toEqual(first);
    expect(await opened.platform.ledger.of('default', learner)).toHaveLength(2);
  });

  it('of an unknown learner writes nothing', async () => {
    const learner = randomUUID();
    expect(await system.erasures.shred(learner, QUICK)).toMatchObject({ state: 'unknown', erasedAt: null });
    expect(await opened.platform.ledger.of('default', learner)).toEqual([]);
  });

  it.each(SHRED_STEPS)('goes on where it stands when it ended before the step "%s"', async (last) => {
    const email = `${randomUUID()}@example.org`;
    const learner = await newLearner(email);
    const onStep = (step: ShredStep) => {
      if (step === last) throw new Error('killed');
    };
    await expect(system.erasures.shred(learner, { ...QUICK, onStep })).rejects.toThrow('killed');
    expect((await system.erasures.plan(learner)).state).toBe(last === 'ledger' ? 'present' : 'under way');
    expect(await system.erasures.shred(learner, QUICK)).toMatchObject({ state: 'erased', keys: 0 });
    expect(await addressTaken(email)).toBeNull();
    expect(await opened.platform.ledger.of('default', learner)).toHaveLength(2);
  });

  it('also takes what a process wrote that still held the key', async () => {
    const [email, later] = [randomUUID(), randomUUID()].map((name) => `${name}@example.org`);
    const learner = await newLearner(email);
    const onStep = async (step: ShredStep) => {
      if (step !== 'caches') return;
      await opened.platform.connection.data
        .collection('users')
        .updateOne({ user_id: learner }, { $set: { email_blind_index: Buffer.from(later ?? '') } });
    };
    const done = await system.erasures.shred(learner, { ...QUICK, onStep });
    expect(done.remains.every(({ withTokens }) => withTokens === 0)).toBe(true);
  });

  it('is not outrun by a key that is made at the same moment', async () => {
    const learner = await newLearner();
    const { ledger, keyring, vault } = opened.platform;
    await vault.removeLearnerContext(learner);
    const making = keyring.createFor([
      { userId: learner, region: 'local', age_class: 'adult', consents: {} },
    ]);
    await Promise.all([
      making.catch(() => undefined),
      ledger.append({ tenant: 'default', learner, step: 'intended' }),
    ]);
    await system.erasures.shred(learner, QUICK);
    expect((await vault.learnerContexts([learner])).size).toBe(0);
  });

  it('is refused to learners and operators, and stands in the trail', async () => {
    const learner = await newLearner();
    for (const actor of [learnerActor(learner, 'r'), localOperatorActor('o', 'r')]) {
      await expect(opened.platform.as(actor).erasures.shred(learner, QUICK)).rejects.toMatchObject({
        code: 'access_denied',
      });
    }
    expect((await system.erasures.plan(learner)).state).toBe('present');
    await system.erasures.shred(learner, QUICK);
    const blocks = await opened.platform.connection.data
      .collection('audit_blocks')
      .find({ 'entries.operation': 'shred', 'entries.learner': learner })
      .toArray();
    const outcomes = blocks.flatMap(({ entries }) =>
      entries
        .filter((entry: { operation: string }) => entry.operation === 'shred')
        .map((entry: { outcome: string }) => entry.outcome),
    );
    expect(outcomes).toEqual(expect.arrayContaining(['refused', 'intended', 'committed']));
  });

  it('is replayed after a restore brought the learner back', async () => {
    const [learner, other] = [await newLearner(), await newLearner()];
    const { vault, connection } = opened.platform;
    const context = (await vault.learnerContexts([learner])).get(learner);
    const user = await connection.data.collection('users').findOne({ user_id: learner });
    await system.erasures.shred(learner, QUICK);
    if (!context || !user) throw new Error('There was a learner.');
    await vault.addLearnerContexts([context]);
    await connection.data.collection('users').replaceOne({ user_id: learner }, user);
    expect((await profile(learner)).user_id).toBe(learner);
    const told: number[] = [];
    const replayed = await system.erasures.replay({ onProgress: (looked) => told.push(looked) });
    expect(replayed.erased).toBe(1);
    expect(told.at(-1)).toBe(replayed.looked);
    await expect(profile(learner)).rejects.toMatchObject({ code: 'not_found' });
    expect((await profile(other)).user_id).toBe(other);
    expect((await system.erasures.replay()).erased).toBe(0);
  });

  it('adds nobody while the ledger cannot be used, and erases nobody', async () => {
    const learner = await newLearner();
    const { Platform } = await import('../platform.ts');
    const { platform } = opened;
    const blind = new Platform({
      connection: platform.connection,
      objects: new MemoryObjectStore(),
      kek: platform.kek,
      config: {
        tenant: platform.tenant,
        region: 'local',
        dataDirectory: '/nowhere',
        erasureLedger: '/dev/null/ledger',
        vaultBackupDays: 7,
        keyEpochDays: 14,
      },
      clock: platform.clock,
      entropy: platform.entropy,
    });
    const unavailable = { code: 'ledger_unavailable' };
    const { documents, erasures } = blind.as(localOperatorActor('o', 'r'));
    await expect(erasures.plan(learner)).rejects.toMatchObject(unavailable);
    expect(documents).toBeDefined();
    const adding = blind.keyring.createFor([
      { userId: randomUUID(), region: 'local', age_class: 'adult', consents: {} },
    ]);
    await expect(adding).rejects.toMatchObject(unavailable);
    blind.keyring.close();
  });
});
