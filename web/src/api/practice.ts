import { answerOf, api, asLearner, from } from './request.ts';
import type { Answer, Marked, PracticeRound, SessionHeader, Subject } from './types.ts';

/** Opens a session of ten questions on a subject. */
export function startPractice(id: string, subject: Subject): Promise<PracticeRound> {
  return answerOf(
    api.POST('/v1/learners/{user_id}/practice', {
      params: { path: { user_id: id } },
      body: { subject },
      ...from(asLearner(id)),
    }),
  );
}

/** Hands in one answer; what comes back shows how it was marked and how it was stored. */
export function answerPractice(id: string, sessionId: string, answer: Answer): Promise<Marked> {
  return answerOf(
    api.POST('/v1/learners/{user_id}/practice/{session_id}/answers', {
      params: { path: { user_id: id, session_id: sessionId } },
      body: answer,
      ...from(asLearner(id)),
    }),
  );
}

/** Ends the session; the rating, 1 to 5, is the learner's to give or not. */
export function endPractice(id: string, sessionId: string, rating: number | null): Promise<SessionHeader> {
  return answerOf(
    api.POST('/v1/learners/{user_id}/practice/{session_id}/end', {
      params: { path: { user_id: id, session_id: sessionId } },
      body: rating === null ? {} : { user_satisfaction_rating: rating },
      ...from(asLearner(id)),
    }),
  );
}
