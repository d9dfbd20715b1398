import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { spoken } from '../../test/support/tls-servers.ts';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';
import { spawned } from './testing-only/spawned.ts';

let cli: CalledCli;
beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
});
afterAll(() => cli.close());

/** Serial number of the certificate that is shown on the port to whoever trusts the authority. */
async function shownOn(port: number, ca: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, ca });
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate().serialNumber.toLowerCase();
  } finally {
    socket.destroy();
  }
}

it('speaks HTTPS with a certificate for development, and takes a new one into use on SIGHUP', async () => {
  const running = spawned(['start', '--tls', '--port', '0', '--no-sample', '--json'], {
    ...cli.environment,
    MASTERX_REDIRECT_PORT: '0',
  });
  const { url, listeners } = JSON.parse(await running.firstLine);
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const redirected = await fetch(`${listeners.redirect}/docs`, { redirect: 'manual' });
  expect([redirected.status, redirected.headers.get('location')]).toEqual([308, `${url}/docs`]);

  const port = Number(new URL(url).port);
  const ca = await readFile(join(cli.folder, 'certificates', 'authority.pem'), 'utf8');
  const before = await shownOn(port, ca);
  expect(await spoken(port, 'TLSv1.2', { ca, cert: '', key: '' })).toMatch(/PROTOCOL_VERSION|UNSUPPORTED/);

  expect((await cli.call('certs', 'dev')).code).toBe(EXIT.done);
  running.child.kill('SIGHUP');
  await vi.waitFor(async () => expect(await shownOn(port, ca)).not.toBe(before), { timeout: 30_000 });

  running.child.kill('SIGTERM');
  const { code, stderr } = await running.ended;
  expect([code, stderr]).toEqual([EXIT.done, expect.stringContaining('New certificate files are in use')]);
});

it('faces a network only with a certificate and a name', async () => {
  const nameless = await cli.call('start', '--tls', '--host', '0.0.0.0', '--port', '0');
  expect([nameless.code, nameless.stderr]).toEqual([EXIT.usage, expect.stringContaining('needs a name')]);
  const production = await cli.callWith({ NODE_ENV: 'production' }, 'start', '--tls');
  expect([production.code, production.stderr]).toEqual([EXIT.refused, expect.stringContaining('production')]);
});

it('says in the doctor what is left of each certificate, and what is wrong with one', async () => {
  const { document } = await cli.document('certs', 'dev');
  const { settings } = document as { settings: Record<string, string> };
  const findings = async (variables: Record<string, string>) => {
    const { stdout } = await cli.callWith(variables, 'doctor', '--json');
    const { findings: all } = JSON.parse(stdout) as {
      findings: { name: string; verdict: string; text: string }[];
    };
    return Object.fromEntries(all.map((finding) => [finding.name, finding]));
  };
  const server = {
    MASTERX_TLS_CERT: settings['MASTERX_TLS_CERT'] ?? '',
    MASTERX_TLS_KEY: settings['MASTERX_TLS_KEY'] ?? '',
  };
  expect(await findings(server)).toMatchObject({
    Transport: { verdict: 'good', text: expect.stringContaining('HTTPS (TLS 1.3)') },
    Certificates: { verdict: 'good', text: expect.stringContaining('29 days left') },
    Redis: { text: expect.stringContaining('counts requests for itself') },
  });
  expect(await findings({ ...server, MASTERX_TLS_KEY: settings['MASTERX_REDIS_KEY'] ?? '' })).toMatchObject({
    Certificates: { verdict: 'problem', text: expect.stringContaining('is not the key of') },
  });
});
