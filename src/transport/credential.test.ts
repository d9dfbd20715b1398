import { chmod, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestAuthority, testAuthority } from '../../test/support/certificates.ts';
import { days } from '../std/durations.ts';
import { daysLeft, namesOf } from './certificate.ts';
import { Credential } from './credential.ts';
import { handshakeReason } from './handshake-failure.ts';
import { TLS_PROFILE } from './tls-profile.ts';

let ours: TestAuthority;
beforeAll(async () => {
  ours = await testAuthority();
});
afterAll(() => ours.close());

const now = () => new Date();
const opened = (files: { certificate: string | null; key: string | null; ca?: string | null }, at = now()) =>
  Credential.open('server', { ca: null, ...files }, at);

describe('a certificate and its key', () => {
  it('are read with what they say, and never shown', async () => {
    const files = await ours.issue('read', { uri: ['spiffe://masterx.localhost/service/a,b'] });
    const credential = await opened({ ...files, ca: ours.ca });
    expect(credential.certificate).toMatchObject({
      subject: 'CN=read, O=MasterX development',
      names: {
        dns: ['localhost'],
        ip: ['127.0.0.1', '0:0:0:0:0:0:0:1'],
        uri: ['spiffe://masterx.localhost/service/a,b'],
      },
      isAuthority: false,
    });
    expect(credential.certificate && daysLeft(credential.certificate, now())).toBe(1);
    expect(credential.content.authorities[0]).toMatchObject({ isAuthority: true });
    const key = (await readFile(files.key, 'utf8')).split('\n')[1] ?? '';
    expect(JSON.stringify(credential.certificate)).not.toContain(key);
  });

  it.each([
    [
      'a key of another',
      async () => {
        const [one, other] = [await ours.issue('one'), await ours.issue('other')];
        return { certificate: one.certificate, key: other.key };
      },
      /other\.key is not the key of .*one\.pem/,
    ],
    [
      'an expired one',
      () => ours.issue('old', { notAfter: new Date(Date.now() - 1_000) }),
      /old\.pem expired at/,
    ],
    [
      'one of tomorrow',
      () => ours.issue('new', { notBefore: new Date(Date.now() + days(1)) }),
      /new\.pem is valid from/,
    ],
    [
      'a file that is not there',
      async () => ({ certificate: '/nowhere.pem', key: '/nowhere.key' }),
      /ENOENT/,
    ],
    [
      'no certificate',
      async () => {
        const { key } = await ours.issue('bare');
        return { certificate: key, key };
      },
      /holds no certificate/,
    ],
    [
      'a half-written certificate',
      async () => {
        const files = await ours.issue('half');
        const text = await readFile(files.certificate, 'utf8');
        await writeFile(files.certificate, text.replace(/M[A-Za-z0-9+/]{40}/, 'M'));
        return files;
      },
      /half\.pem/,
    ],
    [
      'a key that others may read',
      async () => {
        const files = await ours.issue('open');
        await chmod(files.key, 0o644);
        return files;
      },
      /open to others \(644\)/,
    ],
    [
      'no key',
      async () => ({ certificate: (await ours.issue('lone')).certificate, key: null }),
      /has no key/,
    ],
  ] as const)('are refused as %s', async (_, made, said) => {
    const failure = await opened(await made()).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'certificate_refused', detail: expect.stringMatching(said) });
  });
});

describe('a reload', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  /** A server that tells each client which certificate it showed, and says it once more when asked. */
  async function serverWith(credential: Credential): Promise<number> {
    const server = createServer(
      { ...TLS_PROFILE, ...credential.content, requestCert: true, rejectUnauthorized: true },
      (socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => socket.write(shownTo(socket)));
        socket.write(shownTo(socket));
      },
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const shownTo = (socket: TLSSocket) => String(socket.getPeerCertificate().subject.CN);

  const said = (socket: TLSSocket) =>
    new Promise<string>((resolve, reject) => {
      socket.once('data', (data) => resolve(data.toString())).once('error', reject);
    });

  it('changes what the next connections of a client show; those under way go on', async () => {
    const server = await opened({ ...(await ours.issue('server')), ca: ours.ca });
    const port = await serverWith(server);
    const files = { ...(await ours.issue('client')), ca: ours.ca };
    const client = await Credential.open('mongodb', files, now());
    const told: (string | undefined)[] = [];
    client.follow(({ chain }) => told.push(chain[0]?.serial));
    const reach = () => connect({ host: '127.0.0.1', port, secureContext: client.clientContext });
    const first = reach();
    expect(await said(first)).toBe('client');
    expect(first.getProtocol()).toBe('TLSv1.3');

    expect(await client.reload(now())).toBe(false);
    const next = await ours.issue('next');
    await writeFile(files.key, await readFile(next.key));
    await expect(client.reload(now())).rejects.toMatchObject({ code: 'certificate_refused' });
    const between = reach();
    expect(await said(between)).toBe('client');
    await writeFile(files.certificate, await readFile(next.certificate));
    expect(await client.reload(now())).toBe(true);
    const second = reach();
    expect(await said(second)).toBe('next');
    expect(told).toEqual([client.certificate?.serial]);

    first.write('?');
    expect(await said(first)).toBe('client');
    for (const socket of [first, between, second]) socket.destroy();
  });

  it('changes whom a client trusts', async () => {
    const theirs = await testAuthority();
    const server = await opened({ ...(await theirs.issue('server')), ca: ours.ca });
    const port = await serverWith(server);
    const ca = `${ours.folder}/trusted.pem`;
    await writeFile(ca, await readFile(ours.ca));
    const client = await Credential.open('redis', { ...(await ours.issue('client')), ca }, now());
    const reach = () => connect({ host: '127.0.0.1', port, secureContext: client.clientContext });
    const failure = await said(reach()).catch((thrown: unknown) => thrown);
    expect(handshakeReason(failure)).toContain('not trusted here');
    await writeFile(ca, `${await readFile(ours.ca, 'utf8')}${await readFile(theirs.ca, 'utf8')}`);
    expect(await client.reload(now())).toBe(true);
    const socket = reach();
    expect(await said(socket)).toBe('client');
    socket.destroy();
    await theirs.close();
  });
});

it('names are read as they were meant, whatever is in them', () => {
  expect(namesOf('DNS:a.example, IP Address:10.0.0.1, URI:spiffe://a/b, email:x@y')).toEqual({
    dns: ['a.example'],
    ip: ['10.0.0.1'],
    uri: ['spiffe://a/b'],
  });
  expect(namesOf('URI:"http://a/, DNS:evil.example", DNS:"b, URI:spiffe://x"')).toEqual({
    dns: ['b, URI:spiffe://x'],
    ip: [],
    uri: ['http://a/, DNS:evil.example'],
  });
  expect(namesOf(undefined)).toEqual({ dns: [], ip: [], uri: [] });
});
