import type { GrowingLists } from '../../derive/generated/documents.ts';
import { type Interaction, isRight, scoreOf } from '../attempt.ts';

/** One time that a concept was attempted or shown: what everything known of it is worked out from. */
export type Practice = GrowingLists['content_mastery']['practice_log'];

/** The session that practice belongs to. */
export interface PracticeSession {
  readonly session_id: string;
  readonly started_at: Date;
}

/** Where practice stands in the order of time: a total order over everything a learner does. */
export type PracticePlace = Pick<Practice, 'at' | 'session_id' | 'interaction_id'>;

/** What an interaction shows about its concept; null where it shows nothing. */
export function practiceOf(
  { session_id, started_at }: PracticeSession,
  { interaction_id, timestamp, assessed, personalization_applied, emotional_context }: Interaction,
): Practice | null {
  if (!assessed) return null;
  const score = scoreOf(assessed);
  const rating = assessed.rating ?? (isRight(assessed) ? 'good' : 'again');
  const style = personalization_applied?.explanation_style;
  return {
    session_id,
    interaction_id,
    session_started_at: started_at,
    at: timestamp,
    ...(score !== undefined && { score, rating }),
    ...(assessed.difficulty !== undefined && { difficulty: assessed.difficulty }),
    ...(style !== undefined && { explanation_style: style }),
    ...(emotional_context && { emotion: emotional_context.detected_emotion }),
  };
}

/** Below 0 where one place comes before another; 0 only for the same interaction of the same session. */
export function comparePlaces(one: PracticePlace, other: PracticePlace): number {
  return (
    one.at.getTime() - other.at.getTime() ||
    compareText(one.session_id, other.session_id) ||
    compareText(one.interaction_id, other.interaction_id)
  );
}

/** The place of practice, without the rest. */
export function placeOf({ at, session_id, interaction_id }: PracticePlace): PracticePlace {
  return { at, session_id, interaction_id };
}

/** By code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
