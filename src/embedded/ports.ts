import { connect, createServer } from 'node:net';

/** The only address embedded servers listen on: nothing outside this machine can reach them. */
export const LOOPBACK = '127.0.0.1';

/** A port nobody listens on: the wished one when it is free, else one the operating system picks. */
export async function freePort(wished?: number): Promise<number> {
  return (wished ? await tryPort(wished) : null) ?? (await tryPort(0)) ?? freePort();
}

/** Whether nobody listens on the port. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== null;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : null;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether somebody accepts connections on the port. */
export function acceptsConnections(port: number, timeoutMs = 1_000): Promise<boolean> {
  return exchange(port, '', () => true, timeoutMs);
}

/** Whether a Redis answers PING on the port; one that still loads its file does not. */
export function answersPing(port: number, timeoutMs = 1_000): Promise<boolean> {
  return exchange(port, 'PING\r\n', (answer) => answer.startsWith('+PONG'), timeoutMs);
}

function exchange(
  port: number,
  question: string,
  isGood: (answer: string) => boolean,
  timeoutMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    const settle = (good: boolean) => {
      socket.destroy();
      resolve(good);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('connect', () => (question === '' ? settle(true) : socket.write(question)));
    socket.once('data', (answer) => settle(isGood(answer.toString())));
    socket.once('close', () => settle(false));
  });
}
