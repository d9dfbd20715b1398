import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { record } from './record.ts';
import type { RecordingHooks, Session, SessionEnd } from './recording.ts';

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
  end: Omit<SessionEnd, 'interactions'>,
  hooks: RecordingHooks,
): Promise<Session> {
  const session = await documents
    .collection('learning_sessions')
    .get('session_lookup', { session_id: sessionId });
  if (session.user_id !== userId) throw new MasterXError('not_found');
  if (session.ended_at !== undefined) return session;
  const { session_id, user_id, started_at, session_context } = session;
  const start = { session_id, user_id, started_at, session_context };
  const { recorded } = await record(documents, [{ start, interactions: [], end }], hooks);
  return recorded[0]?.session ?? session;
}
