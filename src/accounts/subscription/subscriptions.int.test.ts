import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { learnerActor } from '../../access/actor.ts';
import type { NewUserDocument } from '../../derive/generated/documents.ts';
import { isError } from '../../errors/error.ts';
import type { ServiceScope } from '../../schema/vocabulary/service-scopes.ts';
import { ManualClock } from '../../std/clock.ts';
import { days, hours } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';

const clock = new ManualClock('2026-03-20T09:00:00Z');
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

type Subscription = NewUserDocument['subscription'];

/** A learner whose count begins again in a week, unless said otherwise. */
async function newLearner(given: Partial<Subscription> = {}, used = 0, limit = 50) {
  const user = newUser(systemEntropy.uuid());
  const subscription: Subscription = {
    ...user.subscription,
    usage_tracking: {
      ai_queries_used: used,
      ai_queries_limit: limit,
      reset_date: new Date(clock.now().getTime() + days(7)),
    },
    ...given,
  };
  await test.system.documents.collection('users').insert([{ ...user, subscription }]);
  const me = test.platform.as(learnerActor(user.user_id, 'request'));
  return { id: user.user_id, me: me.subscriptions };
}
const connected = (scope: ServiceScope) =>
  test.platform.as({ role: 'service', id: 'a-service', purpose: 'service', requestId: 'r', scopes: [scope] })
    .subscriptions;
const billing = () => connected('subscriptions:write');
const tutor = () => connected('ai-queries:count');
const platform = () => test.system.subscriptions;
const refusal = (code: string) => expect.objectContaining({ code });

/** Asks again where the machine was too busy to answer; whatever was counted then is not counted twice. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      if (!isError(thrown, 'overloaded')) throw thrown;
    }
  }
}

describe('AI queries', () => {
  it('are counted up to the limit and never beyond, however many ask at once', async () => {
    const { id, me } = await newLearner({}, 10, 50);
    const asked = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) => untilAnswered(() => me.consumeAiQuery(id, `request-${at}`))),
    );
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(60);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        code: 'quota_exhausted',
        retryAt: new Date('2026-03-27T09:00:00Z'),
        retryAfterSeconds: 7 * 24 * 3600,
      });
    }
    expect((await me.of(id)).ai_queries).toMatchObject({ used: 50, limit: 50, remaining: 0, shared: false });
  });

  it('count once for each request, and not when they failed', async () => {
    const { id, me } = await newLearner();
    const both = await Promise.all([me.consumeAiQuery(id, 'the-same'), me.consumeAiQuery(id, 'the-same')]);
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    await tutor().consumeAiQuery(id, 'another');
    await expect(billing().consumeAiQuery(id, 'a-third')).rejects.toEqual(refusal('access_denied'));
    await expect(me.refundAiQuery(id, 'another')).rejects.toEqual(refusal('access_denied'));
    expect(await tutor().refundAiQuery(id, 'another')).toBe(true);
    expect(await tutor().refundAiQuery(id, 'another')).toBe(false);
    expect((await me.of(id)).ai_queries.used).toBe(1);
  });

  it('are counted anew when the period is over, at midnight of the learner’s own day', async () => {
    const { id, me } = await newLearner({}, 50, 50);
    const begun = clock.now();
    clock.advance(days(7));
    const { allowance } = await me.consumeAiQuery(id, 'next-period');
    // The account was made on 1 March, in Berlin; the clocks go forward on the 29th.
    expect(allowance).toMatchObject({
      used: 1,
      limit: 300,
      reset_date: new Date('2026-03-31T22:00:00Z'),
    });
    expect(await tutor().refundAiQuery(id, 'request-before')).toBe(false);
    clock.advance(begun.getTime() - clock.now().getTime());
  });

  it('are counted for oneself alone', async () => {
    const [{ me }, other] = [await newLearner(), await newLearner()];
    await expect(me.consumeAiQuery(other.id, 'theirs')).rejects.toEqual(refusal('access_denied'));
    await expect(me.of(other.id)).rejects.toEqual(refusal('access_denied'));
    expect((await other.me.of(other.id)).ai_queries.used).toBe(0);
  });
});

describe('a plan', () => {
  it('is tried, bought, renewed and cancelled', async () => {
    const { id, me } = await newLearner();
    expect(await me.beginTrial(id, 'premium')).toMatchObject({
      status: 'trial',
      plan_in_force: 'premium',
      expires_at: new Date('2026-04-03T08:00:00Z'),
      trial_available: false,
      ai_queries: { used: 0, limit: 3_000, reset_date: new Date('2026-04-03T08:00:00Z') },
    });
    const purchase = {
      requestId: 'buy',
      plan: 'premium',
      billing_cycle: 'monthly',
      payment_method_id: 'pm_1',
    } as const;
    for (const other of [me, tutor(), connected('accounts:read')]) {
      await expect(other.subscribe(id, purchase)).rejects.toEqual(refusal('access_denied'));
    }
    const bought = await billing().subscribe(id, purchase);
    expect(bought).toMatchObject({ status: 'active', expires_at: new Date('2026-04-20T08:00:00Z') });
    const end = new Date('2026-04-20T08:00:00Z');
    await Promise.all(['renew', 'again'].map((requestId) => billing().renew(id, { requestId, ending: end })));
    expect(await me.of(id)).toMatchObject({ expires_at: new Date('2026-05-20T08:00:00Z') });
    expect(await me.cancel(id)).toMatchObject({ status: 'cancelled', plan_in_force: 'premium' });
    const { subscription } = await test.system.learners.profile(id);
    expect(subscription).toMatchObject({ payment_method_id: 'pm_1' });
  });

  it('that has ended is made inactive by a job, also when runs were missed, and at once for whoever asks', async () => {
    const ends = (before: number) => ({ expires_at: new Date(clock.now().getTime() - before) });
    const paid = { plan: 'premium', billing_cycle: 'monthly' } as const;
    const [trial, active, cancelled, later] = [
      await newLearner({ ...paid, status: 'trial', ...ends(hours(1)) }),
      await newLearner({ ...paid, status: 'active', ...ends(days(90)) }),
      await newLearner({ ...paid, status: 'cancelled', ...ends(days(2)) }),
      await newLearner({ ...paid, status: 'cancelled', ...ends(-days(2)) }),
    ];
    expect(await active.me.of(active.id)).toMatchObject({ status: 'inactive', plan_in_force: 'free' });
    const stopped = new AbortController();
    stopped.abort();
    await expect(platform().endPlans(stopped.signal)).rejects.toSatisfy((thrown) =>
      isError(thrown, 'interrupted'),
    );
    expect(await platform().endPlans()).toBe(3);
    expect(await platform().endPlans()).toBe(0);
    for (const { id } of [trial, active, cancelled]) {
      const { subscription } = await test.system.learners.profile(id);
      expect(subscription).toMatchObject({ status: 'inactive', usage_tracking: { ai_queries_limit: 300 } });
    }
    expect(await later.me.of(later.id)).toMatchObject({ status: 'cancelled', plan_in_force: 'premium' });
  });
});
