import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { parseJsonBody } from './json-body.ts';
import { parseQueryString, singleValues } from './query-string.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route reads besides nothing at all; JSON unless said. */
    bodyType?: 'form' | 'merge-patch';
  }
}

/**
 * Reads bodies as their routes say: application/json, or forms where a standard demands them; in UTF-8, as they are, and
 * nothing else. A form is what any site can have a browser send, so that no other route takes one.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      if (request.routeOptions.config.bodyType === 'form') throw notRead('application/x-www-form-urlencoded');
      assertPlain(request, 'application/json');
      return parseJsonBody(body);
    },
  );
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      if (request.routeOptions.config.bodyType !== 'form') throw notRead('application/json');
      assertPlain(request, 'application/x-www-form-urlencoded');
      return { ...singleValues(parseQueryString(body.toString('utf8'))) };
    },
  );
}

function assertPlain({ headers }: FastifyRequest, wanted: string): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([\w-]+)/i.exec(type) ?? [];
  if (!/^utf-?8$/i.test(charset)) {
    throw new MasterXError('unsupported_media_type', { detail: 'Only UTF-8 is read.' });
  }
  if (encoding.toLowerCase() !== 'identity') {
    throw new MasterXError('unsupported_media_type', {
      detail: 'Compressed bodies are not read.',
      hint: `Send ${wanted} without Content-Encoding.`,
    });
  }
}

function notRead(wanted: string): MasterXError {
  return new MasterXError('unsupported_media_type', { hint: `Send ${wanted}.` });
}
