import createClient from 'openapi-fetch';
import { keeper } from '../sign-in/here.ts';
import type { paths } from './description.ts';
import { ApiProblem, problemFrom, UNREACHABLE } from './problem.ts';

/** Who asks where nobody has to sign in: the service then listens to its own machine only and takes the caller's word. */
export type Actor = 'operator' | `learner:${string}`;

export function asLearner(userId: string): Actor {
  return `learner:${userId}`;
}

const ACTOR_HEADER = 'MasterX-Actor';

/** Sends a request as whoever signed in; a token that is refused is renewed once. */
async function fetchSignedIn(request: Request): Promise<Response> {
  const token = await keeper.token();
  if (token === null) return fetch(request);
  // A body can be read once, and what is asked again needs it again.
  const again = request.clone();
  const answer = await fetch(bearing(request, token));
  if (answer.status !== 401) return answer;
  const renewed = await keeper.renewed(token);
  return renewed === null ? answer : fetch(bearing(again, renewed));
}

function bearing(request: Request, token: string): Request {
  const headers = new Headers(request.headers);
  headers.delete(ACTOR_HEADER);
  headers.set('Authorization', `Bearer ${token}`);
  return new Request(request, { headers });
}

/** The API, typed by its own description. */
export const api = createClient<paths>({ fetch: fetchSignedIn });

/** What every request carries. */
export function from(actor: Actor, signal?: AbortSignal) {
  return { headers: { [ACTOR_HEADER]: actor }, ...(signal && { signal }) };
}

/** For what only those who signed in can ask: it is their own, whoever they are. */
export function signedIn(signal?: AbortSignal) {
  return { ...(signal && { signal }) };
}

interface Asked<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer to a request. @throws ApiProblem for every answer that is not a success. */
export async function answerOf<T>(asked: Promise<Asked<T>>, signal?: AbortSignal): Promise<T> {
  const { data } = await succeeded(asked, signal);
  if (data === undefined) throw new ApiProblem(problemFrom(200, undefined));
  return data;
}

/** For what answers with nothing: that it was done. @throws ApiProblem for every answer that is not a success. */
export async function doneOf(asked: Promise<Asked<unknown>>): Promise<void> {
  await succeeded(asked);
}

async function succeeded<T>(asked: Promise<Asked<T>>, signal?: AbortSignal): Promise<Asked<T>> {
  let answer: Asked<T>;
  try {
    answer = await asked;
  } catch (error) {
    // Only a failing network throws here, and whoever no longer wants the answer.
    if (signal?.aborted || error instanceof ApiProblem) throw error;
    throw new ApiProblem(UNREACHABLE);
  }
  if (!answer.response.ok) throw new ApiProblem(problemFrom(answer.response.status, answer.error));
  return answer;
}
