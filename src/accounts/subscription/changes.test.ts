import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { PLANS } from '../../schema/vocabulary/plans.ts';
import { days, hours } from '../../std/durations.ts';
import { cancelled, expired, planChanged, renewed, subscribed, trialBegun } from './changes.ts';
import { isInForce, type Moment, planInForce, type Subscription, settled } from './standing.ts';

const SINCE = new Date('2026-01-15T09:30:00Z');
const FREE: Subscription = {
  plan: 'free',
  status: 'active',
  billing_cycle: 'monthly',
  usage_tracking: { ai_queries_used: 7, ai_queries_limit: 300, reset_date: new Date('2026-02-14T23:00:00Z') },
};
const at = (now: string | Date, timeZone = 'Europe/Berlin'): Moment => ({
  now: new Date(now),
  timeZone,
  since: SINCE,
});
const later = ({ now, ...moment }: Moment, ms: number): Moment => ({
  ...moment,
  now: new Date(now.getTime() + ms),
});

const MONTHLY = { plan: 'premium', billing_cycle: 'monthly', payment_method_id: 'pm_1' } as const;
const refusal = expect.objectContaining({ code: 'conflict' });

describe('a trial', () => {
  it('gives the plan for its days by the calendar, and then nothing more than the free one', () => {
    // The clocks go forward on 29 March.
    const begun = trialBegun('premium')(FREE, at('2026-03-20T09:00:00Z'));
    expect(begun).toMatchObject({
      plan: 'premium',
      status: 'trial',
      expires_at: new Date('2026-04-03T08:00:00Z'),
      usage_tracking: {
        ai_queries_used: 0,
        ai_queries_limit: PLANS.premium.aiQueriesMax,
        reset_date: new Date('2026-04-03T08:00:00Z'),
      },
    });
    expect(planInForce(begun, new Date('2026-04-03T07:59:59Z'))).toBe('premium');
    expect(planInForce(begun, new Date('2026-04-03T08:00:00Z'))).toBe('free');
    const over = settled(begun, at('2026-04-05T00:00:00Z'));
    expect(over).toMatchObject({
      status: 'inactive',
      usage_tracking: { ai_queries_used: 0, ai_queries_limit: PLANS.free.aiQueriesMax },
    });
    expect(settled(over, at('2026-04-05T00:00:00Z'))).toEqual(over);
  });

  it('is had once', () => {
    const moment = at('2026-03-20T09:00:00Z');
    const begun = trialBegun('premium')(FREE, moment);
    expect(trialBegun('premium')(begun, later(moment, hours(1)))).toEqual(begun);
    expect(() => trialBegun('family')(begun, moment)).toThrow(refusal);
    expect(() => trialBegun('premium')(begun, later(moment, days(40)))).toThrow(refusal);
  });

  it('becomes a plan when one is bought, and can be cancelled', () => {
    const moment = at('2026-03-20T09:00:00Z');
    const begun = trialBegun('premium')(FREE, moment);
    const bought = subscribed(MONTHLY)(begun, later(moment, days(2)));
    expect(bought).toMatchObject({ status: 'active', expires_at: new Date('2026-04-22T08:00:00Z') });
    const stopped = cancelled(begun, later(moment, days(2)));
    expect(stopped).toMatchObject({ status: 'cancelled', expires_at: begun.expires_at });
    expect(isInForce(stopped, new Date('2026-04-03T07:59:59Z'))).toBe(true);
    expect(settled(stopped, at('2026-04-03T08:00:00Z')).status).toBe('inactive');
  });
});

describe('a plan that was bought', () => {
  it('goes on from where it ended, and is renewed once for each end', () => {
    const begun = subscribed(MONTHLY)(FREE, at('2026-01-31T12:00:00Z'));
    expect(subscribed(MONTHLY)(begun, at('2026-02-01T12:00:00Z'))).toEqual(begun);
    const ends: string[] = [];
    let plan = begun;
    for (let month = 0; month < 4; month++) {
      const end = plan.expires_at ?? SINCE;
      ends.push(end.toISOString().slice(0, 10));
      const moment = at(new Date(end.getTime() - days(1)));
      const next = renewed(end)(plan, moment);
      expect(renewed(end)(next, moment)).toEqual(next);
      plan = next;
    }
    expect(ends).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(() => renewed(new Date('2026-01-01T00:00:00Z'))(plan, at('2026-05-01T00:00:00Z'))).toThrow(
      refusal,
    );
  });

  it('begins anew where it is renewed too late', () => {
    const begun = subscribed({ ...MONTHLY, billing_cycle: 'yearly' })(FREE, at('2028-02-29T12:00:00Z'));
    expect(begun.expires_at).toEqual(new Date('2029-02-28T12:00:00Z'));
    const moment = at('2029-03-05T10:00:00Z');
    const again = renewed(begun.expires_at ?? SINCE)(begun, moment);
    expect(again).toMatchObject({
      status: 'active',
      subscribed_at: moment.now,
      expires_at: new Date('2030-03-05T10:00:00Z'),
    });
    expect(renewed(begun.expires_at ?? SINCE)(again, later(moment, days(1)))).toEqual(again);
  });

  it('keeps what is used when it is changed, and gives the limit of the new one', () => {
    const moment = at('2026-03-01T12:00:00Z');
    const begun = subscribed(MONTHLY)(FREE, moment);
    const used = { ...begun, usage_tracking: { ...begun.usage_tracking, ai_queries_used: 2_999 } };
    const changed = planChanged('family')(used, later(moment, days(3)));
    expect(changed).toMatchObject({ plan: 'family', expires_at: begun.expires_at });
    expect(changed.usage_tracking).toEqual({
      ...used.usage_tracking,
      ai_queries_limit: PLANS.family.aiQueriesMax,
    });
    expect(() => planChanged('family')(FREE, moment)).toThrow(refusal);
    expect(() => cancelled(FREE, moment)).toThrow(refusal);
  });
});

