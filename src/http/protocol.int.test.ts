import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { MasterXError } from '../errors/error.ts';
import { KiB } from '../std/bytes.ts';
import { minutes } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import { systemEntropy } from '../std/random.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { METHODS } from './route.ts';
import { ROUTES } from './routes/table.ts';

let test: TestPlatform;
let http: TestHttpService;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  http = await openTestService(test.platform);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const learner = systemEntropy.uuid();
const actor = `learner:${learner}`;
const sessions = `/v1/learners/${learner}/sessions`;
const outcome = ({ status, body }: { status: number; body: { code?: string } }) => [status, body?.code];

describe('a problem', () => {
  it('has its form, its request and its page', async () => {
    const { headers, body } = await http.ask('GET', '/v1/nowhere', {
      headers: { 'x-request-id': 'request-0001' },
    });
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers['x-request-id']).toBe('request-0001');
    expect(body).toEqual({
      type: '/problems/not_found',
      title: expect.any(String),
      status: 404,
      detail: expect.any(String),
      code: 'not_found',
      hint: expect.any(String),
      request_id: 'request-0001',
      instance: '/requests/request-0001',
      retryable: false,
    });
    const about = await http.ask('GET', body.type);
    expect([about.status, about.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(about.text).toContain('not_found');
    expect((await http.ask('GET', '/problems/toString')).status).toBe(404);
  });

  it('is all that is told of a defect; its cause is in the log', async () => {
    vi.spyOn(test.platform, 'as').mockImplementation(() => {
      throw new Error(`cannot read "Ada" of ${learner}`);
    });
    const { status, text, body } = await http.ask('GET', '/v1/learners', { actor });
    expect([status, body.code, body.detail]).toEqual([500, 'internal', undefined]);
    expect(text).not.toContain('Ada');
    const logged = http.lines.find(
      (line) => line['request_id'] === body.request_id && line['code'] === 'internal',
    );
    expect(logged).toMatchObject({ failure: { cause: { message: 'cannot read "…" of <uuid>' } } });
  });

  it('says when to ask again', async () => {
    vi.spyOn(test.platform, 'as').mockImplementation(() => {
      throw new MasterXError('overloaded', { retryAfterSeconds: 3 });
    });
    const { status, headers } = await http.ask('GET', '/v1/learners');
    expect([status, headers['retry-after']]).toEqual([503, '3']);
  });
});

describe('an address', () => {
  it.each([
    ['DELETE', '/v1/learners', 'GET, HEAD'],
    ['PUT', sessions, 'GET, HEAD, POST'],
    ['OPTIONS', sessions, 'GET, HEAD, POST'],
    ['PATCH', '/healthz', 'GET, HEAD'],
    ['POST', '/docs', 'GET, HEAD'],
    ['GET', `/v1/learners/${learner}/practice`, 'POST'],
    ['POST', '/problems/internal', 'GET, HEAD'],
    ['QUERY', '/v1/learners', 'GET, HEAD'],
  ])('%s %s is refused and told what it takes', async (method, url, allow) => {
    const { status, headers, body } = await http.ask(method, url);
    expect([status, body.code, headers['allow']]).toEqual([405, 'method_not_allowed', allow]);
  });

  it('that is none is told so, whatever body comes with it', async () => {
    const xml = { payload: '<a/>', headers: { 'content-type': 'text/xml' } };
    expect(outcome(await http.ask('POST', '/v1/nowhere', xml))).toEqual([404, 'not_found']);
    expect(outcome(await http.ask('POST', '/v1/learners', xml))).toEqual([405, 'method_not_allowed']);
  });

  it('that takes a body or none does not take null for one', async () => {
    const url = `${sessions}/${systemEntropy.uuid()}/end`;
    const nothing = await http.ask('POST', url, { actor, body: null });
    expect(outcome(nothing)).toEqual([400, 'validation_failed']);
    expect(outcome(await http.ask('POST', url, { actor }))).toEqual([404, 'not_found']);
  });

  it('answers the head of what it would answer', async () => {
    const { status, text, headers } = await http.ask('HEAD', '/v1/practice/subjects');
    expect([status, text]).toEqual([200, '']);
    expect(Number(headers['content-length'])).toBeGreaterThan(100);
  });

  it.each([
    ['/v1/learners/%ff', 400],
    ['/v1/learners/%2e%2e%2fusers', 400],
    [`/v1/learners/${'a'.repeat(400)}`, 400],
    ['/v1/learners/', 400],
    ['/v1//learners', 404],
    ['/V1/learners', 404],
    ['/v1/learners?limit=1&limit=2', 400],
    ['/v1/learners?colour=red', 400],
    ['/v1/learners?__proto__=1', 400],
    ['/v1/learners?limit[$gt]=1', 400],
    ['/v1/learners?cursor=', 400],
    [`/v1/learners?cursor=${'a'.repeat(3000)}`, 400],
    ['/v1/learners?cursor=not-one', 400],
    [`/v1/learners/${learner}/sessions?cursor=12.x`, 400],
    [`/v1/learners/${learner}/sessions?since=yesterday`, 400],
  ])('%s is answered %i', async (url, status) => {
    const answer = await http.ask('GET', url);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it.each(['nobody', 'learner:1', 'system', 'learner:operator'])('is not answered for %s', async (name) => {
    const { status, body, headers } = await http.ask('GET', '/v1/learners', { actor: name });
    expect([status, body.code, headers['www-authenticate']]).toEqual([
      401,
      'not_signed_in',
      'Bearer realm="masterx"',
    ]);
  });
});

describe('a body', () => {
  const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    http.ask('POST', sessions, {
      actor,
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('of %s is not read', async (type) => {
    expect(outcome(await post('{}', { 'content-type': type }))).toEqual([415, 'unsupported_media_type']);
  });

  it('is read as UTF-8 and as it is', async () => {
    const latin = { 'content-type': 'application/json; charset=iso-8859-1' };
    expect(outcome(await post('{}', latin))).toEqual([415, 'unsupported_media_type']);
    const packed = await post(gzipSync('{}'), { 'content-encoding': 'gzip' });
    expect(outcome(packed)).toEqual([415, 'unsupported_media_type']);
    const upper = await post('{}', { 'content-type': 'Application/JSON; charset=UTF-8' });
    expect(outcome(upper)).toEqual([400, 'validation_failed']);
  });

  it('has limits', async () => {
    const large = `{"a":"${'x'.repeat(LIMITS.bodyBytesMax)}"}`;
    expect(outcome(await post(large))).toEqual([413, 'body_too_large']);
    expect(outcome(await post('['.repeat(KiB(500))))).toEqual([400, 'malformed_request']);
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
    expect(outcome(await post(deep))).toEqual([400, 'malformed_request']);
  });

  it.each([
    ['{"session_context":{"$where":"1"}}', 'session_context.$where'],
    ['{"session_context":{"a.b":"1"}}', 'session_context.a.b'],
    ['{"__proto__":{"isAdmin":true}}', '__proto__'],
    ['{"session_context":[{"constructor":{"prototype":{}}}]}', 'session_context[0].constructor'],
  ])('%s is refused', async (text, path) => {
    const { status, body } = await post(text);
    expect([status, body.code, body.violations[0].path]).toEqual([400, 'malformed_request', path]);
  });

  it('that is none, or of another shape, is refused with all that is wrong', async () => {
    for (const text of ['', 'null', '[]', '1', '"text"', '{}']) expect((await post(text)).status).toBe(400);
    const { body } = await post('{"session_context":{"session_type":"nap"},"colour":"red"}');
    const paths = body.violations.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['session_context', 'session_context.session_type', 'colour']),
    );
  });
});

describe('a request', () => {
  it('keeps a sane identifier, and gets one otherwise', async () => {
    const as = vi.spyOn(test.platform, 'as');
    for (const [given, kept] of [
      ['trace-4711.a_b', true],
      ['short', false],
      ['with space and ünicode', false],
      ['x'.repeat(129), false],
    ] as const) {
      const { headers } = await http.ask('GET', '/v1/practice/subjects', {
        headers: { 'x-request-id': given },
      });
      expect([given, headers['x-request-id'] === given]).toEqual([given, kept]);
      expect(as.mock.lastCall?.[0].requestId).toBe(headers['x-request-id']);
    }
  });

  it('leaves one line, with the pattern of its route and nobody in it', async () => {
    http.lines.length = 0;
    await http.ask('GET', `/v1/learners/${learner}?secret=1`, { actor });
    await http.ask('POST', sessions, { actor, body: { session_context: 'my own words' } });
    await http.ask('GET', `/nowhere/${learner}`);
    expect(http.lines).toMatchObject([
      { method: 'GET', route: '/v1/learners/:user_id', status: 400, role: 'learner' },
      { method: 'POST', route: '/v1/learners/:user_id/sessions', status: 400, role: 'learner' },
      { method: 'GET', route: null, status: 404, role: null },
    ]);
    const text = JSON.stringify(http.lines);
    expect(text).not.toMatch(new RegExp(`${learner}|secret|my own words`));
    for (const line of http.lines)
      expect(line).toMatchObject({ ms: expect.any(Number), request_id: expect.any(String) });
  });

  it('of another host or site is refused', async () => {
    for (const host of ['evil.example', 'localhost.evil.example']) {
      expect(outcome(await http.ask('GET', '/v1/learners', { headers: { host } }))).toEqual([
        403,
        'access_denied',
      ]);
      expect((await http.ask('GET', '/docs', { headers: { host } })).status).toBe(403);
    }
    const headers = { origin: 'http://evil.example' };
    expect(outcome(await http.ask('POST', sessions, { actor, body: {}, headers }))).toEqual([
      403,
      'access_denied',
    ]);
  });

  it('is answered with headers that keep browsers within bounds', async () => {
    const { headers } = await http.ask('GET', '/docs');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect((await http.ask('GET', '/v1/learners')).headers['cache-control']).toBe('no-store');
  });
});

describe('readiness', () => {
  it('is refused while the database does not answer', async () => {
    const health = vi.spyOn(test.platform, 'health');
    health.mockRejectedValueOnce(new MasterXError('store_unavailable'));
    expect(outcome(await http.ask('GET', '/readyz'))).toEqual([503, 'store_unavailable']);
    health.mockReturnValueOnce(new Promise(() => undefined));
    const begun = performance.now();
    expect(outcome(await http.ask('GET', '/readyz'))).toEqual([503, 'store_unavailable']);
    expect(performance.now() - begun).toBeLessThan(2 * HTTP_LIMITS.readinessMsMax);
    expect((await http.ask('GET', '/healthz')).status).toBe(200);
  });
});

describe('too much', () => {
  it('work at once is refused, and taken again afterwards', async () => {
    const crowded = await openTestService(test.platform);
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.spyOn(test.platform, 'health').mockReturnValue(held);
    const waiting = Array.from({ length: HTTP_LIMITS.requestsUnderWayMax }, () =>
      crowded.ask('GET', '/readyz'),
    );
    const { status, body, headers } = await crowded.ask('GET', '/v1/practice/subjects');
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'overloaded', '1']);
    release?.();
    const answers = await Promise.all(waiting);
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect((await crowded.ask('GET', '/v1/practice/subjects')).status).toBe(200);
    await crowded.close();
  });

  it('often from one address is refused, and it is said how often is not', async () => {
    const busy = await openTestService(test.platform, {
      rateLimits: { address: { max: 4, windowMs: minutes(1) } },
    });
    // The first was for its description.
    const asked = await busy.ask('GET', '/v1/practice/subjects');
    expect(asked.headers).toMatchObject({
      'ratelimit-policy': expect.stringContaining('"address";q=4;w=60, "account";q='),
      ratelimit: expect.stringContaining('"address";r=2;t=30, "account";r='),
    });
    for (let at = 0; at < 2; at++) await busy.service.inject('/docs/style.css');
    const { status, body, headers } = await busy.ask('GET', '/v1/practice/subjects');
    expect([status, body.code]).toEqual([429, 'too_many_requests']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await busy.service.inject({ url: '/docs', remoteAddress: '192.0.2.1' })).statusCode).toBe(200);
    expect((await busy.ask('GET', '/healthz')).status).toBe(200);
    await busy.close();
  });

  it('is counted by where it came from, of which only a known proxy is believed', async () => {
    for (const [trustedProxies, expected] of [
      [[], 429],
      [['127.0.0.0/8'], 200],
    ] as const) {
      const busy = await openTestService(test.platform, {
        config: { host: '127.0.0.1', port: 0, trustedProxies },
        rateLimits: { address: { max: 2, windowMs: minutes(1) } },
      });
      const from = async (address: string) =>
        (await busy.service.inject({ url: '/docs', headers: { 'x-forwarded-for': address } })).statusCode;
      // The first was for its description.
      expect(await from('192.0.2.1')).toBe(200);
      expect([trustedProxies, await from('192.0.2.2')]).toEqual([trustedProxies, expected]);
      await busy.close();
    }
  });

  it('often by one account is refused, wherever it asks from', async () => {
    const busy = await openTestService(test.platform, {
      rateLimits: { account: { max: 2, windowMs: minutes(1) } },
    });
    const asked = async (actor: string, remoteAddress: string) =>
      (
        await busy.service.inject({
          url: '/v1/practice/subjects',
          headers: { 'masterx-actor': actor },
          remoteAddress,
        })
      ).statusCode;
    const one = `learner:${learner}`;
    const other = 'learner:7b0a5c1e-8f0e-4a3c-9a52-0d6f3b1c2d4f';
    expect(await asked(one, '192.0.2.1')).toBe(200);
    expect(await asked(one, '192.0.2.2')).toBe(200);
    expect(await asked(one, '192.0.2.3')).toBe(429);
    expect(await asked(other, '192.0.2.1')).toBe(200);
    await busy.close();
  });
});

it('a path is asked with the methods of its routes only', async () => {
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const taken = new Set(ROUTES.filter((route) => route.path === path).map(({ method }) => method));
    const other = METHODS.find((method) => !taken.has(method)) ?? 'TRACE';
    const answer = await http.ask(other, path.replace(/\{\w+\}/g, learner));
    expect([other, path, answer.status]).toEqual([other, path, 405]);
  }
});
