import type { Recorded, Recording, Session, SessionChange, WholeSession } from './recording.ts';

/** The concepts that recordings exercise, each with its learner and place in time. */
export function meetingsOf(recordings: readonly Pick<Recording, 'start' | 'interactions'>[]) {
  return recordings.flatMap(({ start, interactions }) =>
    interactions.flatMap(({ interaction_id, assessed, timestamp }) =>
      assessed
        ? [
            {
              user_id: start.user_id,
              subject: start.session_context.subject,
              topic: assessed.topic,
              concept: assessed.concept,
              at: timestamp,
              session_id: start.session_id,
              interaction_id,
            },
          ]
        : [],
    ),
  );
}

/** What recordings show of how concepts are known. */
export function studiesOf(recorded: readonly Recorded[]) {
  return recorded.map(({ session, added, ended, endedBefore }) => ({
    ...factsOf(session),
    added,
    ended: ended ?? endedBefore,
    again: endedBefore !== null,
  }));
}

/** A whole session as it is studied. */
export function studyOf({ session, interactions }: WholeSession) {
  return {
    ...factsOf(session),
    added: interactions,
    ended: session.ended_at === undefined ? null : interactions,
    again: false,
  };
}

/** What recordings changed of sessions. */
export function changesOf(recorded: readonly Recorded[]): SessionChange[] {
  return recorded.flatMap(({ session, before, begun, added, ended }) => {
    const changed = begun || added.length > 0 || ended !== null;
    return changed ? [{ before, after: session }] : [];
  });
}

/** The sessions whose feelings are to be summed up anew: ended ones with feelings, as they are or as they were. */
export function feltSessions(changes: readonly SessionChange[]) {
  return changes.flatMap(({ before, after }) => {
    const felt = (session: Session | null) =>
      session !== null && session.ended_at !== undefined && session.evidence.observations > 0;
    const session = after ?? before;
    if (!session || !(felt(before) || felt(after))) return [];
    const { session_id, user_id, started_at } = session;
    return [{ session_id, user_id, started_at }];
  });
}

/** The sessions that are or were ended, as they were and as they are. */
export function endedSessions(changes: readonly SessionChange[]): SessionChange[] {
  return changes.filter(
    ({ before, after }) =>
      after?.ended_at !== undefined || (after === null && before?.ended_at !== undefined),
  );
}

function factsOf({ user_id, session_id, session_context, started_at }: WholeSession['session']) {
  return {
    userId: user_id,
    sessionId: session_id,
    subject: session_context.subject,
    sessionType: session_context.session_type,
    startedAt: started_at,
  };
}
