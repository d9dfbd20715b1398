import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openKms } from '../src/stores/keys/kms.ts';
import { connect } from '../src/stores/mongo/connection.ts';
import { RedisConnection } from '../src/stores/redis/connection.ts';
import { Credential, type CredentialName } from '../src/transport/credential.ts';
import { isLoopback } from '../src/transport/loopback.ts';
import { TLS_PROFILE } from '../src/transport/tls-profile.ts';
import { type CertificateFiles, type TestAuthority, testAuthority } from './support/certificates.ts';
import { spoken, startTlsMongodb, startTlsRedis, type TlsServer } from './support/tls-servers.ts';

const PASSWORD = 'planted-redis-password';
const NAMES = { database: 'tls', keyVaultUri: null, keyVaultDatabase: 'tls_vault' };

const ours: TestAuthority = await testAuthority();
const theirs: TestAuthority = await testAuthority();
const server = await ours.issue('server');
const client = await ours.issue('client', { uses: ['client'], dns: [], ip: [] });
const mongodb = await startTlsMongodb({ ...server, ca: ours.ca });
const redis = await startTlsRedis({ ...server, ca: ours.ca });
const why = (one: object) => ('leftOut' in one ? ` (${String(one.leftOut)})` : '');
const portOf = (one: object) => ('port' in one ? Number(one.port) : 0);

const listening: Server[] = [];
afterAll(async () => {
  for (const one of listening) one.close();
  for (const one of [mongodb, redis]) if (!('leftOut' in one)) await (one as TlsServer).close();
  await Promise.all([ours.close(), theirs.close()]);
});

const credentialOf = (
  name: CredentialName,
  files: Partial<CertificateFiles> & { readonly ca?: string },
): Promise<Credential> =>
  Credential.open(
    name,
    { certificate: files.certificate ?? null, key: files.key ?? null, ca: files.ca ?? null },
    new Date(),
  );

/** A server that would speak TLS 1.2 only, and notes whether anybody did. */
async function oldServer(): Promise<{ port: number; connections: TLSSocket[] }> {
  const connections: TLSSocket[] = [];
  const old = createServer(
    {
      cert: await readFile(server.certificate),
      key: await readFile(server.key),
      maxVersion: 'TLSv1.2',
    },
    (socket) => connections.push(socket),
  );
  old.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
  listening.push(old);
  await once(old, 'listening');
  return { port: (old.address() as AddressInfo).port, connections };
}

const open = async (port: number, credential?: Credential, host = '127.0.0.1', more = '') =>
  connect(`mongodb://${host}:${port}/?directConnection=true${more}`, NAMES, {
    selectionMsMax: 2_000,
    ...(credential && { credentials: { mongodb: credential, keyVault: credential } }),
  });

/** What is told of a connection to Redis, until something is. */
async function toldBy(url: string, credential: Credential | undefined): Promise<string> {
  const told: string[] = [];
  const connection = RedisConnection.open(url, (message) => told.push(message), credential);
  try {
    await vi.waitFor(() => expect(told).not.toHaveLength(0), { timeout: 20_000 });
    return told[0] ?? '';
  } finally {
    connection.close();
  }
}

