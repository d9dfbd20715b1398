import { type Actor, systemActor } from '../../access/actor.ts';
import type { ActorDocuments, DocumentAccess } from '../../documents/documents.ts';
import type { KeyGate } from '../../documents/key-gate.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Keyring } from '../../protection/keyring.ts';
import type { Clock } from '../../std/clock.ts';
import type { Entropy } from '../../std/random.ts';
import type { KeyVault } from '../../stores/vault/port.ts';

/** What decisions about consents and sharing work with. */
export interface ConsentContext {
  readonly actor: Actor;
  readonly access: DocumentAccess;
  readonly keyring: Pick<Keyring, 'refresh' | 'allowedBy'>;
  readonly keyGate: KeyGate;
  readonly vault: Pick<KeyVault, 'updateConsents'>;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** In whose place a decision is made. */
export type Decider = 'self' | 'guardian' | 'platform';

/** The platform itself, doing for the actor what only it may; the trail says for whom. */
export function forActor({ actor, access }: ConsentContext): ActorDocuments {
  return access.as(platformFor(actor));
}

export function platformFor(actor: Actor): Actor {
  return { ...systemActor('consents', actor.requestId, 'entering a decision'), onBehalfOf: actor.id };
}

/**
 * Whose decision it would be. The learner's own; a guardian's for a ward, which the gate knows; the platform's, such as
 * at the hand-over.
 *
 * @throws MasterXError `access_denied`, `not_found`.
 */
export async function deciderOf(
  { actor, access }: Pick<ConsentContext, 'actor' | 'access'>,
  learner: string,
): Promise<Decider> {
  if (actor.role === 'system') return 'platform';
  const isOwn = actor.learner === learner;
  if (!isOwn && actor.role !== 'guardian') {
    throw new MasterXError('access_denied', { detail: 'A learner or the learner’s guardian decides that.' });
  }
  // Refused, with its entry in the trail, unless the learner is the actor or a ward.
  await access.as(actor).collection('users').get('account_ground', {}, { learner });
  return isOwn ? 'self' : 'guardian';
}

/**
 * Children do not give by themselves what takes a guardian: while a guardianship is in force, and where the learner is
 * or may be under 13. Whoever may decide can always withdraw.
 *
 * @throws MasterXError `guardian_decides`
 */
export async function assertMayGive(
  context: ConsentContext,
  learner: string,
  decider: Decider,
): Promise<void> {
  if (decider !== 'self') return;
  const documents = forActor(context);
  const { items } = await documents
    .collection('guardianships')
    .query('guardians_of_learner', {}, { learner });
  const { origin } = await documents.collection('users').get('account_ground', {}, { learner });
  const isChild = origin.age_group === 'child' || origin.age_group === 'unknown';
  if (isChild || items.some(({ status }) => status === 'active')) throw new MasterXError('guardian_decides');
}
