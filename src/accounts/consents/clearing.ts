import { type ClearingPlanRow, clearingPlan } from '../../derive/clearing-plan.ts';
import type { ConsentDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Page } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { type ConsentName, isConsent } from '../../schema/vocabulary/consents.ts';
import type { ConsentContext } from './context.ts';
import { lastDecision } from './decide.ts';

/** What one collection holds of a learner under a consent. */
export interface ClearingStep extends ClearingPlanRow {
  /** Documents that hold something, as far as was looked. */
  readonly documents: number;
}

/** What a run cleared. */
export interface Cleared {
  readonly learners: number;
  readonly documents: number;
}

/** What would be removed of a learner's data if the consent is withdrawn: derived from the schema, nothing is changed. */
export async function planClearing(
  context: ConsentContext,
  learner: string,
  consent: ConsentName,
): Promise<readonly ClearingStep[]> {
  const documents = context.access.as(context.actor);
  const steps: ClearingStep[] = [];
  for (const row of clearingPlan(SCHEMA, consent))
    steps.push({ ...row, documents: await documents.named(row.collection).heldUnder(learner, consent) });
  return steps;
}

/**
 * Removes what is kept under consents that were withdrawn since a moment and not given again. Interrupted, it goes on the
 * next time; done again, it changes nothing.
 *
 * What was withdrawn a moment ago is left to the next time: until then other processes may still know the consent as given,
 * and write what would never be looked for again.
 */
export async function clearWithdrawn(
  context: ConsentContext,
  since: Date,
  signal?: AbortSignal,
): Promise<Cleared> {
  const documents = context.access.as(context.actor);
  const learners = new Set<string>();
  const settled = context.clock.now().getTime() - context.settleMs;
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: Page<ConsentDocument> = await documents
      .collection('consents')
      .query('withdrawals', { given: false, since }, { ...(cursor !== null && { cursor }) });
    for (const { decision_id, user_id, consent, decided_at, cleared_at } of page.items) {
      if (cleared_at !== undefined || decided_at.getTime() > settled || !isConsent(consent)) continue;
      if (signal?.aborted) throw new MasterXError('interrupted');
      if ((await lastDecision(context, user_id, consent))?.given === false) {
        count += await clear(documents, user_id, consent);
        learners.add(user_id);
      }
      await documents.collection('consents').revise('cleared', { user_id, decision_id }, (before) => ({
        ...before,
        cleared_at: context.clock.now(),
      }));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { learners: learners.size, documents: count };
}

/** How many documents still hold something under a withdrawn consent. */
export async function verifyClearing(
  context: ConsentContext,
  learner: string,
  consent: ConsentName,
): Promise<number> {
  const plan = await planClearing(context, learner, consent);
  return plan.reduce((sum, { documents }) => sum + documents, 0);
}

async function clear(documents: ActorDocuments, learner: string, consent: ConsentName): Promise<number> {
  let cleared = 0;
  for (const { collection } of clearingPlan(SCHEMA, consent))
    cleared += await documents.named(collection).clearUnder(learner, consent);
  return cleared;
}
