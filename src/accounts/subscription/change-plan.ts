import type { ActorDocuments } from '../../documents/documents.ts';
import { type AccountContext, forActor } from '../context.ts';
import {
  type BillingCycle,
  cancelled,
  expired,
  type PaidPlan,
  type Purchase,
  planChanged,
  renewed,
  subscribed,
  trialBegun,
} from './changes.ts';
import { assertConnected, changingOwn, momentOf, subscriberOf } from './context.ts';
import { once, type PlanRequest } from './requested-change.ts';
import type { Moment, Subscription } from './standing.ts';
import { type SubscriptionView, subscriptionView } from './view.ts';

/** What a billing system is connected with. */
const BILLING = 'subscriptions:write';

type Change = (subscription: Subscription, moment: Moment) => Subscription;

/** What a billing system asks for; by its identifier a request that is sent again is known, and changes nothing more. */
export type Requested<T = unknown> = T & { readonly requestId: string };

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
 * @param requestId by which a billing system's request is known when it is sent again.
 * @throws MasterXError `conflict` where no plan is in force; `not_found`, `access_denied`.
 */
export async function cancelPlan(
  context: AccountContext,
  learner: string,
  requestId?: string,
): Promise<SubscriptionView> {
  const documents = await changingOwn(context, learner, 'cancelling a plan', BILLING);
  const change =
    requestId === undefined ? cancelled : once({ learner, requestId, asks: ['cancel'] }, cancelled);
  return changed(context, learner, 'cancel a plan', change, documents);
}

/** Begins a plan that was bought: for the billing system. @throws MasterXError `conflict`, `not_found`, `access_denied` */
export const subscribe = (
  context: AccountContext,
  learner: string,
  { requestId, plan, billing_cycle, payment_method_id }: Requested<Purchase>,
): Promise<SubscriptionView> =>
  billed(
    context,
    { learner, requestId, asks: ['subscribe', plan, billing_cycle, payment_method_id ?? ''] },
    subscribed({ plan, billing_cycle, ...(payment_method_id !== undefined && { payment_method_id }) }),
  );

/**
 * Makes a plan go on for another cycle: for the billing system.
 *
 * @param asked with the end that is put off, so that two requests for one renewal renew once.
 * @throws MasterXError `conflict` where the plan does not end then; `not_found`, `access_denied`.
 */
export const renewPlan = (
  context: AccountContext,
  learner: string,
  { requestId, ending }: Requested<{ readonly ending: Date }>,
): Promise<SubscriptionView> =>
  billed(context, { learner, requestId, asks: ['renew', ending.toISOString()] }, renewed(ending));

/** Goes over to another plan: for the billing system. @throws MasterXError `conflict`, `not_found`, `access_denied` */
export const changePlan = (
  context: AccountContext,
  learner: string,
  {
    requestId,
    plan,
    billing_cycle,
  }: Requested<{ readonly plan: PaidPlan; readonly billing_cycle?: BillingCycle }>,
): Promise<SubscriptionView> =>
  billed(
    context,
    { learner, requestId, asks: ['change', plan, billing_cycle ?? ''] },
    planChanged(plan, billing_cycle),
  );

/** Ends a plan at once: for the billing system. @throws MasterXError `conflict`, `not_found`, `access_denied` */
export const expirePlan = (
  context: AccountContext,
  learner: string,
  { requestId }: Requested,
): Promise<SubscriptionView> => billed(context, { learner, requestId, asks: ['expire'] }, expired);

/** What costs money only the billing system changes. */
async function billed(
  context: AccountContext,
  request: PlanRequest,
  change: Change,
): Promise<SubscriptionView> {
  const { actor, access } = context;
  const { learner, asks } = request;
  await subscriberOf(access.as(actor), learner);
  assertConnected(actor, BILLING);
  const documents = forActor(context, 'subscription', 'changing a plan');
  return changed(context, learner, `${asks[0]} a plan`, once(request, change), documents);
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
