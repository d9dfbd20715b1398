import type { Actor } from '../../access/actor.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Answer } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import { timeZoneOr } from '../../learning/time-zone.ts';
import type { ServiceScope } from '../../schema/vocabulary/service-scopes.ts';
import { type AccountContext, forActor } from '../context.ts';
import type { Moment } from './standing.ts';

/** A subscription and what it is reckoned by. */
export type Subscriber = Answer<'users', 'subscription_of'>;

/** What a subscription is looked at with at this moment. */
export function momentOf(
  {
    created_at,
    profile,
  }: Pick<Subscriber, 'created_at'> & { profile: Pick<Subscriber['profile'], 'timezone'> },
  now: Date,
): Moment {
  return { now, since: created_at, timeZone: timeZoneOr(profile.timezone) };
}

/** A learner's subscription as the actor may see it. @throws MasterXError `not_found`, `access_denied` */
export const subscriberOf = (documents: ActorDocuments, learner: string): Promise<Subscriber> =>
  documents.collection('users').get('subscription_of', {}, { learner });

/**
 * What is done with a plan changes fields that only the platform sets, of an account of which services see a part; so the
 * platform does it for people of their own, for guardians, and for services that were connected for it.
 *
 * @throws MasterXError `access_denied`, once the refusal is in the trail; `not_found`.
 */
export async function changingOwn(
  context: AccountContext,
  learner: string,
  purpose: string,
  scope: ServiceScope,
): Promise<ActorDocuments> {
  const { actor, access } = context;
  if (actor.learner === learner) return forActor(context, 'subscription', purpose);
  // Also to the learner's guardian, whom the gate lets see wards alone.
  await subscriberOf(access.as(actor), learner);
  if (actor.role !== 'guardian') assertConnected(actor, scope);
  return forActor(context, 'subscription', purpose);
}

/**
 * Services have the rows of the policy for what they do; no row tells the fields of a plan apart, so that a tutor which
 * counts queries could change plans.
 *
 * @throws MasterXError `access_denied` unless the platform asks, or a service that was connected for it.
 */
export function assertConnected({ role, scopes }: Actor, ...any: readonly ServiceScope[]): void {
  if (role === 'system' || (role === 'service' && any.some((scope) => scopes?.includes(scope)))) return;
  throw new MasterXError('access_denied', { detail: `The role ${role} may not do this with plans.` });
}
