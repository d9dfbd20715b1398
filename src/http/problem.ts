import type { FastifyReply } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { ERRORS, type ErrorCode } from '../errors/table.ts';

/** Media type of an error (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** How to sign in, for whoever did not (RFC 6750 §3). */
const CHALLENGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  sign_in_failed: 'Bearer realm="masterx"',
  not_signed_in: 'Bearer realm="masterx"',
  token_refused: 'Bearer realm="masterx", error="invalid_token"',
};

/** A client that showed itself by Basic is told so (RFC 6749 §5.2). */
const FORM_CHALLENGES: typeof CHALLENGES = { sign_in_failed: 'Basic realm="masterx"' };

/** What the standard of the one route with a form calls failures (RFC 6749 §5.2). */
const OAUTH_ERRORS: Readonly<Partial<Record<ErrorCode, string>>> = {
  sign_in_failed: 'invalid_client',
  access_denied: 'invalid_scope',
  validation_failed: 'invalid_request',
  malformed_request: 'invalid_request',
  unsupported_media_type: 'invalid_request',
  body_too_large: 'invalid_request',
};

/** Seconds to wait where an overload does not say how long. */
const RETRY_AFTER_SECONDS = 1;

/** What the framework's own refusals are in the one table. */
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_HANDLER_TIMEOUT: 'overloaded',
};

/** Whatever was thrown while a request was answered, as an error of the table. */
export function errorOf(thrown: unknown): MasterXError {
  if (thrown instanceof MasterXError) return thrown;
  const { code, statusCode } = (thrown ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? FRAMEWORK_CODES[code] : undefined;
  if (known === 'overloaded') return overloaded('The answer took too long.');
  if (known) return new MasterXError(known);
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new MasterXError('malformed_request', { cause: thrown });
  }
  return MasterXError.from(thrown);
}

export function overloaded(detail: string, retryAfterSeconds = RETRY_AFTER_SECONDS): MasterXError {
  return new MasterXError('overloaded', { detail, retryAfterSeconds });
}

/** An error as it is answered. The cause stays in the log. */
export function problemOf(error: MasterXError, requestId: string, isForForm = false) {
  const { code, detail, hint, violations, retryable, retryAt } = error;
  const { title, status } = ERRORS[code];
  return {
    type: `/problems/${code}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    instance: `/requests/${requestId}`,
    code,
    hint,
    ...(violations.length > 0 && { violations }),
    ...(isForForm && OAUTH_ERRORS[code] !== undefined && { error: OAUTH_ERRORS[code] }),
    request_id: requestId,
    retryable,
    ...(retryAt !== undefined && { retry_at: retryAt.toISOString() }),
  };
}

/** Answers an error. */
export function sendProblem(reply: FastifyReply, error: MasterXError): FastifyReply {
  reply.request.refusal = error.code;
  const isForForm = reply.request.routeOptions?.config?.bodyType === 'form';
  const problem = problemOf(error, reply.request.id, isForForm);
  if (error.retryAfterSeconds !== undefined) reply.header('Retry-After', String(error.retryAfterSeconds));
  const challenge = isForForm ? FORM_CHALLENGES[error.code] : CHALLENGES[error.code];
  if (challenge !== undefined) reply.header('WWW-Authenticate', challenge);
  return reply
    .code(problem.status)
    .header('X-Request-Id', reply.request.id)
    .header('Cache-Control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}
