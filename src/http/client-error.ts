import type { Socket } from 'node:net';
import { MasterXError } from '../errors/error.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';

/** Answers what is no HTTP request that could be routed, and closes the connection. */
export function answerClientError(
  thrown: Error & { code?: string },
  socket: Socket,
  requestId: string,
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
      'Connection: close',
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
