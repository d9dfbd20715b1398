import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';

const SIGN_INS = 1_000;
const ADDRESSES = 250;

let test: TestPlatform;
let http: TestHttpService;
let url: string;
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
beforeAll(async () => {
  // With the costs of production: a password takes its time.
  test = await openTestPlatform(inject('mongodbUri'));
  http = await openTestService(test.platform, {
    config: { host: '127.0.0.1', port: 0, signIn: 'required', trustedProxies: ['127.0.0.0/8'] },
  });
  url = await http.service.listen();
});
afterAll(async () => {
  agent.destroy();
  await http.close();
  await test.close();
});

interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

function send(method: string, path: string, address: string, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
    request(`${url}${path}`, { method, agent, headers }, (response) => {
      response
        .resume()
        .on('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }),
        );
    })
      .on('error', reject)
      .end(body);
  });
}

it('a thousand sign-ins at once are each answered: some in turn, the rest told when to come back', async () => {
  const waves = Array.from({ length: SIGN_INS }, (_, at) =>
    send(
      'POST',
      '/v1/auth/sign-in',
      `192.0.2.${at % ADDRESSES}`,
      JSON.stringify({ email: `nobody-${at}@example.org`, password: 'no password of anybody' }),
    ),
  );
  const signs = Array.from({ length: 10 }, () => send('GET', '/healthz', '198.51.100.1'));
  const [answers, alive] = await Promise.all([Promise.all(waves), Promise.all(signs)]);
  expect(alive.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  expect([...counts.keys()].filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
  expect(counts.get(401) ?? 0).toBeGreaterThan(0);
  expect((counts.get(429) ?? 0) + (counts.get(503) ?? 0)).toBeGreaterThan(0);
  for (const { status, retryAfter } of answers) {
    if (status !== 401) expect(Number(retryAfter)).toBeGreaterThan(0);
  }
});
