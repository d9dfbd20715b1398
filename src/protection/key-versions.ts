import type { LearnerKeys, OtherLearnerKey } from '../stores/vault/port.ts';

/** The learner's keys with the one that was added as the current one; null where none was added. */
export function promoted({ other_keys = [], ...current }: LearnerKeys): LearnerKeys | null {
  const added = other_keys.find(({ state }) => state === 'adding');
  if (!added) return null;
  const { state: _, ...next } = added;
  const before: OtherLearnerKey = { ...only(current), state: 'retiring' };
  return { ...next, other_keys: [...other_keys.filter((other) => other !== added), before] };
}

/** The learner's keys once nothing is left under those that were current; null where there are none. */
export function retired({ other_keys = [], ...current }: LearnerKeys): LearnerKeys | null {
  if (!other_keys.some(({ state }) => state === 'retiring')) return null;
  const others = other_keys.map(
    (other): OtherLearnerKey => (other.state === 'retiring' ? { ...other, state: 'retired' } : other),
  );
  return { ...only(current), other_keys: others };
}

/** The learner's keys with a further one; null where one is being added already. */
export function withFurther(
  { other_keys = [], ...current }: LearnerKeys,
  further: OtherLearnerKey,
): LearnerKeys | null {
  if (other_keys.some(({ state }) => state === 'adding')) return null;
  return { ...only(current), other_keys: [...other_keys, further] };
}

function only({ key_id, wrapped_key, branch_epoch }: LearnerKeys): LearnerKeys {
  return { key_id, wrapped_key, branch_epoch };
}
