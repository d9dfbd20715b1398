import { MasterXError } from '../../errors/error.ts';
import { PLANS, type PlanName } from '../../schema/vocabulary/plans.ts';
import { laterBy, laterByAnchored } from './calendar.ts';
import { isInForce, type Moment, type Subscription, settled, withLimits, withNewPeriod } from './standing.ts';

export type PaidPlan = Exclude<PlanName, 'free'>;
export type BillingCycle = Subscription['billing_cycle'];

/** What was bought. */
export interface Purchase {
  readonly plan: PaidPlan;
  readonly billing_cycle: BillingCycle;
  /** Reference at the payment provider. */
  readonly payment_method_id?: string;
}

/** Each change is made to the subscription as it stands (`settled`), and made twice answers the same. */
type Change = (subscription: Subscription, moment: Moment) => Subscription;

const refused = (detail: string, hint: string): MasterXError =>
  new MasterXError('conflict', { detail, hint });

const SEE = 'Look at the subscription as it stands.';

const MONTHS: Readonly<Record<BillingCycle, number>> = { monthly: 1, yearly: 12 };

/** Begins the one trial of the account. @throws MasterXError `conflict` */
export const trialBegun =
  (plan: PaidPlan): Change =>
  (subscription, moment) => {
    const before = settled(subscription, moment);
    const { now, timeZone } = moment;
    if (before.status === 'trial' && before.plan === plan) return before;
    if (before.covered_by !== undefined) throw refused('A family plan covers the account.', SEE);
    if (before.trial_began_at !== undefined) {
      throw refused('The account has had its trial.', 'Choose a plan instead.');
    }
    if (PLANS[before.plan].isPaid && isInForce(before, now)) throw refused('A plan is in force.', SEE);
    return withNewPeriod(
      {
        ...before,
        plan,
        status: 'trial',
        subscribed_at: now,
        trial_began_at: now,
        expires_at: laterBy(now, { days: PLANS[plan].trialDays }, timeZone),
      },
      moment,
    );
  };

/** Begins a plan that was bought, after a trial or none, or again. @throws MasterXError `conflict` */
export const subscribed =
  ({ plan, billing_cycle, payment_method_id }: Purchase): Change =>
  (subscription, moment) => {
    const before = settled(subscription, moment);
    const { now } = moment;
    const payment = payment_method_id === undefined ? {} : { payment_method_id };
    if (before.covered_by !== undefined)
      throw refused('A family plan covers the account.', 'Leave the family first.');
    if (before.status === 'active' && PLANS[before.plan].isPaid) {
      // Whoever pays may do so otherwise from now on; who bought it does not see how the one before was paid.
      if (before.plan === plan && before.billing_cycle === billing_cycle) return { ...before, ...payment };
      throw refused('A plan is in force.', 'Change it, or renew it.');
    }
    return withNewPeriod(
      {
        ...before,
        ...payment,
        plan,
        billing_cycle,
        status: 'active',
        subscribed_at: now,
        expires_at: laterBy(now, { months: MONTHS[billing_cycle] }, moment.timeZone),
      },
      moment,
    );
  };

/**
 * Makes a plan go on for another cycle from where it ends; one that has ended goes on from now. What is used stays
 * counted.
 *
 * @param ending the end that is put off, so that a renewal sent twice renews once.
 * @throws MasterXError `conflict`
 */
export const renewed =
  (ending: Date): Change =>
  (subscription, moment) => {
    const { expires_at, plan, billing_cycle } = subscription;
    if (!PLANS[plan].isPaid || expires_at === undefined) throw refused('There is no plan to renew.', SEE);
    if (expires_at.getTime() !== ending.getTime()) {
      if (subscription.renewed_from?.getTime() === ending.getTime()) return settled(subscription, moment);
      throw refused('The plan does not end then.', SEE);
    }
    const lapsed = expires_at <= moment.now;
    const before = lapsed ? settled(subscription, moment) : subscription;
    const from = lapsed ? moment.now : expires_at;
    const subscribed_at = lapsed ? moment.now : (before.subscribed_at ?? from);
    const after: Subscription = {
      ...before,
      status: 'active',
      subscribed_at,
      expires_at: laterByAnchored(from, subscribed_at, MONTHS[billing_cycle], moment.timeZone),
      renewed_from: ending,
    };
    return lapsed ? withNewPeriod(after, moment) : withLimits(after, moment);
  };

/** Ends a plan with what was paid for: it stays in force until then. @throws MasterXError `conflict` */
export const cancelled: Change = (subscription, moment) => {
  const before = settled(subscription, moment);
  if (before.status === 'cancelled') return before;
  if (!PLANS[before.plan].isPaid || !isInForce(before, moment.now)) {
    throw refused('There is no plan to cancel.', SEE);
  }
  return { ...before, status: 'cancelled' };
};

/** Ends a plan at once, such as one whose payment was taken back. @throws MasterXError `conflict` */
export const expired: Change = (subscription, moment) => {
  const before = settled(subscription, moment);
  if (!PLANS[before.plan].isPaid) throw refused('There is no plan to end.', SEE);
  if (!isInForce(before, moment.now)) return before;
  return settled({ ...before, expires_at: moment.now }, moment);
};

/** Goes over to another plan for what is left of the cycle; what is used stays counted. @throws MasterXError `conflict` */
export const planChanged =
  (plan: PaidPlan, billing_cycle?: BillingCycle): Change =>
  (subscription, moment) => {
    const before = settled(subscription, moment);
    if (!PLANS[before.plan].isPaid || !isInForce(before, moment.now)) {
      throw refused('There is no plan to change.', 'Subscribe to one.');
    }
    const after = { ...before, plan, ...(billing_cycle !== undefined && { billing_cycle }) };
    return before.plan === plan ? after : withLimits(after, moment);
  };
