import { type Actor, systemActor } from '../access/actor.ts';
import type { RecordAge } from '../accounts/context.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { PlatformServices } from './services.ts';

/** Enters age groups into the contexts of learners, for an actor. */
export function recordAgeOn(
  { keyGate, vault, keyring }: Pick<PlatformServices, 'keyGate' | 'vault' | 'keyring'>,
  { id, requestId }: Actor,
): RecordAge {
  return async (learner, group) => {
    const work = {
      actor: { ...systemActor('accounts', requestId, 'entering an age'), onBehalfOf: id },
      action: 'update' as const,
      operation: 'enter an age group',
      collections: ['learner_contexts' as const],
      learners: [learner],
    };
    await keyGate.pass(work, () => reachKeys(() => vault.updateAgeClass(learner, group)));
    keyring.refresh(learner);
  };
}
