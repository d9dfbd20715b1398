import { LIMITS } from '../../std/limits.ts';
import { destroyRetired, eachBefore, lookUpByTheNew } from './index-keys.ts';
import { type Step, settling, waiting } from './job.ts';

/**
 * Gives access tokens another key to be signed with, while they are in use. Another key is published before it signs, so
 * that whoever verifies knows it by then; the one before is published until all that it signed is over.
 */
export const SIGNING_STEPS: readonly Step[] = [
  {
    name: 'publishing another key',
    run: async (job) => {
      await job.parts.keyring.addIndexEpoch(job.record.target, job.record.epoch);
    },
  },
  settling('waiting until it is known everywhere'),
  { name: 'signing with it', run: lookUpByTheNew },
  settling('waiting until every process signs with it'),
  waiting('waiting until what the one before signed is over', LIMITS.accessTokenMsMax),
  { name: 'withdrawing the one before', run: (job) => eachBefore(job, 'retired') },
  { name: 'destroying it', run: destroyRetired },
];
