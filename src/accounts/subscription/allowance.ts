import { createHash } from 'node:crypto';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { StepCondition } from '../../documents/stepper.ts';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { type Moment, type Subscription, settled } from './standing.ts';

/** What is left of the AI queries of a period. */
export interface AiAllowance {
  readonly used: number;
  readonly limit: number;
  readonly remaining: number;
  /** When the count starts again. */
  readonly reset_date: Date;
  /** Whether others of a family count here as well. */
  readonly shared: boolean;
}

const USAGE = 'subscription.usage_tracking';
const USED = `${USAGE}.ai_queries_used`;
const LIMIT = `${USAGE}.ai_queries_limit`;
const RESET = `${USAGE}.reset_date`;
const RECENT = `${USAGE}.recent_queries`;

/** The name under which a request of an account is known again: 128 bits, which say nothing of either. */
export function queryKey(learner: string, requestId: string): string {
  return createHash('sha256').update(`${learner}\u0000${requestId}`).digest('base64url').slice(0, 22);
}

/** Counts a query of a plan, unless the limit is reached, the period is over, or it was counted; null then. */
export async function countOn(
  documents: ActorDocuments,
  payer: string,
  key: string,
  now: Date,
  conditions: Readonly<Record<string, StepCondition>>,
): Promise<Omit<AiAllowance, 'shared'> | null> {
  const counted = await documents.collection('users').step(
    'count an AI query',
    { user_id: payer },
    {
      where: {
        ...conditions,
        [RESET]: { above: now },
        [USED]: { belowField: LIMIT },
        [RECENT]: { isNot: key },
      },
      increment: { [USED]: 1 },
      push: { [RECENT]: { element: key, keep: LIMITS.recentQueriesMax } },
      answer: [USED, LIMIT, RESET],
    },
  );
  return counted && allowanceFrom(counted);
}

/** Takes a query back that was counted in this period; null where it was not, or is taken back already. */
export async function uncountOn(
  documents: ActorDocuments,
  payer: string,
  key: string,
  now: Date,
): Promise<Omit<AiAllowance, 'shared'> | null> {
  const uncounted = await documents.collection('users').step(
    'take back an AI query',
    { user_id: payer },
    {
      where: { [RESET]: { above: now }, [RECENT]: { is: key }, [USED]: { above: 0 } },
      increment: { [USED]: -1 },
      pull: { [RECENT]: key },
      answer: [USED, LIMIT, RESET],
    },
  );
  return uncounted && allowanceFrom(uncounted);
}

/** What is left of a subscription at a moment, whether a new period was entered or not. */
export function allowanceOf(subscription: Subscription, moment: Moment): Omit<AiAllowance, 'shared'> {
  const { usage_tracking: usage } = settled(subscription, moment);
  return allowance(usage.ai_queries_used, usage.ai_queries_limit, usage.reset_date);
}

/** Whether a query was counted in the current period. */
export const isCounted = ({ usage_tracking }: Subscription, key: string): boolean =>
  usage_tracking.recent_queries?.includes(key) ?? false;

/** The refusal of a query at the limit. */
export function exhausted(limit: number, reset: Date, now: Date): MasterXError {
  return new MasterXError('quota_exhausted', {
    detail: `All ${limit} AI queries of this period are used; the next one begins on ${reset.toISOString()}.`,
    retryAt: reset,
    retryAfterSeconds: Math.max(1, Math.ceil((reset.getTime() - now.getTime()) / 1000)),
  });
}

function allowanceFrom(values: Readonly<Record<string, unknown>>): Omit<AiAllowance, 'shared'> {
  return allowance(values[USED] as number, values[LIMIT] as number, values[RESET] as Date);
}

function allowance(used: number, limit: number, reset_date: Date): Omit<AiAllowance, 'shared'> {
  return { used, limit, remaining: Math.max(0, limit - used), reset_date };
}
