import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newHttpLearner, openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { PLANS } from '../schema/vocabulary/plans.ts';
import { ManualClock } from '../std/clock.ts';

const clock = new ManualClock('2026-05-01T10:00:00Z');
let test: TestPlatform;
let http: TestHttpService;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
  http = await openTestService(test.platform);
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const newLearner = () => newHttpLearner(test);

describe('a subscription', () => {
  it('is shown with what is used, and can be tried and cancelled', async () => {
    const { at, actor } = await newLearner();
    const plans = await http.ask('GET', '/v1/plans', { actor });
    expect(plans.body.items.map(({ plan }: { plan: string }) => plan)).toEqual(Object.keys(PLANS));
    const first = await http.ask('GET', `${at}/subscription`, { actor });
    expect(first.body).toMatchObject({ plan: 'free', plan_in_force: 'free', expires_at: null });
    const tried = await http.ask('POST', `${at}/subscription/trial`, { actor, body: { plan: 'premium' } });
    expect([tried.status, tried.body.status]).toEqual([200, 'trial']);
    const stopped = await http.ask('POST', `${at}/subscription/cancellation`, { actor });
    expect([stopped.status, stopped.body.status, stopped.body.plan_in_force]).toEqual([
      200,
      'cancelled',
      'premium',
    ]);
    const again = await http.ask('POST', `${at}/subscription/trial`, { actor, body: { plan: 'family' } });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    const free = await http.ask('POST', `${at}/subscription/trial`, { actor, body: { plan: 'free' } });
    expect(free.status).toBe(400);
  });
});

describe('AI queries', () => {
  it('are counted once each, and refused at the limit with the moment the next period begins', async () => {
    const { id, at, actor } = await newLearner();
    const asked = (request_id: string) =>
      http.ask('POST', `${at}/ai-queries`, { actor, body: { request_id } });
    const first = await asked('the-first-one');
    expect([first.status, first.body.used]).toEqual([201, 1]);
    const again = await asked('the-first-one');
    expect([again.status, again.body]).toEqual([200, first.body]);
    await test.system.documents.collection('users').revise('use up', { user_id: id }, (user) => {
      const { usage_tracking: usage } = user.subscription;
      const usage_tracking = { ...usage, ai_queries_used: usage.ai_queries_limit };
      return { ...user, subscription: { ...user.subscription, usage_tracking } };
    });
    const refused = await asked('one-too-many');
    expect([refused.status, refused.body.code]).toEqual([429, 'quota_exhausted']);
    expect(refused.body.retry_at).toBe(first.body.reset_date);
    const seconds = (new Date(first.body.reset_date).getTime() - clock.now().getTime()) / 1000;
    expect(refused.headers['retry-after']).toBe(String(Math.ceil(seconds)));
    expect((await asked('short')).status).toBe(400);
  });
});

it('answers every operation with success, as documented', () => {
  expect(unansweredIn('subscription-routes', http.seen)).toEqual([]);
});
