import type { IncomingMessage, ServerResponse } from 'node:http';
import { MasterXError } from '../errors/error.ts';
import type { Entropy } from '../std/random.ts';
import { isOwnHost, type OwnNames } from './own-names.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

const PAGE_METHODS = new Set(['GET', 'HEAD']);
/** What programs ask: they should be told that they speak in plain text, not led on as if nothing were (ASVS 4.1.2). */
const PROGRAMS_PATH = /^\/v\d+(?:[/?]|$)/;

/**
 * Answers plain HTTP: pages are led to the same page by HTTPS (308), everything else is refused, since what it held has
 * gone over the network for all to read.
 *
 * @param target the origin of HTTPS that a name of the service stands for
 */
export function redirectHandler(
  own: (port: number | null) => OwnNames,
  target: (host: string) => string,
  entropy: Entropy,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { method = '', url = '/', headers, socket } = request;
    const requestId = entropy.uuid();
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('Connection', 'close');
    const names = own(socket.localPort ?? null);
    for (const [name, value] of securityHeaders(names, headers.host)) response.setHeader(name, value);
    const isOwn = isOwnHost(headers.host, names);
    if (!isOwn || !PAGE_METHODS.has(method) || PROGRAMS_PATH.test(url) || !url.startsWith('/')) {
      request.resume();
      refuse(response, requestId, isOwn);
      return;
    }
    response.writeHead(308, { Location: `${target(headers.host ?? '')}${url}`, 'Content-Length': 0 }).end();
  };
}

function refuse(response: ServerResponse, requestId: string, isOwn: boolean): void {
  const error = isOwn
    ? new MasterXError('https_required')
    : new MasterXError('access_denied', { detail: 'The header Host is not a name of this service.' });
  const problem = problemOf(error, requestId);
  const body = JSON.stringify(problem);
  response
    .writeHead(problem.status, {
      'Content-Type': PROBLEM_TYPE,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    })
    .end(body);
}
