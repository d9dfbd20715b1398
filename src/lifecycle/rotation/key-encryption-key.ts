import { MasterXError } from '../../errors/error.ts';
import type { Job, Step } from './job.ts';

/** Brings every key that the key-encryption key wraps under the one that wraps now. No document is rewritten. */
export const KEK_STEPS: readonly Step[] = [
  { name: 'rewrapping', run: rewrap },
  { name: 'proving that nothing is left', run: prove },
];

async function rewrap(job: Job): Promise<void> {
  const { vault, tenant, kek, keyring } = job.parts;
  for (const record of await vault.branchKeys(tenant)) {
    if (record.kek_id === kek.keyId) continue;
    await job.goOn();
    const changed = await vault.replaceBranchKey(record, await keyring.rewrappedBranch(record));
    await job.reach(`branch ${record.epoch}`, { rewrapped: Number(changed) });
  }
  for (const record of await vault.indexKeys(tenant)) {
    if (record.kek_id === kek.keyId) continue;
    await job.goOn();
    const changed = await vault.replaceIndexKey(record, await keyring.rewrappedPurpose(record));
    await job.reach(`${record.purpose} ${record.epoch}`, { rewrapped: Number(changed) });
  }
}

/** @throws MasterXError `internal` when a key is under another key-encryption key. */
async function prove(job: Job): Promise<void> {
  const { vault, tenant, kek } = job.parts;
  const all = [...(await vault.branchKeys(tenant)), ...(await vault.indexKeys(tenant))];
  const left = all.filter(({ kek_id }) => kek_id !== kek.keyId).length;
  await job.reach('all', { proved: all.length });
  if (left === 0) return;
  throw new MasterXError('internal', {
    detail: `${left} keys are still under another key-encryption key than ${kek.keyId}.`,
    hint: 'Repeat the command: another process made a key meanwhile.',
  });
}
