import type { ActorDocuments } from '../documents/documents.ts';
import { isError, MasterXError } from '../errors/error.ts';
import { emptySummary, inOrder, summarise } from '../learning/session-summary.ts';
import { invariant } from '../std/assert.ts';
import { isComplete, storedInteractions } from './interactions.ts';
import type { Interaction, RecordingHooks, Session, SessionChange } from './recording.ts';
import { settled, withSummary } from './summary.ts';
import { followTurns, turned, turnsBySession } from './turns.ts';

/** What was recorded wrongly of a session; what is not named stays. */
export interface Correction {
  readonly started_at?: Date;
  /** Only of a session that has ended. It never ends before its latest interaction. */
  readonly ended_at?: Date;
  readonly session_context?: Session['session_context'];
  /** Each takes the place of the interaction with the same identifier. */
  readonly interactions?: readonly Interaction[];
  /** Identifiers of interactions that did not happen. */
  readonly removed?: readonly string[];
}

/** A session after a correction, and every session that changed with it. */
export interface Corrected {
  readonly session: Session;
  readonly changes: readonly SessionChange[];
}

type Identity = Pick<Session, 'session_id' | 'user_id'>;

/**
 * Corrects a session: the session, and everything that was derived from it, is as if it had been recorded so, in one
 * transaction. Costs a look at the whole session and at all practice of the concepts in it.
 *
 * @throws MasterXError `not_found` for a session or an interaction that is not there, also where the interactions were
 * deleted in time; `conflict` for an end of a session that runs; `validation_failed`.
 */
export function correctSession(
  documents: ActorDocuments,
  { session_id, user_id }: Identity,
  correction: Correction,
  hooks: RecordingHooks,
): Promise<Corrected> {
  return documents.transaction(async (within) => {
    const sessions = within.collection('learning_sessions');
    const before = await headerOf(within, { session_id, user_id });
    if (before === null) throw new MasterXError('not_found');
    const there = inOrder(await storedInteractions(within, before));
    if (!isComplete(before, there)) {
      throw new MasterXError('not_found', { detail: 'The interactions of the session are gone.' });
    }
    if (correction.ended_at && before.ended_at === undefined) {
      throw new MasterXError('conflict', { detail: 'The session has not ended.' });
    }
    const interactions = correctedInteractions(there, correction);
    const now = hooks.now();
    const corrected = summedUp(before, correction, interactions, now);
    const turns = await hooks.relearn(
      within,
      { session: before, interactions: there },
      { session: corrected.session, interactions },
    );
    const own = {
      introduced: new Map(
        turns.flatMap(({ key, introduced }) =>
          introduced.after === session_id ? [[key.concept, true] as const] : [],
        ),
      ),
      mastered: new Map(
        turns.flatMap(({ key, mastered: { after } }) =>
          after?.sessionId === session_id ? [[key.concept, after.confidence] as const] : [],
        ),
      ),
    };
    const { document: after } = await sessions.append(
      'correct',
      { session_id, user_id },
      {},
      (session, _, __, replace) => {
        invariant(session.revision === before.revision, 'a transaction sees one state');
        replace({ ...corrected.growth, interactions });
        return turned(corrected.session, own, interactions);
      },
    );
    const others = turns.filter((turn) => turnsBySession([turn]).size > 0);
    const changes = await followTurns(within, [{ before, after }], others);
    await hooks.follow(within, changes);
    const session = changes.find((change) => change.after?.session_id === session_id)?.after ?? after;
    return { session, changes };
  });
}

/**
 * Removes a session with everything that was derived from it: all is as if it had never been. Where the session itself
 * was deleted in time, what it contributed is taken away.
 *
 * @throws MasterXError `not_found` where nothing is there of it.
 */
export function removeSession(
  documents: ActorDocuments,
  { session_id, user_id }: Identity,
  hooks: RecordingHooks,
): Promise<readonly SessionChange[]> {
  return documents.transaction(async (within) => {
    const sessions = within.collection('learning_sessions');
    const before = await headerOf(within, { session_id, user_id });
    if (before === null) {
      const { turns, found } = await hooks.forget(within, { session_id, user_id });
      if (!found) throw new MasterXError('not_found');
      const changes = await followTurns(within, [], turns);
      await hooks.follow(within, changes);
      return changes;
    }
    const interactions = inOrder(await storedInteractions(within, before));
    const turns = isComplete(before, interactions)
      ? await hooks.relearn(within, { session: before, interactions }, null)
      : (await hooks.forget(within, { session_id, user_id })).turns;
    await sessions.remove('delete session', [{ session_id, user_id }]);
    const changes = await followTurns(within, [{ before, after: null }], turns);
    await hooks.follow(within, changes);
    return changes;
  });
}

/** A session without its growing lists, as the transaction sees it; null where it is not there, or another learner's. */
async function headerOf(within: ActorDocuments, { session_id, user_id }: Identity): Promise<Session | null> {
  try {
    const { document } = await within
      .collection('learning_sessions')
      .append('look at a session', { session_id, user_id }, {});
    return document.user_id === user_id ? document : null;
  } catch (thrown) {
    if (isError(thrown, 'not_found')) return null;
    throw thrown;
  }
}

function correctedInteractions(
  there: readonly Interaction[],
  { interactions = [], removed = [] }: Correction,
): Interaction[] {
  const known = new Set(there.map(({ interaction_id }) => interaction_id));
  const missing = [...interactions.map(({ interaction_id }) => interaction_id), ...removed].find(
    (id) => !known.has(id),
  );
  if (missing !== undefined) throw new MasterXError('not_found', { detail: 'There is no such interaction.' });
  const instead = new Map(interactions.map((one) => [one.interaction_id, one]));
  const gone = new Set(removed);
  return inOrder(
    there.flatMap((one) => (gone.has(one.interaction_id) ? [] : [instead.get(one.interaction_id) ?? one])),
  );
}

/** The session as its corrected interactions amount to, but for what only others know: what was new and mastered. */
function summedUp(
  before: Session,
  { started_at, ended_at, session_context }: Correction,
  interactions: readonly Interaction[],
  now: Date,
) {
  const context = session_context ?? before.session_context;
  const { summary, growth } = summarise(emptySummary(), interactions, {
    sessionType: context.session_type,
    topics: context.topics,
    isNew: () => false,
  });
  const { duration_minutes: _, ...rest } = before;
  const base: Session = {
    ...rest,
    evidence: { ...before.evidence, ...(ended_at && { end_given: ended_at }) },
    started_at: started_at ?? before.started_at,
    session_context: context,
  };
  return { session: settled(withSummary(base, summary), undefined, now), growth };
}
