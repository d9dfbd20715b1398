import type { Socket } from 'node:net';
import { MasterXError } from '../errors/error.ts';
import type { OwnNames } from './own-names.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { connectionHeaders } from './security-headers.ts';

/** Answers what is no HTTP request that could be routed, and closes the connection. */
export function answerClientError(
  thrown: Error & { code?: string },
  socket: Socket,
  requestId: string,
  own: Pick<OwnNames, 'origins'>,
): void {
  if (thrown.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(errorOfConnection(thrown.code), requestId);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.status === 413 ? 'Content Too Large' : 'Bad Request'}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
      ...connectionHeaders(own, socket).map(([name, value]) => `${name}: ${value}`),
      `X-Request-Id: ${requestId}`,
      '',
      body,
    ].join('\r\n'),
  );
}

function errorOfConnection(code: string | undefined): MasterXError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new MasterXError('body_too_large', { detail: 'The headers are too long.' });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new MasterXError('malformed_request', { detail: 'The request did not arrive in time.' });
    default:
      return new MasterXError('malformed_request', { detail: 'This is not HTTP/1.1.' });
  }
}
