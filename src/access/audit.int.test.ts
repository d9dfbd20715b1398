import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { systemEntropy } from '../std/random.ts';
import { learnerActor, localOperatorActor } from './actor.ts';

const EVER = { since: new Date(0), until: new Date('2999-01-01T00:00:00Z') };

const WAIT = { timeout: 60_000, interval: 200 };

let test: TestPlatform;
let anna: string;
let ben: string;

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  [anna, ben] = [systemEntropy.uuid(), systemEntropy.uuid()];
  await test.system.documents.collection('users').insert([newUser(anna), newUser(ben)]);
  await test.platform.as(learnerActor(anna, 'own')).learners.profile(anna);
  await test.platform.as(localOperatorActor('olga', 'support case')).learners.profile(ben);
  await expect(test.platform.as(learnerActor(anna, 'curious')).learners.profile(ben)).rejects.toMatchObject({
    code: 'access_denied',
  });
});
afterAll(() => test.close());

const blocks = () => test.platform.connection.data.collection('audit_blocks');

describe('the trail of a platform', () => {
  it('holds reads, refusals and, once sealed, writes; and proves itself', async () => {
    expect(await test.platform.connection.data.collection('audit_outbox').countDocuments()).toBe(1);
    expect(await test.system.audit.seal()).toBe(2);
    expect(await test.platform.connection.data.collection('audit_outbox').countDocuments()).toBe(0);
    expect(await test.system.audit.seal()).toBe(0);
    expect(await test.system.audit.checkpoint()).toBe(1);
    const olga = test.platform.as(localOperatorActor('olga', 'inspection'));
    expect(await olga.audit.verify()).toMatchObject({ checkpoints: 1, copiesMissing: 0, flaws: [] });
    const items = await vi.waitFor(async () => {
      const found = (await olga.audit.search({ ...EVER, about: ben })).items;
      // What came of a read follows with a later block.
      expect(found.find(({ actor }) => actor === 'olga')?.outcome).toBe('answered');
      return found;
    }, WAIT);
    expect(items.find(({ actor }) => actor === 'olga')?.documents).toBe(1);
    expect(items.map(({ actor, role, action, outcome }) => [actor, role, action, outcome])).toEqual(
      expect.arrayContaining([
        ['test', 'system', 'insert', 'committed'],
        ['olga', 'operator', 'read', 'answered'],
        [anna, 'learner', 'read', 'refused'],
      ]),
    );
    expect(JSON.stringify(items)).not.toContain(newUser(ben).email);
  });

  it('tells learners who looked at their data, and nobody else’s', async () => {
    const me = test.platform.as(learnerActor(anna, 'who looked'));
    const { items } = await me.audit.accesses(anna, EVER);
    expect(items.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['test', anna]));
    const ofBen = test.platform.as(learnerActor(ben, 'who looked'));
    const others = (await ofBen.audit.accesses(ben, EVER)).items.filter(({ role }) => role !== 'system');
    // By role alone: who works here, and who else has an account, is told to nobody.
    expect(others.map(({ role }) => role)).toEqual(expect.arrayContaining(['operator', 'learner']));
    expect(others.flatMap(({ actor = [] }) => actor).filter((actor) => actor !== ben)).toEqual([]);
    expect(new Set(items.map(({ learner }) => learner))).toEqual(new Set([anna]));
    await expect(me.audit.accesses(ben, EVER)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(me.audit.search(EVER)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(me.audit.verify()).rejects.toMatchObject({ code: 'access_denied' });
    await expect(me.audit.seal()).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('shows what was changed in the database itself', async () => {
    const whole = await test.system.audit.verify();
    expect(whole.flaws).toEqual([]);
    const block = await blocks().findOne({ 'entries.actor': 'olga' });
    if (!block) throw new Error('What olga read stands in the trail.');
    const { _id, writer, seq } = block;
    await blocks().updateOne({ _id }, { $set: { 'entries.0.actor': 'nobody' } });
    expect((await test.system.audit.verify()).flaws).toEqual([
      { place: `${writer}/${seq}`, why: 'it was changed' },
    ]);
    await blocks().updateOne({ _id }, { $set: { 'entries.0.actor': 'olga' } });
    expect((await test.system.audit.verify()).flaws).toEqual([]);
    await blocks().deleteOne({ _id });
    expect((await test.system.audit.verify()).flaws).toEqual([
      { place: `${writer}/${seq + 1}`, why: 'a block before it is missing' },
    ]);
  });
});
