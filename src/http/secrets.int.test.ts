import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { CalledCli } from '../cli/testing-only/called.ts';
import { masked } from './failure-log.ts';
import { ROUTES } from './routes/table.ts';

let test: TestPlatform;
let http: TestHttpService;
let cli: CalledCli;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  http = await openTestService(test.platform);
  cli = await CalledCli.on(inject('mongodbUri'));
});
afterAll(async () => {
  await http.close();
  await test.close();
  await cli.close();
});

/** Every secret has this in it, so that none of them can hide. */
const MARK = 'pl4nted';
const secret = (where: string) => `${MARK}-${where}-9f3c`;
const expectNone = (where: string, text: string) =>
  expect(text.includes(MARK), `${where}: ${text}`).toBe(false);

const HEADERS = {
  authorization: `Bearer ${secret('bearer')}`,
  cookie: `session=${secret('cookie')}; refresh=${secret('cookie2')}`,
  'x-api-key': secret('header'),
  'user-agent': secret('agent'),
  'x-forwarded-for': secret('forwarded'),
  referer: `http://localhost/?token=${secret('referer')}`,
};

describe('a secret that was sent', () => {
  it('is in no line of the log and in no answer, whatever it was sent to', async () => {
    for (const { method, path } of ROUTES) {
      const at = path.replace(/\{\w+\}/g, secret('path'));
      for (const headers of [HEADERS, { ...HEADERS, authorization: '' }]) {
        const { text, headers: answered } = await http.ask(method, `${at}?token=${secret('query')}`, {
          headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
          ...(method !== 'GET' && {
            body: { password: secret('body'), [secret('key')]: 1, user_id: secret('value') },
          }),
        });
        expectNone(`${method} ${path}`, text + JSON.stringify(answered));
      }
    }
    for (const url of [`/${secret('nowhere')}`, `/%ZZ${secret('broken')}`, `/docs/${secret('docs')}`]) {
      expectNone(url, (await http.service.inject({ url, headers: HEADERS })).payload);
    }
    const broken = await http.ask('POST', '/v1/learners/x/practice', {
      payload: `{"password": "${secret('json')}"`,
      headers: { 'content-type': 'application/json' },
    });
    expectNone('broken JSON', broken.text);
    expect(http.lines.length).toBeGreaterThan(ROUTES.length);
    expectNone('the log', JSON.stringify(http.lines));
  });

  it('is in no answer to what is no request', async () => {
    const url = await http.service.listen();
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
        socket.write(`GET /?t=${secret('raw')} HTTP/9.9\r\nAuthorization: ${secret('raw2')}\r\n\r\n`),
      );
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('close', () => resolve(heard)).on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expectNone('no request', answer + JSON.stringify(http.lines));
  });

  it('is in no line where something failed that quotes it', async () => {
    const quoting = new Error(
      [
        `connect mongodb://anna:${secret('uri')}@db.example.org failed`,
        `password=${secret('assigned')} token: ${secret('colon')} {"secret":"${secret('quoted')}"}`,
        `Authorization: Bearer ${secret('bearer')}`,
        `-----BEGIN PRIVATE KEY-----\n${secret('pem')}\n-----END PRIVATE KEY-----`,
      ].join('\n'),
      { cause: new Error(`cookie: sid=${secret('cause')}`) },
    );
    const health = vi.spyOn(test.platform, 'health').mockRejectedValue(quoting);
    const { status, text } = await http.ask('GET', '/readyz');
    health.mockRestore();
    expect(status).toBe(500);
    expectNone('the answer', text);
    const failed = http.lines.findLast(({ msg }) => msg === 'failed');
    expect(failed).toBeDefined();
    expectNone('the line', JSON.stringify(failed));
    expect(masked('a eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2ln b')).toBe('a <token> b');
  });
});

describe('a password of the settings', () => {
  const nowhere = (name: string) => `127.0.0.1:1/?serverSelectionTimeoutMS=300&appName=${name}`;

  it('is in nothing a command writes, also with --debug', async () => {
    for (const [variables, ...words] of [
      [{ MASTERX_MONGODB_URI: `mongodb://anna:${secret('mongodb')}@${nowhere('x')}` }, 'db', 'status'],
      [{ MASTERX_MONGODB_URI: `mongodb://anna:${secret('plain')}@db.example.org/` }, 'db', 'status'],
      [{ MASTERX_MONGODB_URI: `mongodb://anna:${secret('odd')}@@@/` }, 'db', 'status'],
      [{ MASTERX_KEYVAULT_URI: `mongodb://anna:${secret('vault')}@${nowhere('y')}` }, 'keys', 'status'],
      [{ MASTERX_REDIS_URL: `redis://:${secret('redis')}@127.0.0.1:1` }, 'doctor'],
      [{ MASTERX_REDIS_URL: `redis://:${secret('far')}@cache.example.org:6379` }, 'doctor'],
      [
        {
          AWS_SECRET_ACCESS_KEY: secret('aws'),
          MASTERX_KMS_KEY_ID: 'x',
          MASTERX_KMS_ENDPOINT: 'http://127.0.0.1:1',
        },
        'doctor',
      ],
    ] as const) {
      for (const more of [[], ['--debug'], ['--json']]) {
        const { stdout, stderr } = await cli.callWith(variables, ...words, ...more);
        expectNone(`${words.join(' ')} ${more.join(' ')}`, stdout + stderr);
      }
    }
  });
});
