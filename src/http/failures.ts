import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { MasterXError } from '../errors/error.ts';
import type { Metrics } from '../observe/metrics.ts';
import { failureNote } from './failure-log.ts';
import { errorOf, sendProblem } from './problem.ts';
import type { Route } from './route.ts';
import { answerNavigation } from './web-app.ts';

/** From here on a status says that MasterX failed; below, that it refused. */
const FAILURE_STATUS = 500;

/** What pages are asked for with. */
const PAGE_METHODS = new Set(['GET', 'HEAD']);

/** Answers every error as a problem; its cause goes to the log. */
export function answerErrors(
  app: FastifyInstance,
  about: {
    readonly logger: Logger;
    readonly metrics: Pick<Metrics, 'failed'>;
    readonly routes: readonly Route[];
    readonly staticDirectory: string | undefined;
  },
): void {
  const { logger, metrics, routes, staticDirectory } = about;
  const methods = methodsByPath(routes);
  app.setErrorHandler((thrown, request, reply) => {
    const error = errorOf(thrown);
    metrics.failed(error);
    // Under load the line of the request says enough.
    if (error.entry.status >= FAILURE_STATUS && error.code !== 'overloaded') {
      logger.error({ request_id: request.id, code: error.code, failure: failureNote(error) }, 'failed');
    }
    return sendProblem(reply, error);
  });
  const refuse = ({ url }: FastifyRequest, reply: FastifyReply): never => {
    const [path = ''] = url.split('?', 1);
    const allowed = methods.find(({ pattern }) => pattern.test(path))?.allowed;
    if (allowed) {
      reply.header('Allow', allowed);
      throw new MasterXError('method_not_allowed');
    }
    throw new MasterXError('not_found', {
      detail: 'There is nothing at this address.',
      hint: 'See /docs for what there is.',
    });
  };
  // Nobody waits for a body that no route will read, nor is told what is wrong with it.
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 && !PAGE_METHODS.has(request.method)) refuse(request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    if (!answerNavigation(request, reply, staticDirectory)) refuse(request, reply);
  });
}

/** The methods of each address. */
function methodsByPath(routes: readonly Route[]): { pattern: RegExp; allowed: string }[] {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? new Set();
    known.add(method);
    if (method === 'GET') known.add('HEAD');
    methods.set(path, known);
  }
  for (const path of ['/openapi.json', '/docs', '/docs/style.css', '/problems/{code}']) {
    methods.set(path, new Set(['GET', 'HEAD']));
  }
  return [...methods].map(([path, those]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
    allowed: [...those].join(', '),
  }));
}