describe.skipIf('leftOut' in mongodb)(`MongoDB over TLS${why(mongodb)}`, () => {
  const port = portOf(mongodb);

  it('is reached with a client certificate, by TLS 1.3', async () => {
    const credential = await credentialOf('mongodb', { ...client, ca: ours.ca });
    const connection = await open(port, credential);
    expect((await connection.data.command({ ping: 1 }))['ok']).toBe(1);
    await connection.close();
    const material = {
      ca: await readFile(ours.ca, 'utf8'),
      cert: await readFile(client.certificate, 'utf8'),
      key: await readFile(client.key, 'utf8'),
    };
    expect(await spoken(port, 'TLSv1.3', material)).toBe('TLSv1.3');
  });

  it.each([
    ['another authority', () => credentialOf('mongodb', { ...client, ca: theirs.ca }), /not trusted here/],
    ['the system’s authorities', () => credentialOf('mongodb', client), /not trusted here/],
  ])('is not reached by whoever trusts %s', async (_, made, said) => {
    await expect(open(port, await made())).rejects.toMatchObject({
      code: 'certificate_refused',
      detail: expect.stringMatching(said),
    });
  });

  it('is not reached by another name', async () => {
    const elsewhere = await ours.issue('elsewhere', { dns: ['other.masterx.test'], ip: [] });
    const other = await startTlsMongodb({ ...elsewhere, ca: ours.ca });
    const credential = await credentialOf('mongodb', { ...client, ca: ours.ca });
    await expect(open(portOf(other), credential)).rejects.toMatchObject({
      detail: expect.stringContaining('for another name'),
    });
    await (other as TlsServer).close();
  });

  it('is not reached without a client certificate, nor with one of another authority', async () => {
    const strange = await theirs.issue('strange', { uses: ['client'] });
    for (const files of [{ ca: ours.ca }, { ...strange, ca: ours.ca }]) {
      const failure = await open(port, await credentialOf('mongodb', files)).catch((thrown) => thrown);
      expect(['certificate_refused', 'store_unavailable']).toContain(failure.code);
    }
  });

  it('gets the new certificate for new connections, without a new client', async () => {
    const files = await ours.issue('renewed', { uses: ['client'], dns: [], ip: [] });
    const credential = await credentialOf('mongodb', { ...files, ca: ours.ca });
    const connection = await open(port, credential);
    const before = credential.certificate?.serial;
    await ours.issue('renewed', { uses: ['client'], dns: [], ip: [] });
    expect(await credential.reload(new Date())).toBe(true);
    expect(credential.certificate?.serial).not.toBe(before);
    // More at once than there are connections: some are made now.
    const pings = await Promise.all(Array.from({ length: 8 }, () => connection.data.command({ ping: 1 })));
    expect(pings.map((answer) => answer['ok'])).toEqual(Array.from({ length: 8 }, () => 1));
    await connection.close();
  });
});

describe('a client of MongoDB', () => {
  it('speaks no TLS 1.2', async () => {
    const { port, connections } = await oldServer();
    const credential = await credentialOf('mongodb', { ...client, ca: ours.ca });
    await expect(open(port, credential)).rejects.toMatchObject({ code: 'certificate_refused' });
    await expect(open(port, undefined, 'localhost', '&tls=true')).rejects.toMatchObject({
      code: 'certificate_refused',
    });
    expect(connections).toHaveLength(0);
  });

  it.each([
    ['mongodb://db.example.org/', 'plain text'],
    ['mongodb://anna:planted-secret@10.0.0.1,127.0.0.1/', 'plain text'],
    ['mongodb+srv://db.example.org/?tls=false', 'plain text'],
    ['mongodb://127.0.0.1/?tls=true&tlsAllowInvalidCertificates=true', 'tlsallowinvalidcertificates'],
    ['mongodb://127.0.0.1/?tls=true&tlsInsecure=true', 'tlsinsecure'],
    ['mongodb://127.0.0.1/?tls=true&tlsCAFile=/x.pem', 'tlscafile'],
  ])('is refused %s', async (uri, said) => {
    const failure = await connect(uri, NAMES, { selectionMsMax: 300 }).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'configuration_invalid', detail: expect.stringContaining(said) });
    expect(String(failure)).not.toContain('planted-secret');
  });
});

