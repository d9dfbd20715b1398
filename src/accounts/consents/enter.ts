import type { ConsentDocument, NewConsentDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import type { Entropy } from '../../std/random.ts';
import { withConsents } from './privacy-settings.ts';

/** A decision about one consent, and the words under which it was made. */
export interface EnteredDecision {
  readonly consent: ConsentName;
  readonly given: boolean;
  readonly words: Pick<Required<ConsentDocument>, 'version' | 'language' | 'text_hash'>;
}

/** Who decided, and when. */
export interface DecidedBy extends Pick<ConsentDocument, 'decided_by' | 'guardian_id'> {
  readonly at: Date;
}

/** What puts decisions in force. */
export interface DecisionParts {
  /** As the platform, doing for whoever decides what only it may. */
  readonly documents: ActorDocuments;
  /** Changes what the door goes by; may stand on another deployment. */
  readonly enforce: (
    learner: string,
    consents: Readonly<Record<string, boolean>>,
    decidedAt: Date,
  ) => Promise<void>;
  readonly entropy: Entropy;
}

/** The entries of the history for decisions of one moment. */
export function historyOf(
  learner: string,
  decisions: readonly EnteredDecision[],
  { at, ...by }: DecidedBy,
  entropy: Entropy,
): readonly NewConsentDocument[] {
  return decisions.map(({ consent, given, words }) => ({
    decision_id: entropy.uuid(),
    user_id: learner,
    consent,
    given,
    ...words,
    decided_at: at,
    ...by,
  }));
}

/**
 * Puts decisions in force: the one way, for learners, guardians and the platform. The history and the settings of the
 * specification follow in one transaction, with whatever else belongs to it; the learner's context, which the door asks,
 * is changed before a withdrawal and after a gift: whatever happens between, what holds is the more careful. A gift that
 * reaches the context late does not undo a withdrawal that was decided after it.
 */
export async function enterDecisions(
  { documents, enforce, entropy }: DecisionParts,
  learner: string,
  decisions: readonly EnteredDecision[],
  by: DecidedBy,
  also: (within: ActorDocuments) => Promise<void> = async () => undefined,
): Promise<void> {
  const at = await momentOf(documents, learner, by.at);
  await enforce(learner, thoseOf(decisions, false), at);
  await documents.transaction(async (within) => {
    await within.collection('consents').insert([...historyOf(learner, decisions, { ...by, at }, entropy)]);
    await within.collection('users').revise('decide consents', { user_id: learner }, (user) => ({
      ...withConsents(user, decisions),
      updated_at: by.at,
    }));
    await also(within);
  });
  await enforce(learner, thoseOf(decisions, true), at);
}

/** When a decision counts as made: later than all that stand, also where another node's clock is ahead of this one's. */
async function momentOf(documents: ActorDocuments, learner: string, now: Date): Promise<Date> {
  const { items } = await documents
    .collection('consents')
    .query('consents_of_learner', {}, { learner, limit: 1 });
  const latest = items[0]?.decided_at.getTime() ?? Number.NEGATIVE_INFINITY;
  return new Date(Math.max(now.getTime(), latest + 1));
}

/** The decisions that are yes, or those that are no. */
function thoseOf(decisions: readonly EnteredDecision[], wanted: boolean): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    decisions.filter(({ given }) => given === wanted).map(({ consent, given }) => [consent, given]),
  );
}
