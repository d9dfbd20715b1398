import { MasterXError } from '../../errors/error.ts';
import { promoted, retired, withFurther } from '../../protection/key-versions.ts';
import { LIMITS } from '../../std/limits.ts';
import type { LearnerContext, LearnerKeys } from '../../stores/vault/port.ts';
import { type Job, type Step, settling } from './job.ts';
import { changeKeys, eachLearners, proving, renewing } from './walk.ts';

/**
 * Gives learners another data key: known to every process before the first envelope is sealed with it, everything
 * rewritten and proved before the one before counts as retired. A retired key opens what a backup brings back, for as long
 * as the learner is there.
 */
export const LEARNER_STEPS: readonly Step[] = [
  { name: 'adding keys', run: addKeys },
  settling('waiting until every process knows them'),
  { name: 'making them current', run: (job) => each(job, promoted, 'promoted', true) },
  settling('waiting until nothing is sealed with the old ones'),
  renewing('rewriting', 'envelopes'),
  proving('proving that nothing is left', 'envelopes'),
  { name: 'retiring the old ones', run: (job) => each(job, retired, 'retired', false) },
];

async function addKeys(job: Job): Promise<void> {
  const { keyring } = job.parts;
  const { started_at } = job.record;
  await eachLearners(job, async (contexts) => {
    // Whoever came meanwhile has a new key already.
    const concerned = contexts.filter(({ created_at }) => created_at <= started_at);
    const added = await changeKeys(job, concerned, async (waiting) => {
      const further = await keyring.furtherKeys(waiting.map(({ _id }) => _id));
      return waiting.flatMap((context) => {
        assertRoom(context);
        const key = further.get(context._id);
        const keys = key && withFurther(context, key);
        return keys ? [{ userId: context._id, keys, isAnother: false }] : [];
      });
    });
    return { added };
  });
}

function each(
  job: Job,
  change: (keys: LearnerKeys) => LearnerKeys | null,
  counted: string,
  isAnother: boolean,
): Promise<void> {
  return eachLearners(job, async (contexts) => {
    const changed = await changeKeys(job, contexts, async (waiting) =>
      waiting.flatMap((context) => {
        const keys = change(context);
        return keys ? [{ userId: context._id, keys, isAnother }] : [];
      }),
    );
    return { [counted]: changed };
  });
}

function assertRoom({ _id, other_keys = [] }: LearnerContext): void {
  if (other_keys.length < LIMITS.learnerKeysMax) return;
  throw new MasterXError('conflict', {
    detail: `The learner ${_id} has ${LIMITS.learnerKeysMax} earlier keys already; no more are kept.`,
    hint: 'Rotate less often: earlier keys are kept for what backups hold.',
  });
}
