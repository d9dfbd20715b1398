import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { LIMITS } from '../std/limits.ts';
import { record } from './record.ts';
import type { RecordingHooks } from './recording.ts';

/**
 * Ends the sessions of which nothing was recorded since a moment: each at its latest interaction, or where there is
 * none, when it began. What is recorded meanwhile keeps its session open. Run again, it changes nothing.
 *
 * @returns how many were ended.
 * @throws MasterXError `interrupted` between two sessions.
 */
export async function endAbandoned(
  documents: ActorDocuments,
  idleSince: Date,
  hooks: RecordingHooks,
  signal?: AbortSignal,
): Promise<number> {
  const sessions = documents.collection('learning_sessions');
  let ended = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof leftOpen>> = await leftOpen(cursor);
    for (const { session_id, started_at } of page.items) {
      if (signal?.aborted) throw new MasterXError('interrupted');
      const session = await sessions.find('session_lookup', { session_id });
      if (!session || session.ended_at !== undefined) continue;
      const { user_id, session_context } = session;
      const {
        recorded: [one],
      } = await record(
        documents,
        [
          {
            start: { session_id, user_id, started_at, session_context },
            interactions: [],
            end: { at: started_at, abandoned: true, ifIdleSince: idleSince },
          },
        ],
        hooks,
      );
      if (one?.ended) ended++;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ended;

  function leftOpen(from: string | null) {
    return sessions.query(
      'sessions_left_open',
      { until: idleSince },
      { limit: LIMITS.answerDocumentsMax, ...(from !== null && { cursor: from }) },
    );
  }
}
