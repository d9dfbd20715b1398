import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { days, hours } from '../../std/durations.ts';
import { type CertificateFacts, certificatesIn, factsOf } from '../certificate.ts';
import { DevelopmentAuthority, type Issued, type Subject, type Validity } from './authority.ts';

/** Whom a service's certificate of development is made out to, as SPIFFE writes it. */
export const TRUST_DOMAIN = 'masterx.localhost';

/** What is made. */
export interface DevelopmentRequest {
  /** Names and addresses of the servers besides those of this machine. */
  readonly hosts: readonly string[];
  readonly services: readonly string[];
  /** Days the certificates last; their authority lasts longer. */
  readonly days: number;
}

/** One of the certificates, and where it lies. */
export interface DevelopmentCertificate {
  readonly name: string;
  readonly certificate: string;
  readonly key: string;
  readonly facts: CertificateFacts;
}

/** What was made. */
export interface DevelopmentFiles {
  readonly folder: string;
  readonly authority: DevelopmentCertificate;
  /** Whether the authority was there before, so that whoever trusts it goes on doing so. */
  readonly isKept: boolean;
  /** `server`, `mongodb`, `redis`, `masterx` (shown to those two), `mongod` (both in one file), and one for each service. */
  readonly certificates: readonly DevelopmentCertificate[];
}

const OWN_HOSTS = ['localhost', '127.0.0.1', '::1'];
const AUTHORITY = 'authority';
/** What the authority permits, to know whether it will do. */
const PERMITTED = 'authority.json';
const AUTHORITY_DAYS = 90;
const OWNER_ONLY = 0o600;
/** Clocks of one machine and its containers may differ by a little. */
const BACKDATED_MS = hours(1);

/** The URI a service's certificate is made out to. */
export const serviceUri = (service: string): string => `spiffe://${TRUST_DOMAIN}/service/${service}`;

/**
 * Makes certificates of an authority for development, in files of the folder: keys readable by their owner only. The
 * authority is kept while it lasts long enough and permits the names.
 */
export async function makeDevelopmentFiles(
  folder: string,
  { hosts, services, days: lasting }: DevelopmentRequest,
  now: Date,
): Promise<DevelopmentFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const notBefore = new Date(now.getTime() - BACKDATED_MS);
  const until = (count: number): Validity => ({
    notBefore,
    notAfter: new Date(now.getTime() + days(count)),
  });
  const kept = await keptAuthority(folder, hosts, until(lasting).notAfter);
  const authority = kept ?? (await newAuthority(folder, hosts, until(Math.max(AUTHORITY_DAYS, lasting + 1))));
  const all = [...new Set([...OWN_HOSTS, ...hosts])];
  const names = {
    dns: all.filter((host) => isIP(host) === 0),
    ip: all.filter((host) => isIP(host) !== 0),
    uri: [],
  };
  const make = async (
    name: string,
    subject: Pick<Subject, 'names' | 'uses'>,
  ): Promise<DevelopmentCertificate> => {
    const issued = await authority.issue({ commonName: name, ...subject, ...until(lasting) });
    return written(folder, name, issued);
  };
  const server = await make('server', { names, uses: ['server'] });
  const mongodb = await make('mongodb', { names, uses: ['server', 'client'] });
  const redis = await make('redis', { names, uses: ['server'] });
  const masterx = await make('masterx', {
    names: { dns: [], ip: [], uri: [serviceUri('masterx')] },
    uses: ['client'],
  });
  const clients = [];
  for (const service of services) {
    const uri = [serviceUri(service)];
    clients.push(await make(`service-${service}`, { names: { dns: [], ip: [], uri }, uses: ['client'] }));
  }
  return {
    folder,
    authority: await written(folder, AUTHORITY, authority.self),
    isKept: kept !== null,
    certificates: [server, mongodb, redis, masterx, await together(folder, 'mongod', mongodb), ...clients],
  };
}

async function newAuthority(
  folder: string,
  hosts: readonly string[],
  validity: Validity,
): Promise<DevelopmentAuthority> {
  const permitted = {
    dns: ['localhost', ...hosts.filter((host) => isIP(host) === 0)],
    networks: ['127.0.0.0/8', '::1', ...hosts.filter((host) => isIP(host) !== 0)],
    uriHosts: [TRUST_DOMAIN],
  };
  const authority = await DevelopmentAuthority.make(permitted, validity);
  await replace(join(folder, PERMITTED), `${JSON.stringify({ hosts })}\n`);
  return authority;
}

/** The authority of the folder, where it permits the names and lasts longer than what it is to make. */
async function keptAuthority(
  folder: string,
  hosts: readonly string[],
  notAfter: Date,
): Promise<DevelopmentAuthority | null> {
  const texts = await Promise.all(
    [`${AUTHORITY}.pem`, `${AUTHORITY}.key`, PERMITTED].map((name) => textOf(join(folder, name))),
  );
  const [certificate, key, permitted] = texts;
  if (!certificate || !key || !permitted) return null;
  const [own] = certificatesIn(certificate).map(factsOf);
  const { hosts: known = [] } = JSON.parse(permitted) as { hosts?: readonly string[] };
  const lasts = own !== undefined && own.notAfter > notAfter;
  return lasts && hosts.every((host) => known.includes(host))
    ? DevelopmentAuthority.from({ certificate, key })
    : null;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

async function written(
  folder: string,
  name: string,
  { certificate, key }: Issued,
): Promise<DevelopmentCertificate> {
  const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  await replace(files.key, key);
  await replace(files.certificate, certificate);
  return { name, ...files, facts: firstFacts(certificate) };
}

/** mongod wants a certificate and its key in one file. */
async function together(
  folder: string,
  name: string,
  { certificate, key, facts }: DevelopmentCertificate,
): Promise<DevelopmentCertificate> {
  const path = join(folder, `${name}.pem`);
  await replace(path, (await readFile(certificate, 'utf8')) + (await readFile(key, 'utf8')));
  return { name, certificate: path, key: path, facts };
}

/** Whoever reads the file at that moment reads the one before or the new one, never half of it. */
async function replace(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, text, { mode: OWNER_ONLY, flag: 'wx' });
  await rename(fresh, path);
}

function firstFacts(pem: string): CertificateFacts {
  const [first] = certificatesIn(pem);
  if (first === undefined) throw new RangeError('a certificate that was made is one');
  return factsOf(first);
}
