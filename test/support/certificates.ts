import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { days, minutes } from '../../src/std/durations.ts';
import { DevelopmentAuthority, type Issued } from '../../src/transport/development/authority.ts';

/** Where the parts of a certificate lie. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** How a certificate differs from one that is good for this machine. */
export interface Differences {
  readonly commonName?: string;
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  readonly uri?: readonly string[];
  readonly uses?: readonly ('server' | 'client')[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** An authority with a folder of its own; what it makes lies there. */
export interface TestAuthority {
  readonly folder: string;
  /** File of its certificate. */
  readonly ca: string;
  readonly authority: DevelopmentAuthority;
  /** Makes a certificate; a second one of the same name takes the first one's place. */
  issue(name: string, differences?: Differences): Promise<CertificateFiles>;
  close(): Promise<void>;
}

/** The days a test's certificate lasts. */
const DAYS = 2;

export const soon = (): Date => new Date(Date.now() + days(DAYS));
export const lately = (): Date => new Date(Date.now() - minutes(5));

/** Makes an authority that permits this machine's names, and `*.masterx.test`. */
export async function testAuthority(): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'masterx-certificates-'));
  const validity = { notBefore: lately(), notAfter: soon() };
  const permitted = {
    dns: ['localhost', 'masterx.test'],
    networks: ['127.0.0.0/8', '::1/128'],
    uriHosts: ['masterx.localhost'],
  };
  const authority = await DevelopmentAuthority.make(permitted, validity);
  const ca = join(folder, 'authority.pem');
  await writeFile(ca, authority.self.certificate);
  return {
    folder,
    ca,
    authority,
    async issue(name, { dns, ip, uri, uses, ...rest } = {}) {
      const issued = await authority.issue({
        commonName: name,
        names: { dns: dns ?? ['localhost'], ip: ip ?? ['127.0.0.1', '::1'], uri: uri ?? [] },
        uses: uses ?? ['server', 'client'],
        ...validity,
        ...rest,
      });
      return writeIssued(folder, name, issued);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function writeIssued(folder: string, name: string, { certificate, key }: Issued) {
  const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  await writeFile(files.certificate, certificate);
  await writeFile(files.key, key, { mode: 0o600 });
  return files;
}
