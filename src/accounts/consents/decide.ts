import { MasterXError } from '../../errors/error.ts';
import { type ConsentLanguage, currentText, textHash } from '../../schema/vocabulary/consent-texts.ts';
import { CONSENTS, type ConsentName } from '../../schema/vocabulary/consents.ts';
import { valueAt, withValueAt } from '../../std/paths.ts';
import { assertMayGive, type ConsentContext, deciderOf, forActor, platformFor } from './context.ts';

/** A decision about one consent. */
export interface ConsentDecision {
  readonly given: boolean;
  /** Version of the words that were shown; the ones in force unless said. */
  readonly version?: string;
  readonly language?: ConsentLanguage;
}

/**
 * Gives or withdraws one consent: a single call either way. The history and the setting of the specification follow it in
 * one transaction; the learner's context, which the door asks, may stand on another deployment, so it is changed before a
 * withdrawal and after a gift: whatever happens between, what holds is the more careful.
 *
 * Decided again as it stands, nothing is written.
 *
 * @throws MasterXError `not_found`, `access_denied`, `guardian_decides`; `conflict` when other words are in force by now.
 */
export async function decideConsent(
  context: ConsentContext,
  learner: string,
  consent: ConsentName,
  { given, version, language = 'en' }: ConsentDecision,
): Promise<void> {
  const decider = await deciderOf(context, learner);
  if (given) await assertMayGive(context, learner, decider);
  const text = currentText(consent);
  if (version !== undefined && version !== text.version) {
    throw new MasterXError('conflict', { detail: `The words in force are of version ${text.version}.` });
  }
  const allowed = (await context.keyring.allowedBy([learner])).get(learner);
  if (!allowed) throw new MasterXError('not_found');
  const last = await lastDecision(context, learner, consent);
  if (allowed[consent] === given && last?.given === given && last.version === text.version) return;
  if (!given) await setAllowed(context, learner, consent, false);
  const { actor, clock, entropy } = context;
  await forActor(context).transaction(async (documents) => {
    await documents.collection('consents').insert([
      {
        decision_id: entropy.uuid(),
        user_id: learner,
        consent,
        given,
        version: text.version,
        language,
        text_hash: textHash(text, language),
        decided_at: clock.now(),
        decided_by: decider,
        ...(decider === 'guardian' && { guardian_id: actor.id }),
      },
    ]);
    const { setting } = CONSENTS[consent];
    if (setting === null) return;
    await documents.collection('users').revise('decide a consent', { user_id: learner }, (user) =>
      valueAt({ ...user }, setting) === given
        ? user
        : {
            ...user,
            ...withValueAt({ preferences: user.preferences }, setting, given),
            updated_at: clock.now(),
          },
    );
  });
  if (given) await setAllowed(context, learner, consent, true);
}

/** The decision in force about one consent; null where none was made here. */
export async function lastDecision(context: ConsentContext, learner: string, consent: ConsentName) {
  const { items } = await decisionsOf(context, learner);
  return items.find((one) => one.consent === consent) ?? null;
}

/** What a learner decided, latest first. */
export function decisionsOf(
  context: ConsentContext,
  learner: string,
  options: { readonly cursor?: string; readonly limit?: number } = {},
) {
  return forActor(context)
    .collection('consents')
    .query('consents_of_learner', {}, { limit: 200, ...options, learner });
}

/** Changes what the door goes by. Other processes know it within half a minute, this one at once. */
async function setAllowed(
  { actor, keyGate, vault, keyring }: ConsentContext,
  learner: string,
  consent: ConsentName,
  given: boolean,
): Promise<void> {
  const work = {
    actor: platformFor(actor),
    action: 'update' as const,
    operation: given ? 'give a consent' : 'withdraw a consent',
    collections: ['learner_contexts' as const],
    learners: [learner],
  };
  const updated = await keyGate.pass(work, () => vault.updateConsents(learner, { [consent]: given }));
  keyring.refresh(learner);
  if (!updated) throw new MasterXError('not_found');
}
