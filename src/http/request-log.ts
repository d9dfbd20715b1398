import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ErrorCode } from '../errors/table.ts';
import type { Role } from '../schema/vocabulary/roles.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { overloaded } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the caller is known. */
    callerRole: Role | null;
    /** Why it was refused or failed; set with the answer. */
    refusal: ErrorCode | null;
  }
}

/**
 * Counts requests under way, refuses more than the service can take, and writes one line for each when it is over:
 * the route's pattern rather than its URL, never a body.
 */
export function followRequests(app: FastifyInstance, logger: Logger): void {
  let underWay = 0;
  let credentialsUnderWay = 0;
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.decorateRequest('callerRole', null);
  app.decorateRequest('refusal', null);
  app.addHook('onRequest', async (request, reply) => {
    const { rate, perMinuteMax } = request.routeOptions.config;
    const takesCredentials = perMinuteMax !== undefined;
    // Signs of life are answered under load as well: a busy service is none that should be restarted.
    const isFull = rate !== 'none' && underWay >= HTTP_LIMITS.requestsUnderWayMax;
    const isFullOfCredentials = takesCredentials && credentialsUnderWay >= HTTP_LIMITS.credentialsUnderWayMax;
    // What is refused takes no place, however long it takes to hear so.
    const place = isFull || isFullOfCredentials || isClosing ? 0 : 1;
    const kept = takesCredentials ? place : 0;
    underWay += place;
    credentialsUnderWay += kept;
    let over = false;
    const finish = () => {
      if (over) return;
      over = true;
      underWay -= place;
      credentialsUnderWay -= kept;
      writeLine(logger, request, reply);
    };
    // A connection that breaks closes without finishing.
    reply.raw.once('finish', finish);
    reply.raw.once('close', finish);
    reply.header('X-Request-Id', request.id);
    if (isClosing) throw overloaded('The service is ending.');
    if (isFull) throw overloaded(`${HTTP_LIMITS.requestsUnderWayMax} requests are under way.`);
    if (isFullOfCredentials) {
      throw overloaded(`${HTTP_LIMITS.credentialsUnderWayMax} requests with credentials are under way.`);
    }
  });
}

/** Writes the line of a request that is over. */
export function writeLine(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  logger.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.raw.headersSent ? reply.raw.statusCode : null,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      request_id: request.id,
      role: request.callerRole,
      ...(request.refusal !== null && { code: request.refusal }),
      ...(!reply.raw.writableEnded && { aborted: true }),
    },
    'request',
  );
}
