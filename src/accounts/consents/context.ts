import { type Actor, systemActor } from '../../access/actor.ts';
import type { ActorDocuments, DocumentAccess } from '../../documents/documents.ts';
import type { KeyGate } from '../../documents/key-gate.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Keyring } from '../../protection/keyring.ts';
import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import type { Clock } from '../../std/clock.ts';
import type { Entropy } from '../../std/random.ts';
import { reachKeys } from '../../stores/keys/reach.ts';
import type { KeyVault } from '../../stores/vault/port.ts';
import { assertCovered } from '../guardians/consent.ts';
import { knownAge } from '../profile/age.ts';
import { whoDecides } from '../registration/age.ts';
import { relationTo } from '../relation.ts';
import type { DecisionParts } from './enter.ts';

/** What decisions about consents and sharing work with. */
export interface ConsentContext {
  readonly actor: Actor;
  readonly access: DocumentAccess;
  readonly keyring: Pick<Keyring, 'refresh' | 'allowedBy'>;
  readonly keyGate: KeyGate;
  readonly vault: Pick<KeyVault, 'updateConsents'>;
  /** How long other processes may go by a consent that was withdrawn, and a write with it may take. */
  readonly settleMs: number;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** What putting decisions in force takes. */
export function decisionParts(context: ConsentContext): DecisionParts {
  const { entropy } = context;
  return {
    documents: forActor(context),
    entropy,
    enforce: (learner, consents, at) =>
      enforceConsents(context, platformFor(context.actor), learner, consents, at),
  };
}

/**
 * Changes what the door goes by. Other processes know it within half a minute, this one at once. What is given does not
 * come into force where a later decision about it did.
 *
 * @throws MasterXError `not_found`
 */
export async function enforceConsents(
  { keyGate, vault, keyring }: Pick<ConsentContext, 'keyGate' | 'vault' | 'keyring'>,
  actor: Actor,
  learner: string,
  consents: Readonly<Record<string, boolean>>,
  decidedAt: Date,
): Promise<void> {
  if (Object.keys(consents).length === 0) return;
  const work = {
    actor,
    action: 'update' as const,
    operation: Object.values(consents).every(Boolean) ? 'give consents' : 'withdraw consents',
    collections: ['learner_contexts' as const],
    learners: [learner],
  };
  const update = () => vault.updateConsents(learner, consents, decidedAt);
  const updated = await keyGate.pass(work, () => reachKeys(update));
  keyring.refresh(learner);
  if (!updated) throw new MasterXError('not_found');
}

/** In whose place a decision is made. */
export type Decider = 'self' | 'guardian' | 'platform';

/** The platform itself, doing for the actor what only it may; the trail says for whom. */
export function forActor({ actor, access }: ConsentContext, purpose = 'entering a decision'): ActorDocuments {
  return access.as(platformFor(actor, purpose));
}

export function platformFor(actor: Actor, purpose = 'entering a decision'): Actor {
  return { ...systemActor('consents', actor.requestId, purpose), onBehalfOf: actor.id };
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
  const relation = await relationTo({ actor, access }, learner);
  if (relation !== null) return relation === 'self' ? 'self' : 'guardian';
  throw new MasterXError('access_denied', { detail: 'A learner or the learner’s guardian decides that.' });
}

/**
 * Children do not give by themselves what takes a guardian: while a guardianship is in force, and where the learner is
 * or may be below the age of consent of the country. A guardian gives only what the way in which the guardian was verified covers. Whoever may decide can
 * always withdraw.
 *
 * @param consent which is to be given; a share is of `data_sharing`.
 * @throws MasterXError `guardian_decides`, `validation_failed`; `access_denied` where the guardianship is over.
 */
export async function assertMayGive(
  context: ConsentContext,
  learner: string,
  decider: Decider,
  consent: ConsentName,
): Promise<void> {
  if (decider === 'platform') return;
  const documents = forActor(context);
  const { items } = await documents
    .collection('guardianships')
    .query('guardians_of_learner', {}, { learner });
  if (decider === 'guardian') {
    const mine = items.find((one) => one.status === 'active' && one.guardian_id === context.actor.id);
    // It may have ended since the gate looked.
    if (!mine) throw new MasterXError('access_denied', { detail: 'The guardianship has ended.' });
    assertCovered(mine.method, { [consent]: true });
    return;
  }
  const account = await documents.collection('users').get('user_profile', {}, { learner });
  const country = account.profile.location?.country ?? null;
  const isTooYoung = whoDecides(knownAge(account, context.clock.now()), country) === 'guardian';
  if (isTooYoung || items.some(({ status }) => status === 'active'))
    throw new MasterXError('guardian_decides');
}
