import type { Recorded, Recording } from './recording.ts';

/** The concepts that recordings exercise, each with its learner and moment. */
export function meetingsOf(recordings: readonly Recording[]) {
  return recordings.flatMap(({ start, interactions }) =>
    interactions.flatMap(({ assessed, timestamp }) =>
      assessed
        ? [
            {
              user_id: start.user_id,
              subject: start.session_context.subject,
              topic: assessed.topic,
              concept: assessed.concept,
              at: timestamp,
            },
          ]
        : [],
    ),
  );
}

/** What recordings show of how concepts are known. */
export function studiesOf(recorded: readonly Recorded[]) {
  return recorded.map(({ session, added, ended }) => ({
    userId: session.user_id,
    sessionId: session.session_id,
    subject: session.session_context.subject,
    sessionType: session.session_context.session_type,
    startedAt: session.started_at,
    added,
    ended,
  }));
}

/** The sessions that have ended and whose feelings are to be summed up: those that ended now, or got more since. */
export function feltSessions(recorded: readonly Recorded[]) {
  return recorded.flatMap(({ session, begun, added, ended }) => {
    const { session_id, user_id, started_at, ended_at, evidence } = session;
    const changed = begun || added.length > 0 || ended !== null;
    return ended_at !== undefined && changed && evidence.observations > 0
      ? [{ session_id, user_id, started_at }]
      : [];
  });
}

/** The sessions that are ended, as they were and as they are now, where something of them changed. */
export function endedSessions(recorded: readonly Recorded[]) {
  return recorded.flatMap(({ session, before, begun, added, ended }) => {
    const changed = begun || added.length > 0 || ended !== null;
    return session.ended_at !== undefined && changed ? [{ before, after: session }] : [];
  });
}
