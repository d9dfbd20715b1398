import { MasterXError } from '../../errors/error.ts';
import type { IndexKeyRecord, IndexKeyState } from '../../stores/vault/port.ts';
import { type Job, type Step, settling } from './job.ts';
import { proving, renewing } from './walk.ts';

/**
 * Gives the hashes of a purpose another key. A value stays unique at every moment: until every process writes both
 * hashes nothing is looked up by the new one, until every process looks up by the new one nobody stops writing the old
 * one, and the unique index holds both, so that any two processes have an epoch in common.
 */
export const INDEX_STEPS: readonly Step[] = [
  {
    name: 'adding an epoch',
    run: async (job) => {
      await job.parts.keyring.addIndexEpoch(job.record.target, job.record.epoch);
    },
  },
  settling('waiting until every process writes both'),
  renewing('writing both', 'hashes'),
  proving('proving that both are everywhere', 'hashes'),
  { name: 'looking up by the new one', run: lookUpByTheNew },
  settling('waiting until every process looks up by the new one'),
  { name: 'writing the new one only', run: (job) => eachBefore(job, 'retired') },
  settling('waiting until every process writes the new one only'),
  renewing('dropping the old', 'hashes'),
  proving('proving that nothing is left', 'hashes'),
  { name: 'destroying the old one', run: destroyRetired },
];

/** Puts the epoch that was added in the place of the one before. */
export async function lookUpByTheNew(job: Job): Promise<void> {
  const { vault, tenant } = job.parts;
  const { target, epoch } = job.record;
  const added = await vault.indexKey(tenant, target, epoch);
  if (!added) throw new MasterXError('key_destroyed');
  await become(job, added, 'current');
  await eachBefore(job, 'retiring');
}

/** Says of the keys of the epochs before how they stand from now on. */
export async function eachBefore(job: Job, state: IndexKeyState): Promise<void> {
  const { vault, tenant } = job.parts;
  const { target, epoch } = job.record;
  for (const record of await vault.indexKeysFor(tenant, target)) {
    if (record.epoch < epoch) await become(job, record, state);
  }
}

async function become(job: Job, record: IndexKeyRecord, state: IndexKeyState): Promise<void> {
  if (record.state === state) return;
  if (await job.parts.vault.replaceIndexKey(record, { ...record, state })) return;
  throw new MasterXError('write_conflict');
}

/** Destroys the keys of the epochs before. */
export async function destroyRetired(job: Job): Promise<void> {
  const { vault, tenant } = job.parts;
  const { target, epoch } = job.record;
  for (const record of await vault.indexKeysFor(tenant, target)) {
    if (record.epoch >= epoch || record.state !== 'retired') continue;
    if (await vault.replaceIndexKey(record, null)) await job.reach(String(record.epoch), { destroyed: 1 });
  }
}
