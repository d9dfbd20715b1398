import { readFile } from 'node:fs/promises';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type CertificateFiles, type TestAuthority, testAuthority } from '../../test/support/certificates.ts';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { Credential } from '../transport/credential.ts';

/** Headers of every answer, on every listener, also of those that no route gives. */
const NAME = 'learn.masterx.test';
const EVERY: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'.*object-src 'none'; base-uri 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'permissions-policy': /geolocation=\(\)/,
};
const STRICT = 'max-age=31536000; includeSubDomains';

let test: TestPlatform;
let ours: TestAuthority;
let client: CertificateFiles;
let http: TestHttpService;
let ports: { main: number; services: number; redirect: number };
let ca: string;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  ours = await testAuthority();
  ca = await readFile(ours.ca, 'utf8');
  const server = await ours.issue('server', { dns: ['localhost', NAME] });
  client = await ours.issue('client', { dns: [], ip: [], uses: ['client'] });
  const now = new Date();
  const [main, services] = await Promise.all([
    Credential.open('server', { ...server, ca: null }, now),
    Credential.open('services', { ...server, ca: ours.ca }, now),
  ]);
  http = await openTestService(test.platform, {
    credentials: { server: main, services },
    config: {
      ...{ host: '127.0.0.1', port: 0, servicePort: 0, redirectPort: 0 },
      ...{ tlsCertificate: server.certificate, publicOrigins: [`https://${NAME}`] },
    },
  });
  const portOf = (url: string | null) => Number(new URL(url ?? '').port);
  const url = await http.service.listen();
  const { listeners } = http.service;
  ports = { main: portOf(url), services: portOf(listeners.services), redirect: portOf(listeners.redirect) };
});
afterAll(async () => {
  vi.restoreAllMocks();
  await http.close();
  await test.close();
  await ours.close();
});

async function opened(listener: keyof typeof ports, servername: string): Promise<Socket> {
  const at = { host: '127.0.0.1', port: ports[listener] };
  if (listener === 'redirect') return connectPlain(at);
  const [cert, key] = await Promise.all([readFile(client.certificate), readFile(client.key)]);
  return connect({ ...at, ca, servername, ...(listener === 'services' && { cert, key }) });
}

/** Sends bytes and answers what came back until the connection was closed. */
async function sent(listener: keyof typeof ports, bytes: string, servername = NAME): Promise<string> {
  const socket = await opened(listener, servername);
  socket.write(bytes);
  return heard(socket);
}

function heard(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

/** The answers on a connection: status and headers of each. */
function answersOf(text: string): { status: number; headers: Record<string, string> }[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .map((answer) => answer.split('\r\n\r\n', 1)[0] ?? '')
    .map((head) => head.split('\r\n'))
    .map(([first = '', ...lines]) => ({
      status: Number(first.split(' ')[1]),
      headers: Object.fromEntries(
        lines.map((line) => [
          line.slice(0, line.indexOf(':')).toLowerCase(),
          line.slice(line.indexOf(':') + 2),
        ]),
      ),
    }));
}

function assertSecured(headers: Record<string, string>, isStrict: boolean): void {
  for (const [name, pattern] of Object.entries(EVERY)) {
    expect([name, headers[name]]).toEqual([name, expect.stringMatching(pattern)]);
  }
  expect(headers['strict-transport-security']).toBe(isStrict ? STRICT : undefined);
}

const asked = (line: string, ...headers: readonly string[]) =>
  [`${line} HTTP/1.1`, `Host: ${NAME}`, 'Connection: close', ...headers, '', ''].join('\r\n');
const ASKED: readonly (readonly [what: string, bytes: string, status: number])[] = [
  ['a page', asked('GET /docs'), 200],
  ['a sign of life', asked('GET /healthz'), 200],
  ['nothing there', asked('GET /nothing'), 404],
  ['another method', asked('DELETE /healthz'), 405],
  ['TRACE', asked('TRACE /healthz'), 405],
  ['nobody', asked('GET /v1/platform'), 401],
  ['a path that cannot be decoded', asked('GET /%zz'), 400],
  ['an expectation', asked('GET /healthz', 'Expect: the-unexpected'), 200],
  ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['another host', 'GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 403],
  ['no HTTP', 'HELO there\r\n\r\n', 400],
  ['headers too long', asked('GET /healthz', `X-Long: ${'x'.repeat(20_000)}`), 413],
  ['two lengths', asked('POST /v1/auth/sign-in', 'Content-Length: 1', 'Transfer-Encoding: chunked'), 400],
];

describe.each(['main', 'services'] as const)('the listener %s', (listener) => {
  it.each(ASKED)('asked for %s', async (what, bytes, status) => {
    const [answer] = answersOf(await sent(listener, bytes));
    // The certificate of this client is nobody's, which a sign of life does not ask for.
    expect([what, answer?.status]).toEqual([what, status]);
    const wantsHost = !bytes.includes('evil.example') && what !== 'no host';
    assertSecured(answer?.headers ?? {}, wantsHost);
  });
});

it('gives cookies that no other host of the domain can plant', async () => {
  const [answer] = answersOf(await sent('main', asked('POST /v1/auth/sign-out', 'Content-Length: 0')));
  expect(answer?.headers['set-cookie']).toMatch(
    /^__Host-masterx-refresh=; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
  );
});

it('says nothing of HSTS to a name that is not public', async () => {
  const [broken] = answersOf(await sent('main', 'HELO there\r\n\r\n', 'localhost'));
  assertSecured(broken?.headers ?? {}, false);
});

it.each([
  ['a page', asked('GET /docs'), 308],
  ['a program', asked('GET /v1/platform'), 403],
  ['another host', 'GET /docs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 403],
  ['no HTTP', 'HELO there\r\n\r\n', 400],
  ['no host', 'GET /docs HTTP/1.1\r\nConnection: close\r\n\r\n', 403],
  ['an expectation', asked('GET /docs', 'Expect: the-unexpected'), 308],
] as const)('plain HTTP asked for %s', async (what, bytes, status) => {
  const [answer] = answersOf(await sent('redirect', bytes));
  expect([what, answer?.status]).toEqual([what, status]);
  // RFC 6797 §7.2: not over a connection that anybody may change.
  assertSecured(answer?.headers ?? {}, false);
});

// The last one: it closes the service.
it('a service that is ending says so with them as well', async () => {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const health = vi.spyOn(test.platform, 'health').mockReturnValue(held);
  const failed = vi.spyOn(test.platform.metrics, 'failed');
  const socket = await opened('main', NAME);
  const text = heard(socket);
  socket.write(`GET /readyz HTTP/1.1\r\nHost: ${NAME}\r\n\r\n`);
  await vi.waitFor(() => expect(health).toHaveBeenCalled(), { timeout: 20_000 });
  const closed = http.close();
  // Refused while the one before it on the connection is still under way.
  socket.write(asked('GET /healthz'));
  const overloaded = expect.objectContaining({ code: 'overloaded' });
  await vi.waitFor(() => expect(failed).toHaveBeenCalledWith(overloaded), { timeout: 20_000 });
  release?.();
  await closed;
  const said = await text;
  expect(said).toContain('The service is ending.');
  const answers = answersOf(said);
  expect(answers.at(-1)?.status).toBe(503);
  for (const { headers } of answers) assertSecured(headers, true);
});
