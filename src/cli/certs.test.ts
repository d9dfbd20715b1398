import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testAuthority } from '../../test/support/certificates.ts';
import { certificatesIn } from '../transport/certificate.ts';
import { EXIT } from './exit-codes.ts';
import { runCommandLine } from './run.ts';
import { keptStreams, NOBODY } from './testing-only/streams.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-certs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function call(words: readonly string[], environment: Record<string, string> = {}) {
  const { kept, stdout, stderr } = keptStreams();
  const code = await runCommandLine(['certs', ...words], {
    stdin: NOBODY,
    stdout: stdout as NodeJS.Process['stdout'],
    stderr: stderr as NodeJS.Process['stderr'],
    env: { NODE_ENV: 'test', MASTERX_DATA_DIR: folder, ...environment },
    cwd: () => folder,
  });
  return { code, ...kept };
}

const made = async (...words: readonly string[]) =>
  JSON.parse((await call(['dev', '--json', ...words])).stdout);

describe('masterx certs dev', () => {
  it('makes what the service, MongoDB, Redis and services need, and says how it is set', async () => {
    const { certificates, authority, settings, isKept } = await made(
      '--service',
      'importer',
      '--name',
      'db.test',
    );
    expect(isKept).toBe(false);
    expect(certificates.map(({ name }: { name: string }) => name)).toEqual([
      ...['server', 'mongodb', 'redis', 'masterx', 'mongod', 'service-importer'],
    ]);
    const [ca] = certificatesIn(await readFile(authority.certificate, 'utf8'));
    for (const { certificate, key, facts } of certificates) {
      const [cert] = certificatesIn(await readFile(certificate, 'utf8'));
      expect(ca && cert?.verify(ca.publicKey), certificate).toBe(true);
      expect(() => createSecureContext({ cert: cert?.toString(), key: '' })).not.toThrow();
      expect((await stat(key)).mode & 0o077, key).toBe(0);
      expect(facts.key).toBe('ec prime256v1');
    }
    expect(certificates[0].facts.names.dns).toEqual(['localhost', 'db.test']);
    expect(settings).toMatchObject({
      MASTERX_TLS_CERT: join(folder, 'certificates', 'server.pem'),
      MASTERX_SERVICES: 'importer=spiffe://masterx.localhost/service/importer',
      MASTERX_REDIS_KEY: join(folder, 'certificates', 'masterx.key'),
    });
    expect((await readdir(join(folder, 'certificates'))).filter((name) => /-.{36}$/.test(name))).toEqual([]);
  });

  it('keeps the authority while that will do, and renews the rest', async () => {
    const before = await made();
    const again = await made();
    expect(again.isKept).toBe(true);
    expect(again.authority.facts.thumbprint).toBe(before.authority.facts.thumbprint);
    expect(again.certificates[0].facts.serial).not.toBe(before.certificates[0].facts.serial);
    const wider = await made('--name', 'new.test');
    expect(wider.isKept).toBe(false);
  });

  it('tells every setting on the terminal, and no key', async () => {
    const { code, stdout } = await call(['dev', '--service', 'importer']);
    expect(code).toBe(EXIT.done);
    for (const setting of [
      'MASTERX_TLS_CERT',
      'MASTERX_SERVICE_CA',
      'MASTERX_MONGODB_KEY',
      'MASTERX_REDIS_CA',
    ]) {
      expect(stdout).toContain(`${setting}=`);
    }
    expect(stdout).not.toContain('PRIVATE KEY');
  });

  it('is refused in production, and to names that are none', async () => {
    const production = await call(['dev'], { NODE_ENV: 'production' });
    expect([production.code, production.stderr]).toEqual([
      EXIT.refused,
      expect.stringContaining('production'),
    ]);
    for (const words of [
      ['--name', 'a b'],
      ['--service', '../x'],
      ['--days', '400'],
    ]) {
      expect((await call(['dev', ...words])).code, words.join(' ')).toBe(EXIT.usage);
    }
  });
});

describe('masterx certs show', () => {
  it('prints what every certificate of the files says', async () => {
    await made();
    const at = (name: string) => join(folder, 'certificates', name);
    const { code, stdout } = await call(['show', at('server.pem'), at('authority.pem')]);
    expect(code).toBe(EXIT.done);
    expect(stdout).toMatch(/CN=server, O=MasterX development\n {2}Names {7}localhost, 127\.0\.0\.1/);
    expect(stdout).toContain('(an authority)');
    expect(stdout).toMatch(/sha256:[0-9a-f]{64}/);
    const { certificates } = JSON.parse((await call(['show', at('mongod.pem'), '--json'])).stdout);
    expect(certificates).toMatchObject([{ daysLeft: 29, isAuthority: false }]);
    expect(JSON.stringify(certificates)).not.toContain('PRIVATE');
  });

  it('ends with 1 where one has expired, and says what is no certificate', async () => {
    const authority = await testAuthority();
    const old = await authority.issue('old', { notAfter: new Date(Date.now() - 1_000) });
    const expired = await call(['show', old.certificate]);
    expect([expired.code, expired.stdout]).toEqual([EXIT.failed, expect.stringContaining('it has expired')]);
    const text = join(folder, 'text');
    await writeFile(text, 'no certificate');
    for (const file of [text, old.key, '/nowhere.pem']) {
      const { code, stderr } = await call(['show', file]);
      expect([file, code, stderr]).toEqual([file, EXIT.refused, expect.stringContaining(file)]);
    }
    await authority.close();
  });
});