describe.skipIf('leftOut' in redis)(`Redis over TLS${why(redis)}`, () => {
  const url = `rediss://:${PASSWORD}@127.0.0.1:${portOf(redis)}`;

  it('is reached with a client certificate, and by the certificate that takes its place', async () => {
    const files = await ours.issue('cache', { uses: ['client'], dns: [], ip: [] });
    const credential = await credentialOf('redis', { ...files, ca: ours.ca });
    expect(await toldBy(url, credential)).toBe('The cache is reachable.');
    const bad = await theirs.issue('cache-of-others', { uses: ['client'] });
    await writeFile(files.certificate, await readFile(bad.certificate));
    await writeFile(files.key, await readFile(bad.key));
    expect(await credential.reload(new Date())).toBe(true);
    expect(await toldBy(url, credential)).toContain('cannot be reached');
    await ours.issue('cache', { uses: ['client'], dns: [], ip: [] });
    expect(await credential.reload(new Date())).toBe(true);
    expect(await toldBy(url, credential)).toBe('The cache is reachable.');
  });

  it('is not reached by whoever trusts others, or shows nothing', async () => {
    const stranger = await credentialOf('redis', { ...client, ca: theirs.ca });
    expect(await toldBy(url, stranger)).toContain('not trusted here');
    const nobody = await toldBy(url, await credentialOf('redis', { ca: ours.ca }));
    expect(nobody).toContain('cannot be reached');
    expect(nobody).not.toContain(PASSWORD);
  });
});

describe('a client of Redis', () => {
  it('speaks no TLS 1.2', async () => {
    const { port, connections } = await oldServer();
    const credential = await credentialOf('redis', { ca: ours.ca });
    expect(await toldBy(`rediss://127.0.0.1:${port}`, credential)).toContain('TLS 1.3');
    expect(connections).toHaveLength(0);
  });

  it('is refused plain text over a network', () => {
    const refused = expect.objectContaining({ code: 'configuration_invalid' });
    expect(() => RedisConnection.open('redis://:planted-secret@cache.example.org:6379')).toThrow(refused);
    expect(() => RedisConnection.open('redis://10.0.0.1')).toThrow(refused);
  });
});

describe('a client of the KMS', () => {
  beforeAll(() => {
    vi.stubEnv('AWS_REGION', 'eu-central-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'planted-secret');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });
  const settings = (kmsEndpoint: string) => ({ kmsKeyId: 'alias/x', kmsOldKeyIds: [], kmsEndpoint });
  const ARN = 'arn:aws:kms:eu-central-1:000000000000:key/x';

  it('speaks no TLS 1.2', async () => {
    const { port, connections } = await oldServer();
    const credential = await credentialOf('kms', { ca: ours.ca });
    await expect(openKms(settings(`https://127.0.0.1:${port}`), { credential })).rejects.toMatchObject({
      code: 'keys_unavailable',
    });
    expect(connections).toHaveLength(0);
  });

  it('speaks TLS 1.3 with an authority of the settings', async () => {
    const protocols: (string | null)[] = [];
    const kms = createHttpsServer(
      { ...TLS_PROFILE, cert: await readFile(server.certificate), key: await readFile(server.key) },
      (request, response) => {
        protocols.push((request.socket as TLSSocket).getProtocol());
        request.resume();
        const key = {
          Arn: ARN,
          KeySpec: 'SYMMETRIC_DEFAULT',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeyState: 'Enabled',
        };
        response.setHeader('Content-Type', 'application/x-amz-json-1.1');
        response.end(JSON.stringify({ KeyMetadata: { KeyId: 'x', ...key } }));
      },
    );
    kms.listen(0, '127.0.0.1');
    listening.push(kms);
    await once(kms, 'listening');
    const endpoint = `https://127.0.0.1:${(kms.address() as AddressInfo).port}`;
    const kek = await openKms(settings(endpoint), { credential: await credentialOf('kms', { ca: ours.ca }) });
    expect([kek.keyId, protocols]).toEqual([ARN, ['TLSv1.3']]);
    kek.close();
    const strange = await credentialOf('kms', { ca: theirs.ca });
    await expect(openKms(settings(endpoint), { credential: strange })).rejects.toMatchObject({
      code: 'keys_unavailable',
    });
    await delay(0);
  });

  it('is refused plain text over a network', async () => {
    await expect(openKms(settings('http://kms.example.org'))).rejects.toMatchObject({
      code: 'configuration_invalid',
    });
    expect(isLoopback('127.0.0.1.example.org')).toBe(false);
  });
});
