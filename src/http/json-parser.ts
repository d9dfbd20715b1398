import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { parseJsonBody } from './json-body.ts';

/** Reads bodies of application/json, in UTF-8 and as they are, and no others. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
      const [, charset = 'utf-8'] = /charset\s*=\s*"?([\w-]+)/i.exec(type) ?? [];
      if (!/^utf-?8$/i.test(charset)) {
        throw new MasterXError('unsupported_media_type', { detail: 'Only UTF-8 is read.' });
      }
      if (encoding.toLowerCase() !== 'identity') {
        throw new MasterXError('unsupported_media_type', {
          detail: 'Compressed bodies are not read.',
          hint: 'Send application/json without Content-Encoding.',
        });
      }
      return parseJsonBody(body);
    },
  );
}
