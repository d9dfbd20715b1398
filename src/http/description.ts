import type { FastifyInstance, FastifyReply } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { apiPage } from './docs/api-page.ts';
import { STYLE_PATH } from './docs/page.ts';
import { problemPage } from './docs/problem-page.ts';
import { STYLE } from './docs/style.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';

/** Serves what describes the API: for machines, for people, and a page for each error. */
export function describeApi(app: FastifyInstance, routes: readonly Route[], version: string): void {
  const document = openApiDocument(routes, version);
  const { schemas } = document['components'] as { schemas: Readonly<Record<string, unknown>> };
  const text = JSON.stringify(document);
  const html = apiPage(routes, schemas, version);
  app.get('/openapi.json', (_request, reply) => send(reply, 'application/json; charset=utf-8', text));
  app.get('/docs', (_request, reply) => send(reply, 'text/html; charset=utf-8', html));
  app.get(STYLE_PATH, (_request, reply) => send(reply, 'text/css; charset=utf-8', STYLE));
  app.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const about = problemPage(request.params.code);
    if (about === null) throw new MasterXError('not_found', { hint: 'See /docs#errors for every code.' });
    return send(reply, 'text/html; charset=utf-8', about);
  });
}

function send(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply.type(type).header('Cache-Control', 'no-cache').send(text);
}
