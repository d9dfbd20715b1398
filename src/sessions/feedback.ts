import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { LIMITS } from '../std/limits.ts';
import type { Intervention, Session } from './recording.ts';

/** What a learner says of a session; points from 1 to 5. What is not named stays as it is. */
export interface Feedback {
  readonly user_satisfaction_rating?: number;
  readonly perceived_difficulty_rating?: number;
  readonly emotional_satisfaction_rating?: number;
  /** How much each of the interventions helped, told by its moment and kind. */
  readonly interventions?: readonly Required<
    Pick<Intervention, 'timestamp' | 'intervention_type' | 'effectiveness_rating'>
  >[];
}

/**
 * Enters what the learner says of a session, while it runs or after. Given again, the later word counts.
 *
 * @throws MasterXError `not_found` for a session or an intervention that is not there; `validation_failed`.
 */
export async function giveFeedback(
  documents: ActorDocuments,
  { session_id, user_id }: Pick<Session, 'session_id' | 'user_id'>,
  { interventions = [], ...ratings }: Feedback,
): Promise<Session> {
  const sessions = documents.collection('learning_sessions');
  const rated = interventions.length === 0 ? null : await ratedInterventions();
  const { document } = await sessions.append(
    'feedback',
    { session_id, user_id },
    {},
    (session, _, __, replace) => {
      if (rated) replace({ 'emotional_journey.interventions_applied': rated });
      return { ...session, session_outcome: { ...session.session_outcome, ...ratings } };
    },
  );
  return document;

  async function ratedInterventions(): Promise<Intervention[]> {
    const there: Intervention[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pageFrom>> = await pageFrom(cursor);
      there.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null && there.length < LIMITS.replaceElementsMax);
    const points = new Map(interventions.map((one) => [keyOf(one), one.effectiveness_rating]));
    const missing = interventions.find((one) => !there.some((other) => keyOf(other) === keyOf(one)));
    if (missing) throw new MasterXError('not_found', { detail: 'There is no such intervention.' });
    return there.map((one) => {
      const rating = points.get(keyOf(one));
      return rating === undefined ? one : { ...one, effectiveness_rating: rating };
    });
  }

  function pageFrom(cursor: string | null) {
    return sessions.elements({ session_id, user_id }, 'emotional_journey.interventions_applied', {
      limit: LIMITS.answerDocumentsMax,
      ...(cursor !== null && { cursor }),
    });
  }
}

function keyOf({
  timestamp,
  intervention_type,
}: Pick<Intervention, 'timestamp' | 'intervention_type'>): string {
  return `${timestamp.getTime()} ${intervention_type}`;
}
