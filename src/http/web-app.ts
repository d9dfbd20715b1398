import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { page } from './docs/page.ts';

/** Where the API and what belongs to it stand: no page of the web application does. */
const OWN_PATHS = /^\/(?:v1|openapi\.json|docs|problems|healthz|readyz|metrics)(?:[/?]|$)/;

/** Assets whose names change with their content. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;

const ENTRY = 'index.html';

/** Serves the built web application, where there is one. */
export async function serveWebApp(app: FastifyInstance, directory: string | undefined): Promise<void> {
  if (directory === undefined || !existsSync(join(directory, ENTRY))) return;
  await app.register(fastifyStatic, {
    root: directory,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasts = HASHED.test(path.replaceAll('\\', '/'));
      reply.header('Cache-Control', lasts ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/**
 * Answers a browser that goes to a page of the web application: its entry, which finds the page itself, or how to
 * build it. False for everything else.
 */
export function answerNavigation(
  request: FastifyRequest,
  reply: FastifyReply,
  directory: string | undefined,
): boolean {
  const asksForPage =
    (request.method === 'GET' || request.method === 'HEAD') &&
    (request.headers.accept ?? '').includes('text/html') &&
    !OWN_PATHS.test(request.url);
  if (!asksForPage) return false;
  if (directory !== undefined && existsSync(join(directory, ENTRY))) void reply.sendFile(ENTRY);
  else
    void reply.code(404).type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(NOT_BUILT);
  return true;
}

const NOT_BUILT = page({
  title: 'The web application is not built',
  main: `<h1>The web application is not built</h1>
<p>The service runs, and its API answers. To see the pages as well, build them once and start again:</p>
<pre><code>npm run build</code></pre>
<p>The API is described at <a href="/docs">/docs</a>.</p>`,
});
