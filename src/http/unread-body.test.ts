import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { minutes } from '../std/durations.ts';
import { takeInBodies } from './unread-body.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

/** A service that refuses everything before it reads a body. */
async function refusing(msMax: number) {
  const app = Fastify();
  open.push(app);
  let refused = 0;
  takeInBodies(app, msMax);
  app.addHook('onRequest', async (_, reply) => {
    refused++;
    await reply.code(403).send('refused');
  });
  app.post('/', async () => 'never');
  app.get('/', async () => 'never');
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  return { socket, heard: () => heard, refused: () => refused, closed: once(socket, 'close') };
}

const head = (line: string, ...headers: readonly string[]) =>
  [line, 'Host: here', 'Connection: close', ...headers, '', ''].join('\r\n');

it('answers a refusal once the body is there, so that the connection is not reset', async () => {
  const { socket, heard, refused, closed } = await refusing(minutes(10));
  socket.write(`${head('POST / HTTP/1.1', 'Content-Length: 20')}0123456789`);
  await expect.poll(refused, { timeout: 20_000 }).toBe(1);
  // Time in which an answer that does not wait would come.
  await delay(100);
  expect(heard()).toBe('');
  socket.write('0123456789');
  expect(await closed).toEqual([false]);
  expect(heard()).toMatch(/^HTTP\/1\.1 403 /);
});

it.each([
  ['a body that does not come', 1, head('POST / HTTP/1.1', 'Content-Length: 20')],
  [
    'one that waits to be asked for',
    minutes(10),
    head('POST / HTTP/1.1', 'Content-Length: 20', 'Expect: 100-continue'),
  ],
  ['one there is not', minutes(10), head('GET / HTTP/1.1')],
])('does not wait for %s', async (_, msMax, sent) => {
  const { socket, heard, closed } = await refusing(msMax);
  socket.write(sent);
  await closed;
  expect(heard()).toContain('HTTP/1.1 403 ');
});
