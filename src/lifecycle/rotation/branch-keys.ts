import { MasterXError } from '../../errors/error.ts';
import type { LearnerContext } from '../../stores/vault/port.ts';
import { type Job, type Step, settling } from './job.ts';
import { changeKeys, eachLearners } from './walk.ts';

/** How long a branch key that wraps nothing any more is kept before it is destroyed: far longer than any call takes. */
export const BRANCH_GRACE_MS = 3_600_000;

const wrapped: readonly Step[] = [
  { name: 'rewrapping', run: rewrap },
  { name: 'proving that nothing is left', run: prove },
  { name: 'scheduling the old ones for deletion', run: schedule },
  { name: 'destroying what is due', run: destroyDue },
];

/** Begins another epoch of branch keys and brings every learner's keys under it. */
export const BRANCH_STEPS: readonly Step[] = [
  {
    name: 'adding an epoch',
    run: async (job) => {
      await job.parts.keyring.addBranchEpoch(job.record.epoch);
    },
  },
  settling('waiting until every process wraps with it'),
  ...wrapped,
];

/** Brings every learner's keys under the latest branch key, and destroys those that are due. */
export const REWRAP_STEPS: readonly Step[] = wrapped;

function rewrap(job: Job): Promise<void> {
  return eachLearners(job, async (contexts) => ({ rewrapped: await bringUnder(job, contexts) }));
}

/** How many of the learners' keys were brought under the latest branch key. */
function bringUnder(job: Job, contexts: readonly LearnerContext[]): Promise<number> {
  const { keyring } = job.parts;
  const { epoch } = job.record;
  const behind = contexts.filter((context) => isBehind(context, epoch));
  return changeKeys(job, behind, async (waiting) => {
    const changes = await Promise.all(
      waiting.map(async (context) => {
        if (!isBehind(context, epoch)) return [];
        const keys = await keyring.underBranch(context, epoch);
        // Its branch key is gone, and so is the learner.
        return keys ? [{ userId: context._id, keys, isAnother: false }] : [];
      }),
    );
    return changes.flat();
  });
}

/**
 * What came late is brought under the latest branch key, and looked at again.
 *
 * @throws MasterXError `internal` when a key is left that could be under the latest branch key.
 */
async function prove(job: Job): Promise<void> {
  const { vault, tenant } = job.parts;
  const there = new Set((await vault.branchKeys(tenant)).map(({ epoch }) => epoch));
  const isLeft = (context: LearnerContext) =>
    isBehind(context, job.record.epoch) && there.has(context.branch_epoch);
  await eachLearners(job, async (contexts) => {
    const counts = { proved: contexts.length };
    if (!contexts.some(isLeft)) return counts;
    const late = await bringUnder(job, contexts);
    const again = await vault.learnerContexts(contexts.map(({ _id }) => _id));
    const left = [...again.values()].filter(isLeft).length;
    if (left === 0) return { ...counts, late };
    throw new MasterXError('internal', {
      detail: `The keys of ${left} learners are still under an earlier branch key.`,
      hint: 'Nothing was scheduled for deletion. Repeat the command.',
    });
  });
}

async function schedule(job: Job): Promise<void> {
  const { vault, tenant, clock } = job.parts;
  for (const before of await vault.branchKeys(tenant)) {
    if (before.epoch >= job.record.epoch || before.destroy_at) continue;
    const destroy_at = new Date(clock.now().getTime() + BRANCH_GRACE_MS);
    if (await vault.replaceBranchKey(before, { ...before, destroy_at })) {
      await job.reach(String(before.epoch), { scheduled: 1 });
    }
  }
}

async function destroyDue(job: Job): Promise<void> {
  const { vault, tenant, clock } = job.parts;
  const due = (await vault.branchKeys(tenant)).filter(
    ({ epoch, destroy_at }) => epoch < job.record.epoch && destroy_at && destroy_at <= clock.now(),
  );
  if (due.length === 0) return;
  await prove(job);
  for (const record of due) {
    if (await vault.replaceBranchKey(record, null)) {
      await job.reach(String(record.epoch), { destroyed: 1 });
    }
  }
}

function isBehind({ branch_epoch, other_keys = [] }: LearnerContext, epoch: number): boolean {
  return branch_epoch < epoch || other_keys.some((other) => other.branch_epoch < epoch);
}
