import createClient from 'openapi-fetch';
import type { paths } from './generated/api.ts';
import { ApiProblem, problemFrom, UNREACHABLE } from './problem.ts';

/** Who asks. Until sign-in exists the service listens to this machine only and takes the caller's word for it. */
export type Actor = 'operator' | `learner:${string}`;

export function asLearner(userId: string): Actor {
  return `learner:${userId}`;
}

/** The API, typed by its own description. */
export const api = createClient<paths>();

/** What every request carries. */
export function from(actor: Actor, signal?: AbortSignal) {
  return { headers: { 'MasterX-Actor': actor }, ...(signal && { signal }) };
}

interface Asked<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer to a request. @throws ApiProblem for every answer that is not a success. */
export async function answerOf<T>(asked: Promise<Asked<T>>, signal?: AbortSignal): Promise<T> {
  let answer: Asked<T>;
  try {
    answer = await asked;
  } catch (error) {
    // Only a failing network throws here, and whoever no longer wants the answer.
    if (signal?.aborted) throw error;
    throw new ApiProblem(UNREACHABLE);
  }
  const { data, error, response } = answer;
  if (!response.ok || data === undefined) throw new ApiProblem(problemFrom(response.status, error));
  return data;
}
