import type { AccountContext } from '../context.ts';
import {
  beginTrial,
  cancelPlan,
  changePlan,
  expirePlan,
  type Requested,
  renewPlan,
  subscribe,
} from './change-plan.ts';
import type { BillingCycle, PaidPlan, Purchase } from './changes.ts';
import { consumeAiQuery, refundAiQuery } from './consume-ai-query.ts';
import { endPlans } from './end-plans.ts';
import { subscriptionView } from './view.ts';

export type SubscriptionOperations = ReturnType<typeof subscriptionOperations>;

/** Plans and what they give, as one actor may see and change them. */
export function subscriptionOperations(context: AccountContext) {
  const { actor, access, clock } = context;
  return {
    /** How a learner's subscription stands now. */
    of: (learner: string) => subscriptionView(context, learner),
    /** Begins the one trial of an account. */
    beginTrial: (learner: string, plan: PaidPlan) => beginTrial(context, learner, plan),
    /** Begins a plan that was bought. */
    subscribe: (learner: string, purchase: Requested<Purchase>) => subscribe(context, learner, purchase),
    /** Goes over to another plan. */
    change: (
      learner: string,
      to: Requested<{ readonly plan: PaidPlan; readonly billing_cycle?: BillingCycle }>,
    ) => changePlan(context, learner, to),
    /** Makes a plan go on from an end for another cycle. */
    renew: (learner: string, asked: Requested<{ readonly ending: Date }>) =>
      renewPlan(context, learner, asked),
    /** Ends a plan with what was paid for. */
    cancel: (learner: string, requestId?: string) => cancelPlan(context, learner, requestId),
    /** Ends a plan at once. */
    expire: (learner: string, asked: Requested) => expirePlan(context, learner, asked),
    /** Counts an AI query. @throws MasterXError `quota_exhausted` */
    consumeAiQuery: (learner: string, requestId: string) => consumeAiQuery(context, learner, requestId),
    /** Takes back a query that failed; whether it was counted. */
    refundAiQuery: (learner: string, requestId: string) => refundAiQuery(context, learner, requestId),
    /** Makes plans inactive that have ended; how many. */
    endPlans: (signal?: AbortSignal) => endPlans(access.as(actor), clock.now(), signal),
  };
}
