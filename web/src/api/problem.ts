/** An error as the service says it (RFC 9457), with what to do next. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  hint?: string;
  violations?: { path?: string; message?: string }[];
  request_id?: string;
}

export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** Whatever was thrown, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return {
    type: 'about:blank',
    title: 'This page ran into a fault of its own',
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
    hint: 'Try again; if it stays, reload the page.',
  };
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.status === 404;
}

/** A refusal that asking again cannot change. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.status >= 400 && error.problem.status < 500;
}

export const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'The service does not answer',
  status: 0,
  hint: 'Check that `masterx start` is still running on this machine, then try again.',
};

/** The problem in an answer that is not a success; proxies in between may answer with something else than JSON. */
export async function problemFrom(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: `The service answered ${response.status}`,
    status: response.status,
    hint: 'Try again in a moment.',
  };
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return fallback;
    return { ...fallback, ...body, status: response.status };
  } catch {
    return fallback;
  }
}
