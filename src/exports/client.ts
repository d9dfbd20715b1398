/**
 * The HTTP API as a program calls it, typed by the description of the service.
 *
 *   const client = createClient({ baseUrl: 'https://learn.example', token });
 *   const page = await answerOf(
 *     client.GET('/v1/learners/{user_id}/sessions', { params: { path: { user_id } } }),
 *   );
 */
import createFetchClient, { type Client } from 'openapi-fetch';
import type { Problem, paths } from './generated/http-api.ts';

export type * from './generated/http-api.ts';

/** How the service is reached, and as whom. */
export interface ClientOptions {
  /** Where the service is, such as `https://learn.example`. */
  readonly baseUrl: string;
  /** Access token that each request carries; a function is asked anew for each, so that it can renew one. */
  readonly token?: string | (() => string | Promise<string>);
  /** Who asks, for a service where nobody has to sign in (this machine only). */
  readonly actor?: 'operator' | `learner:${string}`;
  /** In the place of the global `fetch`, for proxies and tests. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** One method for each HTTP method; path, parameters, body and answer are those of the service's description. */
export type MasterXClient = Client<paths>;

/** Makes a client. It keeps no connection of its own and needs not be closed. */
export function createClient({ baseUrl, token, actor, fetch }: ClientOptions): MasterXClient {
  const client = createFetchClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(actor !== undefined && { headers: { 'MasterX-Actor': actor } }),
  });
  if (token === undefined) return client;
  client.use({
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      return request;
    },
  });
  return client;
}

/** The service refused or failed; `problem` says why and what to do (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  /** HTTP status. */
  readonly status: number;
  /** What the service said; null where something in between answered instead of it. */
  readonly problem: Problem | null;
  /** Seconds after which it may be asked again, where it says so. */
  readonly retryAfterSeconds: number | null;

  constructor({ status, statusText, headers }: Response, body: unknown) {
    const problem = isProblem(body) ? body : null;
    super(
      problem ? (problem.detail ?? problem.title) : `The service answered ${status} ${statusText}`.trim(),
    );
    this.status = status;
    this.problem = problem;
    const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(seconds) ? seconds : null;
  }
}

/**
 * The answer to a request; undefined where a success has none.
 *
 * @throws ProblemError for every answer that is no success; what `fetch` throws when the service cannot be reached.
 */
export async function answerOf<T>(
  asked: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new ProblemError(response, error);
  return data as T;
}

function isProblem(body: unknown): body is Problem {
  return body !== null && typeof body === 'object' && 'code' in body && 'request_id' in body;
}
