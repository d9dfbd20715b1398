import { ApiProblem, problemFrom, UNREACHABLE } from './problem.ts';

/** Who asks. Until sign-in exists the service listens to this machine only and takes the caller's word for it. */
export type Actor = 'operator' | `learner:${string}`;

export function asLearner(userId: string): Actor {
  return `learner:${userId}`;
}

interface Options {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Asks the API and answers the JSON. @throws ApiProblem for every answer that is not a success. */
export async function request<T>(
  actor: Actor,
  method: 'GET' | 'POST',
  path: string,
  { query = {}, body, signal }: Options = {},
): Promise<T> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const suffix = parameters.size > 0 ? `?${parameters}` : '';
  const headers: Record<string, string> = { Accept: 'application/json', 'MasterX-Actor': actor };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/v1${path}${suffix}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem(UNREACHABLE);
  }
  if (!response.ok) throw new ApiProblem(await problemFrom(response));
  return response.json() as Promise<T>;
}
