import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { ManualClock } from '../std/clock.ts';
import { days, minutes } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';
import { learnerActor, localOperatorActor } from './actor.ts';

const clock = new ManualClock('2020-03-01T08:00:00Z');
let test: TestPlatform;

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

it('the trail lets go what it has kept for its time, says so, and proves the rest', async () => {
  const learner = systemEntropy.uuid();
  await test.system.documents.collection('users').insert([newUser(learner)]);
  const { audit } = test.platform.as(localOperatorActor('olga', 'looking', 'testing'));
  const look = async () => {
    await test.platform.as(learnerActor(learner, 'looking')).learners.profile(learner);
    await test.system.audit.seal();
    clock.advance(minutes(1));
    await test.system.audit.checkpoint();
  };
  await look();
  clock.advance(days(1));
  await look();
  expect(await test.system.audit.removeExpired()).toEqual({ chains: 0, blocks: 0, checkpoints: 0 });
  clock.advance(days(2190));
  await look();
  const removed = await test.system.audit.removeExpired();
  expect(removed.chains).toBeGreaterThan(0);
  expect(removed.blocks).toBeGreaterThanOrEqual(removed.chains);
  expect(removed.checkpoints).toBe(1);
  const since = new Date('2020-03-02T00:00:00Z');
  const report = await audit.verify();
  expect(report).toMatchObject({ flaws: [], retainedSince: since });
  expect(report.earliest?.getTime()).toBeGreaterThanOrEqual(since.getTime());
  expect(await audit.retainedSince()).toEqual(since);
  expect(await test.system.audit.removeExpired()).toEqual({ chains: 0, blocks: 0, checkpoints: 0 });
  // Nobody else may have it removed.
  await expect(audit.removeExpired()).rejects.toMatchObject({ code: 'access_denied' });
});
