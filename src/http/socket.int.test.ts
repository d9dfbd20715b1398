import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { KiB } from '../std/bytes.ts';

let test: TestPlatform;
let folder: string;
const open: TestHttpService[] = [];
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  folder = await mkdtemp(join(tmpdir(), 'masterx-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>The pages</title>');
  await writeFile(join(folder, 'assets', 'main-Ab3_d-f9.js'), 'export {};');
  await writeFile(join(folder, 'theme.js'), '// theme');
  await writeFile(join(folder, '.secret'), 'secret');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((service) => service.close()));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened(options: Parameters<typeof openTestService>[1] = {}) {
  const http = await openTestService(test.platform, options);
  open.push(http);
  return http;
}

async function started(options: Parameters<typeof openTestService>[1] = {}) {
  const http = await opened(options);
  return { http, url: await http.service.listen() };
}

/** A promise, and what resolves it. */
function heldBack(): [Promise<void>, () => void] {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return [held, () => release?.()];
}

/** A request with headers that `fetch` would not let us set. */
function ask(url: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

/** Sends bytes and answers all that came back. */
function sendRaw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received)).on('error', reject);
  });
}

describe('listening', () => {
  it('happens on loopback only, and is said in the log', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
      const http = await opened({ config: { host, port: 0 } });
      await expect(http.service.listen()).rejects.toMatchObject({ code: 'configuration_invalid' });
      expect(http.service.address).toBeNull();
    }
    const { http, url } = await started({ config: { host: 'localhost', port: 0 } });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(http.service.address).toBe(url);
    expect(http.lines.map(({ msg }) => msg).join()).toContain('for this machine only');
    const platform = (await (await fetch(`${url}/v1/platform`)).json()) as object;
    expect(platform).toMatchObject({ listens_on: url });
  });

  it('on a taken port fails with what to do', async () => {
    const { url } = await started();
    const port = Number(new URL(url).port);
    await expect(started({ config: { host: '127.0.0.1', port } })).rejects.toMatchObject({
      code: 'configuration_invalid',
      hint: expect.stringContaining('MASTERX_PORT'),
    });
  });

  it('takes only its own names and its own pages', async () => {
    const { url } = await started();
    const { port } = new URL(url);
    const body = { 'content-type': 'application/json', 'content-length': '0' };
    const target = `${url}/v1/learners/7b0a5c1e-8f0e-4a3c-9a52-0d6f3b1c2d4e/practice`;
    expect(await ask(`${url}/healthz`, { host: `localhost:${port}` })).toBe(200);
    expect(await ask(`${url}/healthz`, { host: 'localhost:1' })).toBe(403);
    expect(await ask(`${url}/healthz`, { host: `rebound.example:${port}` })).toBe(403);
    expect(await ask(target, { ...body, origin: url }, 'POST')).toBe(400);
    expect(await ask(target, { ...body, origin: 'http://localhost:1' }, 'POST')).toBe(403);
    expect(await ask(target, { ...body, 'sec-fetch-site': 'cross-site' }, 'POST')).toBe(403);
  });
});

describe('what is no request', () => {
  it('is answered with a problem and hung up on', async () => {
    const { url } = await started();
    const garbage = await sendRaw(url, 'NONSENSE\r\n\r\n');
    expect(garbage).toMatch(/^HTTP\/1\.1 400 .*malformed_request/s);
    const long = await sendRaw(
      url,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(KiB(20))}\r\n\r\n`,
    );
    expect(long).toMatch(/^HTTP\/1\.1 413 .*body_too_large/s);
    const nameless = await sendRaw(url, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(nameless).toMatch(/^HTTP\/1\.1 400/);
  });
});

describe('closing', () => {
  it('lets what is under way finish', async () => {
    const { http, url } = await started();
    const [held, release] = heldBack();
    const health = vi.spyOn(test.platform, 'health').mockReturnValue(held);
    const asked = fetch(`${url}/readyz`);
    await vi.waitFor(() => expect(health).toHaveBeenCalled());
    const closed = http.service.close();
    release();
    expect((await asked).status).toBe(200);
    await closed;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('counts and notes a request whose caller went away', async () => {
    const { http, url } = await started();
    const [held, release] = heldBack();
    const health = vi.spyOn(test.platform, 'health').mockReturnValue(held);
    const abort = new AbortController();
    const asked = fetch(`${url}/readyz`, { signal: abort.signal });
    await vi.waitFor(() => expect(health).toHaveBeenCalled());
    abort.abort();
    await expect(asked).rejects.toThrow();
    await vi.waitFor(() => expect(http.lines).toContainEqual(expect.objectContaining({ aborted: true })));
    release();
  });
});

describe('the web application', () => {
  const page = { headers: { accept: 'text/html,*/*' } };

  it('is served, with its entry for every page of its own', async () => {
    const http = await opened({ staticDirectory: folder });
    for (const url of ['/', '/learners/ada', '/platform?tab=1', '/index.html']) {
      const { status, text, headers } = await http.ask('GET', url, page);
      expect([url, status, text]).toEqual([url, 200, expect.stringContaining('The pages')]);
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
    const asset = await http.ask('GET', '/assets/main-Ab3_d-f9.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await http.ask('GET', '/theme.js')).headers['cache-control']).toBe('no-cache');
  });

  it('hides nothing of the API, and shows nothing that is not its own', async () => {
    const http = await opened({ staticDirectory: folder });
    for (const url of ['/v1/nowhere', '/v1', '/docs/nowhere', '/problems/nowhere']) {
      const { status, headers } = await http.ask('GET', url, page);
      expect([url, status]).toEqual([url, 404]);
      expect(headers['content-type']).toContain('application/problem+json');
    }
    expect((await http.ask('DELETE', '/v1/learners', page)).status).toBe(405);
    for (const url of [
      '/nowhere.js',
      '/.secret',
      '/..%2f..%2fetc%2fpasswd',
      '/assets/',
      '/%2e%2e/package.json',
    ]) {
      const { status, text } = await http.ask('GET', url);
      expect([url, status >= 400, text.includes('secret')]).toEqual([url, true, false]);
    }
  });

  it('says how it is built where it is not', async () => {
    const http = await opened();
    const { status, text } = await http.ask('GET', '/', page);
    expect([status, text]).toEqual([404, expect.stringContaining('npm run build')]);
    expect((await http.ask('GET', '/')).headers['content-type']).toContain('application/problem+json');
  });
});