describe('a plan that is ended at once', () => {
  it('gives what the free one gives from then on, and nothing of it is undone when it is ended again', () => {
    const moment = at('2026-03-01T12:00:00Z');
    const ended = expired(subscribed(MONTHLY)(FREE, moment), later(moment, days(3)));
    expect(ended).toMatchObject({
      status: 'inactive',
      expires_at: later(moment, days(3)).now,
      usage_tracking: { ai_queries_used: 0, ai_queries_limit: PLANS.free.aiQueriesMax },
    });
    expect(expired(ended, later(moment, days(4)))).toEqual(ended);
    expect(() => expired(FREE, moment)).toThrow(refusal);
  });
});

describe('whatever is done with a subscription', () => {
  const act = fc.oneof(
    fc.constantFrom('premium', 'family').map((plan) => ({ kind: 'trial' as const, plan })),
    fc
      .tuple(fc.constantFrom('premium', 'family'), fc.constantFrom('monthly', 'yearly'))
      .map(([plan, billing_cycle]) => ({ kind: 'subscribe' as const, plan, billing_cycle })),
    fc.constantFrom('premium', 'family').map((plan) => ({ kind: 'change' as const, plan })),
    fc.constant({ kind: 'renew' as const }),
    fc.constant({ kind: 'cancel' as const }),
    fc.constant({ kind: 'expire' as const }),
    fc.integer({ min: 1, max: 10 }).map((queries) => ({ kind: 'use' as const, queries })),
    fc.constant({ kind: 'settle' as const }),
  );
  type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
  const wait = fc.integer({ min: 0, max: 60 * 24 * 3 }).map((halfHours) => halfHours * hours(0.5));
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland');

  it('its limit is that of the plan in force until the count begins again, at a local midnight or its end', () => {
    fc.assert(
      fc.property(zone, fc.array(fc.tuple(wait, act), { maxLength: 30 }), (timeZone, steps) => {
        let moment = at('2026-01-20T00:00:00Z', timeZone);
        const usage_tracking = { ...FREE.usage_tracking, reset_date: SINCE };
        let standing: Subscription = { ...FREE, usage_tracking };
        for (const [ms, one] of steps) {
          moment = later(moment, ms);
          standing = settled(standing, moment);
          const { now } = moment;
          try {
            standing = did(standing, one, moment);
          } catch (thrown) {
            expect(thrown).toEqual(refusal);
          }
          const { usage_tracking: usage, expires_at } = standing;
          expect(usage.reset_date.getTime()).toBeGreaterThan(now.getTime());
          expect(usage.reset_date.getTime() - now.getTime()).toBeLessThanOrEqual(days(31) + hours(1));
          for (const moments of [now, new Date(usage.reset_date.getTime() - 1)]) {
            expect(usage.ai_queries_limit).toBe(PLANS[planInForce(standing, moments)].aiQueriesMax);
          }
          if (usage.reset_date.getTime() !== expires_at?.getTime()) {
            const local = Temporal.Instant.fromEpochMilliseconds(usage.reset_date.getTime());
            expect(local.toZonedDateTimeISO(timeZone).hour).toBe(0);
          }
          expect(settled(standing, moment)).toEqual(standing);
        }
      }),
      { numRuns: 200 },
    );
  });

  function did(standing: Subscription, one: Act, moment: Moment): Subscription {
    switch (one.kind) {
      case 'trial':
        return trialBegun(one.plan)(standing, moment);
      case 'subscribe':
        return subscribed({ plan: one.plan, billing_cycle: one.billing_cycle })(standing, moment);
      case 'change':
        return planChanged(one.plan)(standing, moment);
      case 'renew':
        return renewed(standing.expires_at ?? moment.now)(standing, moment);
      case 'cancel':
        return cancelled(standing, moment);
      case 'expire':
        return expired(standing, moment);
      case 'use': {
        const { usage_tracking: usage } = standing;
        const used = Math.min(usage.ai_queries_limit, usage.ai_queries_used + one.queries);
        return { ...standing, usage_tracking: { ...usage, ai_queries_used: used } };
      }
      case 'settle':
        return standing;
    }
  }
});
