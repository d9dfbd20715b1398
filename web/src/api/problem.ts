import type { Problem as ServiceProblem } from './description.ts';

/** An error as the service says it (RFC 9457), or as a page says it where the service could not. */
export type Problem = Omit<ServiceProblem, 'code' | 'instance' | 'request_id' | 'retryable'> &
  Partial<ServiceProblem>;

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

/** The problem in what an answer that is no success holds; proxies in between may answer with something else. */
export function problemFrom(status: number, body: unknown): Problem {
  const fallback: Problem = {
    type: 'about:blank',
    title: `The service answered ${status}`,
    status,
    hint: 'Try again in a moment.',
  };
  return typeof body === 'object' && body !== null ? { ...fallback, ...body, status } : fallback;
}
