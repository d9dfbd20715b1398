import { systemActor } from '../../access/actor.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { AccountContext } from '../context.ts';
import {
  type AiAllowance,
  allowanceOf,
  countOn,
  exhausted,
  isCounted,
  queryKey,
  uncountOn,
} from './allowance.ts';
import { assertConnected, changingOwn, momentOf, subscriberOf } from './context.ts';
import { settle } from './settle.ts';
import { planInForce } from './standing.ts';

/** Times a count is tried again because the period was over or another caller was faster. */
const ATTEMPTS_MAX = 5;

/** What became of a query that was to be counted. */
export interface CountedQuery {
  /** It was counted before; nothing was counted now. */
  readonly repeated: boolean;
  readonly allowance: AiAllowance;
}

const PURPOSE = 'counting an AI query';
const COUNTING = 'ai-queries:count';
const OWN = { 'subscription.covered_by': { is: null } } as const;
/** The plan of a family covers its members as long as it is in force; the date of the period never outlives it. */
const COVERS = {
  'subscription.plan': { is: 'family' },
  'subscription.status': { isNot: 'inactive' },
} as const;

/**
 * Counts an AI query of a learner: on the learner's own plan, or on the family's that covers the learner. One round trip
 * where the learner has a plan of one's own and the period is not over. Never more are counted than the plan allows,
 * whoever else counts at the same moment; a request that is sent again counts once, as long as it is among the last
 * `LIMITS.recentQueriesMax` of its plan.
 *
 * @throws MasterXError `quota_exhausted` with the moment the next period begins; `not_found`, `access_denied`.
 */
export async function consumeAiQuery(
  context: AccountContext,
  learner: string,
  requestId: string,
): Promise<CountedQuery> {
  const own = await changingOwn(context, learner, PURPOSE, COUNTING);
  const key = queryKey(learner, requestId);
  const { clock } = context;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const counted = await countOn(own, learner, key, clock.now(), OWN);
    if (counted) return { repeated: false, allowance: { ...counted, shared: false } };
    const subscriber = await subscriberOf(own, learner);
    const { covered_by } = subscriber.subscription;
    const family = covered_by === undefined ? null : { documents: forFamily(context), payer: covered_by };
    if (family) {
      const shared = await countOn(family.documents, family.payer, key, clock.now(), COVERS);
      if (shared) return { repeated: false, allowance: { ...shared, shared: true } };
    }
    const payer = family && (await coveringPayer(family.documents, family.payer, clock.now()));
    const found = payer ?? subscriber;
    const [documents, shared] = family && payer ? [family.documents, true] : [own, false];
    const now = clock.now();
    const moment = momentOf(found, now);
    if (found.subscription.usage_tracking.reset_date <= now) {
      await settle(documents, found.user_id, now);
      continue;
    }
    const allowance = { ...allowanceOf(found.subscription, moment), shared };
    if (isCounted(found.subscription, key)) return { repeated: true, allowance };
    if (allowance.remaining === 0) throw exhausted(allowance.limit, allowance.reset_date, now);
    if (family && !payer) {
      const alone = await countOn(own, learner, key, now, {});
      if (alone) return { repeated: false, allowance: { ...alone, shared: false } };
    }
  }
  throw new MasterXError('write_conflict');
}

/**
 * Takes back a query that was counted and then failed. For the service that asked the AI, not for learners: otherwise
 * every query could be taken back.
 *
 * @returns whether it was counted in this period and is not counted any more.
 * @throws MasterXError `not_found`, `access_denied`.
 */
export async function refundAiQuery(
  context: AccountContext,
  learner: string,
  requestId: string,
): Promise<boolean> {
  const { actor, access, clock } = context;
  const documents = access.as(actor);
  const { subscription } = await subscriberOf(documents, learner);
  assertConnected(actor, COUNTING);
  const key = queryKey(learner, requestId);
  if (await uncountOn(documents, learner, key, clock.now())) return true;
  const { covered_by } = subscription;
  return (
    covered_by !== undefined && (await uncountOn(forFamily(context), covered_by, key, clock.now())) !== null
  );
}

/** Who holds the plan of a family, as long as it covers its members. */
async function coveringPayer(documents: ActorDocuments, payer: string, now: Date) {
  const found = await documents.collection('users').find('subscription_of', {}, { learner: payer });
  return found && planInForce(found.subscription, now) === 'family' ? found : null;
}

/**
 * The platform, counting on a plan that is somebody else's. It does not say for whom: who holds the plan sees in the
 * trail that a member asked, not which one.
 */
function forFamily({ actor, access }: AccountContext): ActorDocuments {
  return access.as(systemActor('subscription', actor.requestId, 'counting an AI query of a family'));
}
