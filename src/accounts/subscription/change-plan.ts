import type { ActorDocuments } from '../../documents/documents.ts';
import { type AccountContext, forActor } from '../context.ts';
import {
  type BillingCycle,
  cancelled,
  type PaidPlan,
  type Purchase,
  planChanged,
  renewed,
  subscribed,
  trialBegun,
} from './changes.ts';
import { assertConnected, changingOwn, momentOf, subscriberOf } from './context.ts';
import type { Moment, Subscription } from './standing.ts';
import { type SubscriptionView, subscriptionView } from './view.ts';

/** What a billing system is connected with. */
const BILLING = 'subscriptions:write';

type Change = (subscription: Subscription, moment: Moment) => Subscription;

/**
 * Begins the one trial of a learner's account: for the learner or a guardian.
 *
 * @throws MasterXError `conflict` where a plan is in force or the trial was had; `not_found`, `access_denied`.
 */
export const beginTrial = async (
  context: AccountContext,
  learner: string,
  plan: PaidPlan,
): Promise<SubscriptionView> =>
  changed(
    context,
    learner,
    'begin a trial',
    trialBegun(plan),
    await changingOwn(context, learner, 'beginning a trial', BILLING),
  );

/**
 * Ends a plan with what was paid for: for the learner, a guardian or the billing system.
 *
 * @throws MasterXError `conflict` where no plan is in force; `not_found`, `access_denied`.
 */
export const cancelPlan = async (context: AccountContext, learner: string): Promise<SubscriptionView> =>
  changed(
    context,
    learner,
    'cancel a plan',
    cancelled,
    await changingOwn(context, learner, 'cancelling a plan', BILLING),
  );

/** Begins a plan that was bought: for the billing system. @throws MasterXError `conflict`, `not_found`, `access_denied` */
export const subscribe = async (
  context: AccountContext,
  learner: string,
  purchase: Purchase,
): Promise<SubscriptionView> =>
  changed(context, learner, 'subscribe', subscribed(purchase), await forBilling(context, learner));

/**
 * Makes a plan go on for another cycle: for the billing system.
 *
 * @param ending the end that is put off; sent twice, it is put off once.
 * @throws MasterXError `conflict` where the plan does not end then; `not_found`, `access_denied`.
 */
export const renewPlan = async (
  context: AccountContext,
  learner: string,
  ending: Date,
): Promise<SubscriptionView> =>
  changed(context, learner, 'renew a plan', renewed(ending), await forBilling(context, learner));

/** Goes over to another plan: for the billing system. @throws MasterXError `conflict`, `not_found`, `access_denied` */
export const changePlan = async (
  context: AccountContext,
  learner: string,
  { plan, billing_cycle }: { readonly plan: PaidPlan; readonly billing_cycle?: BillingCycle },
): Promise<SubscriptionView> =>
  changed(
    context,
    learner,
    'change a plan',
    planChanged(plan, billing_cycle),
    await forBilling(context, learner),
  );

/** What costs money only the billing system changes. */
async function forBilling(context: AccountContext, learner: string): Promise<ActorDocuments> {
  const { actor, access } = context;
  await subscriberOf(access.as(actor), learner);
  assertConnected(actor, BILLING);
  return forActor(context, 'subscription', 'changing a plan');
}

async function changed(
  context: AccountContext,
  learner: string,
  operation: string,
  change: Change,
  documents: ActorDocuments,
): Promise<SubscriptionView> {
  const now = context.clock.now();
  await documents.collection('users').revise(operation, { user_id: learner }, (user) => {
    const subscription = change(user.subscription, momentOf(user, now));
    return subscription === user.subscription ? user : { ...user, subscription };
  });
  return subscriptionView(context, learner);
}
