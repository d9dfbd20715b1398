import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { LIMITS } from '../std/limits.ts';
import { record } from './record.ts';
import type { Interaction, RecordingHooks, Session, SessionEnd } from './recording.ts';

/** Interactions a session may have for its end to look at all of them; an end never takes unbounded memory. */
const INTERACTIONS_MAX = 20_000;

/**
 * Ends a session: what it did for each concept becomes history, and the learner's ratings are kept. Ending it again
 * changes nothing.
 *
 * @throws MasterXError `not_found`, `validation_failed`.
 */
export async function endSession(
  documents: ActorDocuments,
  sessionId: string,
  userId: string,
  end: Pick<SessionEnd, 'at' | 'ratings' | 'planned'>,
  hooks: RecordingHooks,
): Promise<Session> {
  const session = await documents
    .collection('learning_sessions')
    .get('session_lookup', { session_id: sessionId });
  if (session.user_id !== userId) throw new MasterXError('not_found');
  if (session.ended_at !== undefined) return session;
  const interactions = await allInteractions(documents, { session_id: sessionId, user_id: userId });
  const { session_id, user_id, started_at, session_context } = session;
  const start = { session_id, user_id, started_at, session_context };
  const [ended] = await record(
    documents,
    [{ start, interactions: [], end: { ...end, interactions } }],
    hooks,
  );
  return ended?.session ?? session;
}

async function allInteractions(
  documents: ActorDocuments,
  identity: Pick<Session, 'session_id' | 'user_id'>,
): Promise<Interaction[]> {
  const sessions = documents.collection('learning_sessions');
  const all: Interaction[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await sessions.elements(identity, 'interactions', {
      limit: LIMITS.answerDocumentsMax,
      ...(cursor && { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < INTERACTIONS_MAX);
  return all;
}
