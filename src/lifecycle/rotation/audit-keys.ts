import { AUDIT_KEY_PURPOSE } from '../../access/audit-keys.ts';
import { eachBefore } from './index-keys.ts';
import type { Step } from './job.ts';

/**
 * Gives the audit trail another key. Blocks and checkpoints name the epoch they were made with, so nothing is rewritten and
 * what is there stays provable: the keys before are `retired` and never destroyed. A chain that was begun goes on under the
 * key it was begun with, for the rest of its day at most; other processes sign with the new key once theirs has left
 * memory. Either is proved as well, so nobody is waited for.
 */
export const AUDIT_STEPS: readonly Step[] = [
  {
    name: 'adding an epoch',
    run: async (job) => {
      await job.parts.keyring.addIndexEpoch(AUDIT_KEY_PURPOSE, job.record.epoch, 'current');
    },
  },
  { name: 'retiring the ones before', run: (job) => eachBefore(job, 'retired') },
];
