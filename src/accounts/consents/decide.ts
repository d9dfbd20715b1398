import { MasterXError } from '../../errors/error.ts';
import { type ConsentLanguage, currentText, textHash } from '../../schema/vocabulary/consent-texts.ts';
import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import { assertMayGive, type ConsentContext, deciderOf, decisionParts, forActor } from './context.ts';
import { enterDecisions } from './enter.ts';

/** A decision about one consent. */
export interface ConsentDecision {
  readonly given: boolean;
  /** Version of the words that were shown; the ones in force unless said. */
  readonly version?: string;
  readonly language?: ConsentLanguage;
}

/**
 * Gives or withdraws one consent: a single call either way. Decided again as it stands, nothing is written.
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
  if (given) await assertMayGive(context, learner, decider, consent);
  const text = currentText(consent);
  if (version !== undefined && version !== text.version) {
    throw new MasterXError('conflict', { detail: `The words in force are of version ${text.version}.` });
  }
  const allowed = (await context.keyring.allowedBy([learner])).get(learner);
  if (!allowed) throw new MasterXError('not_found');
  const last = await lastDecision(context, learner, consent);
  if (allowed[consent] === given && last?.given === given && last.version === text.version) return;
  const { actor, clock } = context;
  await enterDecisions(
    decisionParts(context),
    learner,
    [{ consent, given, words: { version: text.version, language, text_hash: textHash(text, language) } }],
    { decided_by: decider, ...(decider === 'guardian' && { guardian_id: actor.id }), at: clock.now() },
  );
}

/** The decision in force about one consent; null where none was made here. */
export function lastDecision(context: ConsentContext, learner: string, consent: ConsentName) {
  return forActor(context).collection('consents').find('decision_in_force', { consent }, { learner });
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
