import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type CertificateFiles, type TestAuthority, testAuthority } from '../../test/support/certificates.ts';
import { openTestService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { ConfiguredServices } from '../access/service-certificates.ts';
import { Credential } from '../transport/credential.ts';
import type { HttpService, HttpServiceOptions } from './service.ts';

const ORIGIN = 'https://learn.masterx.test';
const URI = 'spiffe://masterx.localhost/service/importer';

let test: TestPlatform;
let ours: TestAuthority;
let theirs: TestAuthority;
let server: CertificateFiles;
let importer: CertificateFiles;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  [ours, theirs] = await Promise.all([testAuthority(), testAuthority()]);
  server = await ours.issue('server', { dns: ['localhost', 'learn.masterx.test'] });
  importer = await ours.issue('importer', { dns: [], ip: [], uri: [URI], uses: ['client'] });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  await test.close();
  await Promise.all([ours.close(), theirs.close()]);
});

async function started(options: Partial<HttpServiceOptions> = {}, files: CertificateFiles = server) {
  const now = new Date();
  const [main, services] = await Promise.all([
    Credential.open('server', { ...files, ca: null }, now),
    Credential.open('services', { ...files, ca: ours.ca }, now),
  ]);
  const http = await openTestService(test.platform, {
    credentials: { server: main, services },
    services: new ConfiguredServices([`importer=${URI}`]),
    ...options,
    config: {
      ...{ host: '127.0.0.1', port: 0, servicePort: 0, redirectPort: 0 },
      ...{ tlsCertificate: files.certificate, publicOrigins: [ORIGIN] },
      ...options.config,
    },
  });
  open.push(http);
  const url = await http.service.listen();
  // Making it asked for its description.
  http.lines.length = 0;
  return { http, url, main, services };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks over a connection of its own, or over the agent's. */
function ask(
  url: string,
  options: ConnectionOptions & {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly agent?: Agent;
    readonly body?: string;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { protocol } = new URL(url);
    const send = protocol === 'https:' ? request : plainRequest;
    const { agent = false, body, ...rest } = options;
    const asked = send(url, { ca: [...trusted], ...rest, agent } as never, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
      response.on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}
const trusted: string[] = [];
beforeAll(async () => {
  trusted.push(await readFile(ours.ca, 'utf8'));
});

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? String(thrown);
const shown = async ({ certificate, key }: CertificateFiles) => ({
  cert: await readFile(certificate, 'utf8'),
  key: await readFile(key, 'utf8'),
});

function listenersOf({ listeners }: HttpService): { services: string; redirect: string } {
  return { services: listeners.services ?? '', redirect: listeners.redirect ?? '' };
}

describe('HTTPS', () => {
  it('is of version 1.3 and no other, on every listener', async () => {
    const { http, url } = await started();
    expect(url).toMatch(/^https:/);
    const { services } = listenersOf(http.service);
    for (const at of [url, services]) {
      const port = Number(new URL(at).port);
      const client = { host: '127.0.0.1', port, ca: trusted, ...(await shown(importer)) };
      for (const maxVersion of ['TLSv1.2', 'TLSv1.1'] as const) {
        const old = connect({ ...client, maxVersion, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' });
        const [refused] = await once(old, 'error');
        expect([at, codeOf(refused)]).toEqual([at, expect.stringMatching(/PROTOCOL_VERSION|UNSUPPORTED/)]);
      }
      const socket = connect(client);
      await once(socket, 'secureConnect');
      expect(socket.getProtocol()).toBe('TLSv1.3');
      socket.destroy();
    }
    const plain = connectPlain(Number(new URL(url).port), '127.0.0.1');
    plain.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    plain.on('error', () => undefined);
    let heard = '';
    plain.on('data', (chunk) => {
      heard += chunk;
    });
    await once(plain, 'close');
    expect(heard).not.toContain('HTTP/1.1 2');
  });

  it('answers with the headers that keep browsers to it', async () => {
    const { http, url } = await started();
    const { status, headers } = await ask(`${url}/healthz`, { headers: { host: 'learn.masterx.test' } });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*upgrade-insecure-requests/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-permitted-cross-domain-policies': 'none',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
    expect(headers['server']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    // A browser that developed against localhost must not be kept from it.
    const local = await ask(`${url}/healthz`);
    expect(local.headers['strict-transport-security']).toBeUndefined();
    expect(http.service.address).toBe(url);
  });

  it('is asked by its names only', async () => {
    const { url } = await started();
    const change = (headers: Record<string, string>) =>
      ask(`${url}/v1/learners/7b0a5c1e-8f0e-4a3c-9a52-0d6f3b1c2d4e/practice`, { method: 'POST', headers });
    const evil = { servername: 'localhost', headers: { host: 'evil.masterx.test' } };
    expect((await ask(`${url}/healthz`, evil)).status).toBe(403);
    const host = 'learn.masterx.test';
    expect((await change({ host, origin: 'https://evil.masterx.test' })).status).toBe(403);
    expect((await change({ host, origin: `http://${host}` })).status).toBe(403);
    expect((await change({ host, origin: ORIGIN })).status).not.toBe(403);
  });

  it('demands sign-in, whatever the settings say, where it has a public name', async () => {
    const { url } = await started({
      config: { host: '127.0.0.1', port: 0, signIn: 'local', publicOrigins: [ORIGIN] },
    });
    const { status } = await ask(`${url}/v1/platform`, { headers: { 'masterx-actor': 'operator' } });
    expect(status).toBe(401);
  });
});

describe('plain HTTP', () => {
  it('leads pages to HTTPS and takes nothing else', async () => {
    const { http, url } = await started();
    const { redirect } = listenersOf(http.service);
    const named = await ask(`${redirect}/learners/ada?tab=1`, { headers: { host: 'learn.masterx.test' } });
    expect([named.status, named.headers.location]).toEqual([308, `${ORIGIN}/learners/ada?tab=1`]);
    expect(named.headers['strict-transport-security']).toBeUndefined();
    const local = await ask(`${redirect}/docs`, { method: 'HEAD' });
    expect([local.status, local.headers.location]).toEqual([308, `${url}/docs`]);
    for (const [method, path, host, code] of [
      ['POST', '/docs', undefined, 'https_required'],
      ['DELETE', '/v1/learners', undefined, 'https_required'],
      ['GET', '/v1/platform', undefined, 'https_required'],
      ['GET', '/docs', 'evil.masterx.test', 'access_denied'],
    ] as const) {
      const answer = await ask(`${redirect}${path}`, { method, ...(host && { headers: { host } }) });
      expect([method, path, answer.status, answer.headers['content-type']]).toEqual([
        ...[method, path, 403, 'application/problem+json'],
      ]);
      expect(JSON.parse(answer.text)).toMatchObject({ code });
      expect(answer.headers.location).toBeUndefined();
    }
  });

  it('is not led to another site by what it is asked', async () => {
    const { http } = await started();
    const port = Number(new URL(listenersOf(http.service).redirect).port);
    for (const target of [
      '//evil.example/',
      'http://evil.example/',
      '/\\evil.example',
      '/a%0d%0aSet-Cookie:x',
    ]) {
      const socket = connectPlain(port, '127.0.0.1');
      socket.write(`GET ${target} HTTP/1.1\r\nHost: learn.masterx.test\r\n\r\n`);
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      await once(socket, 'close');
      const [, location = `${ORIGIN}/`] = /^location: (.*)\r$/im.exec(heard) ?? [];
      expect([target, new URL(location).origin]).toEqual([target, ORIGIN]);
      expect(heard).not.toMatch(/^set-cookie:/im);
    }
  });
});

describe('the listener for services', () => {
  it('answers a registered service by its certificate', async () => {
    const { http } = await started();
    const { services } = listenersOf(http.service);
    const { status } = await ask(`${services}/v1/practice/subjects`, await shown(importer));
    expect(status).toBe(200);
    expect(http.lines.at(-1)).toMatchObject({ role: 'service', status: 200 });
  });

  it('answers one that was registered with the platform, and gives it a token bound to its certificate', async () => {
    const { http, url } = await started();
    const { services } = listenersOf(http.service);
    const files = await ours.issue('registered', { dns: [], ip: [], uses: ['client'] });
    const { certificate } = await Credential.open('services', { ...files, ca: null }, new Date());
    const { service } = await test.system.services.create({ name: 'A reporter', scopes: [] });
    await test.system.services.addCertificate(service.client_id, certificate?.thumbprintBase64url ?? '');
    const material = await shown(files);
    expect((await ask(`${services}/v1/practice/subjects`, material)).status).toBe(200);
    const form = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    };
    const { status, text } = await ask(`${services}/v1/auth/token`, { ...material, ...form });
    expect(status).toBe(200);
    const token = JSON.parse(text).access_token;
    const grant = { subject: service.client_id, boundTo: certificate?.thumbprintBase64url };
    expect(await test.platform.accessTokens.verify(token)).toMatchObject(grant);
    // Whoever shows the token with the certificate of another service is neither.
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(`${services}/v1/practice/subjects`, { ...material, headers })).status).toBe(200);
    // Nor does it count with another certificate of the same service, or with none.
    const next = await ours.issue('registered-next', { dns: [], ip: [], uses: ['client'] });
    const { certificate: other } = await Credential.open('services', { ...next, ca: null }, new Date());
    await test.system.services.addCertificate(service.client_id, other?.thumbprintBase64url ?? '');
    const places = [[services, await shown(next)] as const, [url, {}] as const];
    for (const [at, more] of places) {
      const elsewhere = await ask(`${at}/v1/practice/subjects`, { ...more, headers });
      expect([elsewhere.status, JSON.parse(elsewhere.text).code]).toEqual([401, 'token_refused']);
    }
    const mixed = await ask(`${services}/v1/practice/subjects`, { ...(await shown(importer)), headers });
    expect(mixed.status).toBe(401);
    await test.system.services.revoke(service.client_id);
    expect((await ask(`${services}/v1/practice/subjects`, material)).status).toBe(401);
  });

  it.each([
    ['shows none', async () => ({})],
    ['is of another authority', async () => shown(await theirs.issue('importer', { uri: [URI] }))],
    [
      'has expired',
      async () => shown(await ours.issue('late', { uri: [URI], notAfter: new Date(Date.now() - 60_000) })),
    ],
    ['is for servers', async () => shown(await ours.issue('srv', { uri: [URI], uses: ['server'] }))],
  ])('refuses whoever %s', async (_, material) => {
    const { http } = await started();
    const { services } = listenersOf(http.service);
    const refused = await ask(`${services}/healthz`, await material()).catch(codeOf);
    expect(refused).toMatch(/ALERT|ECONNRESET|EPIPE/);
    const isTold = () =>
      http.lines.some(({ msg, code }) => msg === 'connection refused' && code !== undefined);
    await vi.waitFor(() => expect(isTold()).toBe(true), { timeout: 20_000 });
    expect(http.lines.some(({ msg }) => msg === 'request')).toBe(false);
  });

  it('refuses a service nobody registered, and says so', async () => {
    const { http } = await started();
    const { services } = listenersOf(http.service);
    const stranger = await ours.issue('stranger', { uri: ['spiffe://masterx.localhost/service/stranger'] });
    const { status, text } = await ask(`${services}/v1/practice/subjects`, await shown(stranger));
    expect([status, JSON.parse(text).detail]).toEqual([
      401,
      expect.stringContaining('no registered service'),
    ]);
  });
});

describe('a certificate that is renewed', () => {
  it('is shown to whoever connects next; nobody under way notices', async () => {
    const files = await ours.issue('renewed');
    const { url, main } = await started({}, files);
    const before = main.certificate?.serial;
    const seen = new Set<string>();
    const serialOf = (socket: TLSSocket) => socket.getPeerCertificate().serialNumber.toLowerCase();
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: trusted });
    let stopped = false;
    const statuses: number[] = [];
    const failures: unknown[] = [];
    const traffic = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        await ask(`${url}/healthz`).then(
          ({ status }) => statuses.push(status),
          (thrown) => failures.push(thrown),
        );
      }
    });
    const kept = () => ask(`${url}/healthz`, { agent });
    expect((await kept()).status).toBe(200);

    await writeFile(files.certificate, 'half a certif');
    await expect(main.reload(new Date())).rejects.toMatchObject({ code: 'certificate_refused' });
    expect((await kept()).status).toBe(200);
    await ours.issue('renewed');
    expect(await main.reload(new Date())).toBe(true);
    const port = Number(new URL(url).port);
    const fresh = connect({ host: '127.0.0.1', port, ca: trusted });
    await once(fresh, 'secureConnect');
    seen.add(serialOf(fresh));
    fresh.destroy();
    expect([...seen]).toEqual([main.certificate?.serial]);
    expect(main.certificate?.serial).not.toBe(before);
    expect((await kept()).status).toBe(200);
    stopped = true;
    await Promise.all(traffic);
    agent.destroy();
    expect(failures).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('callers who take their time', () => {
  const slow = { headersMsMax: 300, requestMsMax: 600, timeoutsCheckedMs: 50 };

  function trickle(url: string, head: string, everyMs: number) {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca: trusted });
    socket.on('error', () => undefined).write(head);
    const timer = setInterval(() => socket.writable && socket.write('x'), everyMs);
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    return once(socket, 'close').then(() => {
      clearInterval(timer);
      return heard;
    });
  }

  it('are hung up on, with headers and with bodies, while others are answered', async () => {
    const { url } = await started({ limits: slow });
    const heads = trickle(url, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', 20);
    const bodies = trickle(
      url,
      `POST /v1/learners/${'0'.repeat(8)}/practice HTTP/1.1\r\nHost: learn.masterx.test\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"`,
      20,
    );
    expect((await ask(`${url}/healthz`)).status).toBe(200);
    expect(await heads).toMatch(/^HTTP\/1\.1 400 .*did not arrive in time/s);
    expect(await bodies).toMatch(/^HTTP\/1\.1 4/);
  });

  it('hold no more connections than one address may', async () => {
    const { http, url } = await started({ limits: { connectionsPerAddressMax: 2, connectionsMax: 6 } });
    const port = Number(new URL(url).port);
    // This machine is not counted by address, but by the bound of them all.
    const sockets = Array.from({ length: 8 }, () => connectPlain(port, '127.0.0.1'));
    let closed = 0;
    for (const socket of sockets) {
      socket
        .on('error', () => undefined)
        .once('close', () => {
          closed++;
        });
    }
    await vi.waitFor(() => expect(closed).toBe(2), { timeout: 20_000 });
    expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(6);
    for (const socket of sockets) socket.destroy();
    expect(http.service.address).toBe(url);
  });
});
