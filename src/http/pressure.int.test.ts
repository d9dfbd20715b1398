import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newAccount } from '../../test/support/accounts.ts';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { MiB } from '../std/bytes.ts';
import { LIMITS } from '../std/limits.ts';

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
  readonly text: string;
}

function send(
  method: string,
  path: string,
  address: string,
  { body, authorization }: { readonly body?: string; readonly authorization?: string } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = {
      'x-forwarded-for': address,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(authorization !== undefined && { authorization }),
    };
    request(`${url}${path}`, { method, agent, headers }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => {
          text += chunk;
        })
        .on('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
        );
    })
      .on('error', reject)
      .end(body);
  });
}

/** How much a thousand sign-ins may add to the memory of this process, which also sends them: 1,000 hashes would take 19 GiB. */
const MEMORY_MAX = MiB(512);

it('a thousand sign-ins at once are each answered: some in turn, the rest told when to come back', async () => {
  const learner = await newAccount(test, { roles: ['learner'] });
  const signedIn = await test.platform.signIns.signIn(
    { ...learner, channel: 'api' },
    { requestId: 'before', address: null, device: null },
  );
  const authorization = `Bearer ${'accessToken' in signedIn ? signedIn.accessToken : ''}`;
  const before = process.memoryUsage.rss();
  let memoryMax = before;
  let passwordsMax = 0;
  const sampler = setInterval(() => {
    memoryMax = Math.max(memoryMax, process.memoryUsage.rss());
    passwordsMax = Math.max(passwordsMax, test.platform.passwords.load);
  }, 5);
  const waves = Array.from({ length: SIGN_INS }, (_, at) =>
    send('POST', '/v1/auth/sign-in', `192.0.2.${at % ADDRESSES}`, {
      body: JSON.stringify({ email: `nobody-${at}@example.org`, password: 'no password of anybody' }),
    }),
  );
  let isOver = false;
  const over = Promise.all(waves).finally(() => {
    isOver = true;
  });
  const signs = Array.from({ length: 10 }, () => send('GET', '/healthz', '198.51.100.1'));
  // Somebody who learns meanwhile, one request after the other.
  const reads: Answered[] = [];
  do {
    const path = `/v1/learners/${learner.id}/profile`;
    reads.push(await send('GET', path, '198.51.100.2', { authorization }));
  } while (!isOver);
  const [answers, alive] = await Promise.all([over, Promise.all(signs)]);
  clearInterval(sampler);
  expect(alive.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  // Sign-ins leave places for others: none is refused for want of one, whatever time a busy machine takes.
  expect(reads.filter(({ text }) => text.includes('under way'))).toEqual([]);
  expect(reads.map(({ status }) => status)).toContain(200);
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  expect([...counts.keys()].filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
  expect(counts.get(401) ?? 0).toBeGreaterThan(0);
  expect((counts.get(429) ?? 0) + (counts.get(503) ?? 0)).toBeGreaterThan(0);
  for (const { status, retryAfter } of answers) {
    if (status !== 401) expect(Number(retryAfter)).toBeGreaterThan(0);
  }
  // Nobody waits beyond the bounds of the queue, and nothing is held for those who are refused.
  expect(passwordsMax).toBeGreaterThan(0);
  expect(passwordsMax).toBeLessThanOrEqual(LIMITS.passwordHashesMax + LIMITS.passwordWaitingMax);
  expect(memoryMax - before).toBeLessThan(MEMORY_MAX);
});
