import type { FastifyInstance } from 'fastify';
import { ACTOR_HEADER, callerOf } from './caller.ts';
import { jsonReader, textReader } from './input.ts';
import { type QueryString, singleValues } from './query-string.ts';
import type { Route, Surroundings } from './route.ts';

/** Makes Fastify's routes of the table: read, check, call, answer. */
export function serveRoutes(app: FastifyInstance, routes: readonly Route[], around: Surroundings): void {
  for (const route of routes) serveRoute(app, route, around);
}

function serveRoute(app: FastifyInstance, route: Route, around: Surroundings): void {
  const readParams = textReader(route.params);
  const readQuery = textReader(route.query);
  const readBody = route.body && jsonReader(route.body);
  const isMachine = route.audience === 'machine';
  app.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ':$1'),
    config: {
      ...(isMachine && { rateLimit: false as const, pressureHandler: () => undefined }),
    },
    handler: async (request, reply) => {
      const named = isMachine ? undefined : request.headers[ACTOR_HEADER.toLowerCase()];
      const caller = callerOf(named, request.id);
      if (!isMachine) request.callerRole = caller.role;
      const params = readParams(request.params);
      const query = readQuery(singleValues(request.query as QueryString));
      const body = readBody?.(request.body === undefined && route.bodyOptional ? {} : request.body);
      const platform = around.platform.as(caller);
      const answer = await route.handle({ platform, params, query, body, around });
      reply.code(answer.status).header('Cache-Control', 'no-store');
      if (answer.body === undefined) return reply.send();
      return answer.mediaType === undefined
        ? reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body))
        : reply.type(answer.mediaType).send(answer.body);
    },
  });
}
