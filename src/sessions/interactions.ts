import type { ActorDocuments } from '../documents/documents.ts';
import { LIMITS } from '../std/limits.ts';
import type { Interaction, Session } from './recording.ts';

/** Interactions a session may have for its end to look at all of them; an end never takes unbounded memory. */
const INTERACTIONS_MAX = 20_000;

/** The interactions of a stored session, in order. */
export async function storedInteractions(
  documents: ActorDocuments,
  { session_id, user_id }: Pick<Session, 'session_id' | 'user_id'>,
): Promise<Interaction[]> {
  const sessions = documents.collection('learning_sessions');
  const all: Interaction[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await sessions.elements({ session_id, user_id }, 'interactions', {
      limit: LIMITS.answerDocumentsMax,
      ...(cursor && { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < INTERACTIONS_MAX);
  return all;
}

/** Whether all of a session's interactions are still there. */
export function isComplete({ evidence }: Session, interactions: readonly Interaction[]): boolean {
  return interactions.length >= evidence.interactions;
}
