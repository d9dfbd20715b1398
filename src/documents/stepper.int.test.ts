import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor } from '../access/actor.ts';
import { systemEntropy } from '../std/random.ts';

const USED = 'subscription.usage_tracking.ai_queries_used';
const LIMIT = 'subscription.usage_tracking.ai_queries_limit';
const RECENT = 'subscription.usage_tracking.recent_queries';
const KEEP = 32;

let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
});
afterAll(() => test.close());

async function newLearner() {
  const user = newUser(systemEntropy.uuid());
  await test.system.documents.collection('users').insert([user]);
  const own = test.platform.as(learnerActor(user.user_id, 'request')).documents.collection('users');
  // What is counted here only the platform sets.
  return { user_id: user.user_id, own, mine: test.system.documents.collection('users') };
}

const count = (name: string) => ({
  where: {
    [USED]: { belowField: LIMIT },
    [RECENT]: { isNot: name },
    'subscription.covered_by': { is: null },
  },
  increment: { [USED]: 1 },
  push: { [RECENT]: { element: name, keep: KEEP } },
  answer: [USED],
});

describe('a step', () => {
  it('is made as often as its condition holds, however many callers there are', async () => {
    const { user_id, mine } = await newLearner();
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, at) => mine.step('count', { user_id }, count(`query-${at}`))),
    );
    expect(made.filter(Boolean)).toHaveLength(50);
    const { subscription, revision } = await mine.get('user_profile', {}, { learner: user_id });
    expect(subscription.usage_tracking.ai_queries_used).toBe(50);
    expect(subscription.usage_tracking.recent_queries).toHaveLength(KEEP);
    expect(revision).toBe(51);
  });

  it('is made once where its condition says so, and can be taken back', async () => {
    const { user_id, mine } = await newLearner();
    const made = await Promise.all(
      Array.from({ length: 10 }, () => mine.step('count', { user_id }, count('once'))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    const back = () =>
      mine.step(
        'take back',
        { user_id },
        {
          where: { [RECENT]: { is: 'once' }, [USED]: { above: 0 } },
          increment: { [USED]: -1 },
          pull: { [RECENT]: 'once' },
          answer: [USED],
        },
      );
    expect([await back(), await back()]).toEqual([{ [USED]: 0 }, null]);
    const { subscription } = await mine.get('user_profile', {}, { learner: user_id });
    expect(subscription.usage_tracking).toMatchObject({ ai_queries_used: 0, recent_queries: [] });
  });

  it('is refused on the documents of others, and of what is not there nothing comes', async () => {
    const [{ user_id, own }, other] = [await newLearner(), await newLearner()];
    for (const id of [user_id, other.user_id]) {
      await expect(own.step('count', { user_id: id }, count('theirs'))).rejects.toMatchObject({
        code: 'access_denied',
      });
    }
    const nobody = systemEntropy.uuid();
    const users = test.system.documents.collection('users');
    expect(await users.step('count', { user_id: nobody }, count('nobody'))).toBeNull();
  });

  it('touches only what is stored as it is', async () => {
    const { user_id, mine } = await newLearner();
    const step = (path: string) =>
      mine.step('set', { user_id }, { where: {}, set: { [path]: 'other' }, answer: [] });
    for (const path of ['profile.name', 'email', 'user_id', 'profile.nothing']) {
      await expect(step(path)).rejects.toThrow(path);
    }
  });

  it('leaves a change of the same document that was begun before to be made again', async () => {
    const { user_id, mine } = await newLearner();
    let attempts = 0;
    await mine.revise('rename', { user_id }, (user) => {
      attempts++;
      return { ...user, profile: { ...user.profile, name: 'Grace' } };
    });
    const [, counted] = await Promise.all([
      Promise.all(
        Array.from({ length: 5 }, (_, at) =>
          mine.revise('rename', { user_id }, (user) => {
            attempts++;
            return { ...user, profile: { ...user.profile, name: `Grace ${at}` } };
          }),
        ),
      ),
      Promise.all(Array.from({ length: 20 }, (_, at) => mine.step('count', { user_id }, count(`q-${at}`)))),
    ]);
    expect(counted.every(Boolean)).toBe(true);
    const { subscription, revision } = await mine.get('user_profile', {}, { learner: user_id });
    expect(subscription.usage_tracking.ai_queries_used).toBe(20);
    expect(revision).toBe(1 + 6 + 20);
    expect(attempts).toBeGreaterThanOrEqual(6);
  });
});
