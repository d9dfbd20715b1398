import { asLearner, request } from './request.ts';
import type { Answer, Marked, PracticeRound, SessionHeader } from './types.ts';

const of = (id: string) => `/learners/${encodeURIComponent(id)}/practice`;

/** Opens a session of ten questions on a subject. */
export function startPractice(id: string, subject: string): Promise<PracticeRound> {
  return request(asLearner(id), 'POST', of(id), { body: { subject } });
}

/** Hands in one answer; what comes back shows how it was marked and how it was stored. */
export function answerPractice(id: string, sessionId: string, answer: Answer): Promise<Marked> {
  return request(asLearner(id), 'POST', `${of(id)}/${encodeURIComponent(sessionId)}/answers`, {
    body: answer,
  });
}

/** Ends the session; the rating, 1 to 5, is the learner's to give or not. */
export function endPractice(id: string, sessionId: string, rating: number | null): Promise<SessionHeader> {
  return request(asLearner(id), 'POST', `${of(id)}/${encodeURIComponent(sessionId)}/end`, {
    body: rating === null ? {} : { user_satisfaction_rating: rating },
  });
}
