import { createHash } from 'node:crypto';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import type { Moment, Subscription } from './standing.ts';

/** What a billing system asked for. */
export interface PlanRequest {
  readonly learner: string;
  /** Made by whoever asks, another one for each request. */
  readonly requestId: string;
  /** What is to be done, and with what. */
  readonly asks: readonly [kind: string, ...values: string[]];
}

/** Characters of a hash in base64url: 66 bits each, of the request and of what it asks for. */
const HALF = 11;

/**
 * A change that is made once for each request, however often and how late it is sent: as long as the request is among the
 * last `LIMITS.recentPlanChangesMax` of the account. What is kept of it is a hash.
 *
 * @throws MasterXError `conflict` for an identifier that was used for something else.
 */
export function once(
  request: PlanRequest,
  change: (subscription: Subscription, moment: Moment) => Subscription,
): (subscription: Subscription, moment: Moment) => Subscription {
  const { learner, requestId, asks } = request;
  const name = hashOf(learner, requestId);
  const key = name + hashOf(learner, ...asks);
  return (subscription, moment) => {
    const recent = subscription.recent_changes ?? [];
    const seen = recent.find((one) => one.startsWith(name));
    if (seen === key) return subscription;
    if (seen !== undefined) {
      throw new MasterXError('conflict', {
        detail: 'Another request had this identifier.',
        hint: 'Give each request an identifier of its own.',
      });
    }
    const after = change(subscription, moment);
    return { ...after, recent_changes: [...recent, key].slice(-LIMITS.recentPlanChangesMax) };
  };
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, HALF);
}
