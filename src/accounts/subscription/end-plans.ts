import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { settle } from './settle.ts';

/** What can end by itself. */
const ENDING = ['trial', 'active', 'cancelled'] as const;

const EVER = new Date(0);

/**
 * Makes plans inactive that have ended, however long ago: what runs were missed are made up for. Stopped in between, the
 * next run goes on with those that are left; run again, it changes nothing.
 *
 * @returns how many were ended.
 * @throws MasterXError `interrupted` between two plans.
 */
export async function endPlans(documents: ActorDocuments, now: Date, signal?: AbortSignal): Promise<number> {
  let ended = 0;
  for (const status of ENDING) {
    for (;;) {
      const { items } = await documents
        .collection('users')
        .query(
          'subscriptions_ending',
          { status, since: EVER, until: now },
          { limit: LIMITS.answerDocumentsMax },
        );
      const before = ended;
      for (const { user_id } of items) {
        if (signal?.aborted) throw new MasterXError('interrupted');
        if ((await settle(documents, user_id, now)).hasEnded) ended++;
      }
      // Each that was ended is out of the way; where none was, somebody else is at it.
      if (items.length < LIMITS.answerDocumentsMax || ended === before) break;
    }
  }
  return ended;
}
