import { PLANS, type PlanName } from '../../schema/vocabulary/plans.ts';
import { type AccountContext, forActor } from '../context.ts';
import { type AiAllowance, allowanceOf } from './allowance.ts';
import { momentOf, type Subscriber, subscriberOf } from './context.ts';
import { planInForce, type Subscription, settled } from './standing.ts';

/** A subscription as it stands now, for whoever has it. */
export interface SubscriptionView {
  readonly user_id: string;
  readonly plan: PlanName;
  readonly status: Subscription['status'];
  /** The plan whose limits hold: that of a family that covers the account, the chosen one, or the free one. */
  readonly plan_in_force: PlanName;
  readonly billing_cycle: Subscription['billing_cycle'];
  readonly subscribed_at: Date | null;
  readonly expires_at: Date | null;
  /** Whether the account has not had its trial. */
  readonly trial_available: boolean;
  /** Whether the family plan of somebody else covers the account. */
  readonly covered_by_family: boolean;
  readonly ai_queries: AiAllowance;
}

/** How a learner's subscription stands now. @throws MasterXError `not_found`, `access_denied` */
export async function subscriptionView(context: AccountContext, learner: string): Promise<SubscriptionView> {
  const { actor, access, clock } = context;
  const subscriber = await subscriberOf(access.as(actor), learner);
  const now = clock.now();
  const { covered_by } = subscriber.subscription;
  const payer =
    covered_by === undefined
      ? null
      : await forActor(context, 'subscription', 'showing what a family plan gives')
          .collection('users')
          .find('subscription_of', {}, { learner: covered_by });
  const isCovered = payer !== null && planInForce(payer.subscription, now) === 'family';
  return viewOf(subscriber, isCovered ? payer : null, now);
}

function viewOf(subscriber: Subscriber, payer: Subscriber | null, now: Date): SubscriptionView {
  const standing = settled(subscriber.subscription, momentOf(subscriber, now));
  const counted = payer ?? subscriber;
  const inForce = planInForce(counted.subscription, now);
  return {
    user_id: subscriber.user_id,
    plan: standing.plan,
    status: standing.status,
    plan_in_force: inForce,
    billing_cycle: standing.billing_cycle,
    subscribed_at: standing.subscribed_at ?? null,
    expires_at: standing.expires_at ?? null,
    trial_available: standing.trial_began_at === undefined,
    covered_by_family: payer !== null,
    ai_queries: {
      ...allowanceOf(counted.subscription, momentOf(counted, now)),
      shared: payer !== null || PLANS[inForce].peopleMax > 1,
    },
  };
}
