import type { ActorDocuments } from '../documents/documents.ts';
import { isError } from '../errors/error.ts';
import { emptySummary, inOrder, masteredOf, summarise, withMastered } from '../learning/session-summary.ts';
import { storedInteractions } from './interactions.ts';
import type { ConceptTurn, Interaction, Session, SessionChange } from './recording.ts';
import { settled } from './summary.ts';

/** What turned out of one session: concepts that were, or were not after all, first met and first mastered in it. */
interface SessionTurn {
  readonly userId: string;
  readonly introduced: Map<string, boolean>;
  /** Confidence, or null where it was not mastered there. */
  readonly mastered: Map<string, number | null>;
}

/**
 * Enters in sessions where concepts turned out to be first met and mastered, in those that were just recorded and in
 * earlier and later ones. Sessions that are gone are passed over.
 *
 * @param recorded the changes so far; each session's newest `after` counts.
 * @returns all changes, those so far included.
 */
export async function followTurns(
  within: ActorDocuments,
  recorded: readonly SessionChange[],
  turns: readonly ConceptTurn[],
): Promise<SessionChange[]> {
  const known = new Map(recorded.map((change) => [(change.after ?? change.before)?.session_id, change]));
  const changed = new Map<string, SessionChange>();
  for (const [sessionId, turn] of turnsBySession(turns)) {
    const current = known.get(sessionId);
    if (current && !turnsOut(current.after, turn)) continue;
    const interactions = await interactionsFor(within, sessionId, turn, current?.after ?? null);
    if (interactions === 'gone') continue;
    let before: Session | null = null;
    const { document } = await within
      .collection('learning_sessions')
      .append('follow concepts', { session_id: sessionId, user_id: turn.userId }, {}, (session) => {
        before = session;
        return turned(session, turn, interactions);
      });
    changed.set(sessionId, { before: current ? current.before : before, after: document });
  }
  const others = [...changed].flatMap(([id, change]) => (known.has(id) ? [] : [change]));
  return [
    ...recorded.map((change) => changed.get((change.after ?? change.before)?.session_id ?? '') ?? change),
    ...others,
  ];
}

/** A session in which concepts turned out to be met and mastered first. */
export function turned(
  session: Session,
  { introduced, mastered }: Pick<SessionTurn, 'introduced' | 'mastered'>,
  interactions: readonly Interaction[] | null,
): Session {
  const { learning_progress: progress, session_context, evidence } = session;
  const met = new Set(progress.concepts_introduced);
  for (const [concept, isHere] of introduced) met[isHere ? 'add' : 'delete'](concept);
  const reached = new Map(masteredOf(progress));
  for (const [concept, confidence] of mastered) {
    if (confidence === null) reached.delete(concept);
    else reached.set(concept, confidence);
  }
  const { session_type, topics } = session_context;
  const introducedInOrder = interactions
    ? summarise(emptySummary(), interactions, {
        sessionType: session_type,
        topics,
        isNew: (concept) => met.has(concept),
      }).summary.learning_progress.concepts_introduced
    : [...met];
  const next = {
    ...session,
    learning_progress: withMastered(
      { ...progress, concepts_introduced: introducedInOrder },
      evidence.concepts,
      reached,
    ),
  };
  return settled(next, undefined, null);
}

/** What a change of concepts says of each session. */
export function turnsBySession(turns: readonly ConceptTurn[]): ReadonlyMap<string, SessionTurn> {
  const bySession = new Map<string, SessionTurn>();
  const turnOf = (sessionId: string, userId: string): SessionTurn => {
    const turn = bySession.get(sessionId) ?? { userId, introduced: new Map(), mastered: new Map() };
    bySession.set(sessionId, turn);
    return turn;
  };
  for (const { key, introduced, mastered } of turns) {
    const { user_id: userId, concept } = key;
    if (introduced.before !== introduced.after) {
      if (introduced.before !== null) turnOf(introduced.before, userId).introduced.set(concept, false);
      if (introduced.after !== null) turnOf(introduced.after, userId).introduced.set(concept, true);
    }
    const [was, is] = [mastered.before, mastered.after];
    if (was && was.sessionId !== is?.sessionId) turnOf(was.sessionId, userId).mastered.set(concept, null);
    if (is && (was?.sessionId !== is.sessionId || was.confidence !== is.confidence)) {
      turnOf(is.sessionId, userId).mastered.set(concept, is.confidence);
    }
  }
  return bySession;
}

/** Whether a turn says anything of a session that is not entered in it yet. */
function turnsOut(session: Session | null, { introduced, mastered }: SessionTurn): boolean {
  if (!session) return false;
  const met = new Set(session.learning_progress.concepts_introduced);
  const reached = masteredOf(session.learning_progress);
  return (
    [...introduced].some(([concept, isHere]) => met.has(concept) !== isHere) ||
    [...mastered].some(([concept, confidence]) => (reached.get(concept) ?? null) !== confidence)
  );
}

/**
 * All interactions of a session, where their order is needed to enter a concept in its place; null where they are not
 * needed or no longer complete.
 */
async function interactionsFor(
  within: ActorDocuments,
  session_id: string,
  { userId, introduced }: SessionTurn,
  session: Session | null,
): Promise<readonly Interaction[] | null | 'gone'> {
  const isGained = [...introduced.values()].some((isHere) => isHere);
  if (session && !isGained) return null;
  try {
    const stored = inOrder(await storedInteractions(within, { session_id, user_id: userId }));
    return isGained && stored.length > 0 ? stored : null;
  } catch (thrown) {
    if (isError(thrown, 'not_found')) return 'gone';
    throw thrown;
  }
}
