import { MasterXError } from '../../errors/error.ts';
import type { ActorPlatform } from '../../platform.ts';
import { SCHEMA } from '../../schema/schema.ts';
import type { Session } from '../../sessions/recording.ts';

/** A session of this learner. @throws MasterXError `not_found` for one of somebody else, too. */
export async function sessionOf(
  platform: ActorPlatform,
  learner: string,
  sessionId: string,
): Promise<Session> {
  const session = await platform.sessions.lookup(sessionId);
  if (session.user_id !== learner) throw new MasterXError('not_found');
  return session;
}

/** What begins a session, as it was stored. */
export function startOf({ session_id, user_id, started_at, session_context }: Session) {
  return { session_id, user_id, started_at, session_context };
}

const GROWING = (SCHEMA.collections['learning_sessions']?.growingLists ?? []).map(({ path }) =>
  path.split('.'),
);

/** A session without its growing lists: the same form, whether it was just changed or read. */
export function headerOf(session: Session): Readonly<Record<string, unknown>> {
  let header: Record<string, unknown> = { ...session };
  for (const path of GROWING) header = withoutPath(header, path);
  return header;
}

function withoutPath(
  document: Record<string, unknown>,
  [name = '', ...deeper]: readonly string[],
): Record<string, unknown> {
  const { [name]: inside, ...others } = document;
  if (deeper.length === 0 || inside === null || typeof inside !== 'object') return others;
  return { ...document, [name]: withoutPath({ ...inside }, deeper) };
}
