import type { UserDocument } from '../../derive/generated/documents.ts';
import { PLANS, type PlanName } from '../../schema/vocabulary/plans.ts';
import { nextMonthBeginning } from './calendar.ts';

export type Subscription = UserDocument['subscription'];

/** What a subscription is looked at with. */
export interface Moment {
  readonly now: Date;
  /** The learner's own, IANA. */
  readonly timeZone: string;
  /** When the account was made: where no plan was chosen, its months begin on that day. */
  readonly since: Date;
}

/** Whether a plan that ends has ended. */
const hasEnded = ({ expires_at }: Subscription, now: Date): boolean =>
  expires_at !== undefined && expires_at <= now;

/** Whether what was chosen is in force: on trial, paid for, or cancelled and not over yet. */
export function isInForce(subscription: Subscription, now: Date): boolean {
  return subscription.status !== 'inactive' && !hasEnded(subscription, now);
}

/** The plan whose limits hold: the one that was chosen while it is in force, and the free one otherwise. */
export function planInForce(subscription: Subscription, now: Date): PlanName {
  return isInForce(subscription, now) ? subscription.plan : 'free';
}

/**
 * The subscription as it stands at a moment: a plan that has ended is inactive, and a count whose period is over begins
 * again. Worked out from the document alone, so it is the same whether a job got to it or not, and done twice it changes
 * nothing more.
 */
export function settled(subscription: Subscription, moment: Moment): Subscription {
  const { now } = moment;
  const ended = subscription.status !== 'inactive' && hasEnded(subscription, now);
  const standing: Subscription = ended ? { ...subscription, status: 'inactive' } : subscription;
  const isOver = subscription.usage_tracking.reset_date <= now;
  return ended || isOver ? withNewPeriod(standing, moment) : standing;
}

/** A subscription whose count begins again now. */
export function withNewPeriod(subscription: Subscription, moment: Moment): Subscription {
  const { recent_queries: _, ...usage } = subscription.usage_tracking;
  return withLimits({ ...subscription, usage_tracking: { ...usage, ai_queries_used: 0 } }, moment);
}

/**
 * A subscription with the limit that its plan gives, until the month or the plan is over, whichever is first: so a limit
 * never outlives what it was given for, and whoever counts need compare the date alone.
 */
export function withLimits(subscription: Subscription, moment: Moment): Subscription {
  const { now, timeZone, since } = moment;
  const month = nextMonthBeginning(subscription.subscribed_at ?? since, now, timeZone);
  const { expires_at } = subscription;
  const ends = expires_at !== undefined && expires_at > now && expires_at < month ? expires_at : month;
  return {
    ...subscription,
    usage_tracking: {
      ...subscription.usage_tracking,
      ai_queries_limit: PLANS[planInForce(subscription, now)].aiQueriesMax,
      reset_date: ends,
    },
  };
}
