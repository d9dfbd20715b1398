import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { callerOf } from './caller.ts';
import { clientCertificateOf } from './client-certificate.ts';
import { jsonReader, textReader } from './input.ts';
import { type QueryString, singleValues } from './query-string.ts';
import {
  type Answer,
  type Asking,
  credentialsPerMinuteMax,
  isAnsweredUnderLoad,
  needsCaller,
  type Route,
  type Surroundings,
} from './route.ts';

/** Makes Fastify's routes of the table: read, check, call, answer. */
export function serveRoutes(app: FastifyInstance, routes: readonly Route[], around: Surroundings): void {
  for (const route of routes) serveRoute(app, route, around);
}

function serveRoute(app: FastifyInstance, route: Route, around: Surroundings): void {
  const readParams = textReader(route.params);
  const readQuery = textReader(route.query);
  const readBody = route.body && jsonReader(route.body);
  const { bodyType } = route;
  const perMinuteMax = credentialsPerMinuteMax(route);
  app.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ':$1'),
    config: {
      ...(isAnsweredUnderLoad(route) && { rate: 'none' as const, pressureHandler: () => undefined }),
      ...(perMinuteMax !== undefined && { perMinuteMax }),
      ...(bodyType && { bodyType }),
    },
    handler: async (request, reply) => {
      const asking = askingOf(request);
      const caller = needsCaller(route) ? await callerOf(around, request.headers, asking) : null;
      request.callerRole = caller?.role ?? null;
      if (caller) await around.rates.account(caller, reply);
      const params = readParams(request.params);
      const query = readQuery(singleValues(request.query as QueryString));
      const body = readBody?.(request.body === undefined && route.bodyOptional ? {} : request.body);
      const answer = await route.handle({
        get platform() {
          if (caller) return around.platform.as(caller);
          throw new MasterXError('not_signed_in');
        },
        params,
        query,
        body,
        around,
        asking,
      });
      return sendAnswer(reply, answer);
    },
  });
}

function askingOf({ id, ip, headers, protocol, raw }: FastifyRequest): Asking {
  return {
    requestId: id,
    address: ip,
    device: headers['user-agent'] ?? null,
    cookies: headers.cookie ?? '',
    authorization: headers.authorization ?? null,
    ifMatch: headers['if-match'] ?? null,
    isEncrypted: protocol === 'https',
    certificate: clientCertificateOf(raw.socket),
  };
}

function sendAnswer(reply: FastifyReply, { status, headers, mediaType, body }: Answer): FastifyReply {
  reply.code(status).headers({ 'Cache-Control': 'no-store', ...headers });
  if (body === undefined) return reply.send();
  return mediaType === undefined
    ? reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
    : reply.type(mediaType).send(body);
}
