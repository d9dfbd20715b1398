import type { ActorDocuments } from '../../documents/documents.ts';
import { momentOf } from './context.ts';
import { type Subscription, settled } from './standing.ts';

/** Writes down how a subscription stands: ends a plan that is over, begins a period anew. Done again, it changes nothing. */
export async function settle(
  documents: ActorDocuments,
  learner: string,
  now: Date,
): Promise<{ readonly subscription: Subscription; readonly hasEnded: boolean }> {
  let hasEnded = false;
  const { subscription } = await documents
    .collection('users')
    .revise('settle the subscription', { user_id: learner }, (user) => {
      const after = settled(user.subscription, momentOf(user, now));
      hasEnded = after.status !== user.subscription.status;
      return hasEnded || after !== user.subscription ? { ...user, subscription: after } : user;
    });
  return { subscription, hasEnded };
}
