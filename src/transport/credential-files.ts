import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { MasterXError } from '../errors/error.ts';
import { KiB } from '../std/bytes.ts';
import { type CertificateFacts, certificatesIn, factsOf } from './certificate.ts';
import { secureContext } from './tls-profile.ts';

/** Where a party's certificate, its key and the authorities it trusts lie; null for what it goes without. */
export interface CredentialFiles {
  readonly certificate: string | null;
  readonly key: string | null;
  /** Authorities that may vouch for the other side. */
  readonly ca: string | null;
}

/** What was read from those files, proved to fit together. */
export interface CredentialContent {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  /** Of the certificate and of the others in its chain, itself first. */
  readonly chain: readonly CertificateFacts[];
  readonly authorities: readonly CertificateFacts[];
  /** Changes with every byte of the files; says nothing of them. */
  readonly digest: string;
}

const FILE_BYTES_MAX = KiB(512);
/** What neither others may do with a key, nor its group beyond reading it: mounted secrets belong to a group. */
const TOO_OPEN = 0o027;
const HAS_MODES = process.platform !== 'win32';

/**
 * Reads a party's files and proves that they can be used: the certificate is in its time, the key is its key and
 * readable by few, and TLS takes them.
 *
 * @throws MasterXError `certificate_refused` with the file and what is wrong with it, never with its content.
 */
export async function readCredential(files: CredentialFiles, now: Date): Promise<CredentialContent> {
  const { certificate, key, ca } = files;
  if ((certificate === null) !== (key === null)) {
    throw refused(`${certificate ?? key} has no ${key === null ? 'key' : 'certificate'} beside it`);
  }
  const [cert, keyText, authorities] = await Promise.all([
    certificate === null ? undefined : readText(certificate),
    key === null ? undefined : readKey(key),
    ca === null ? undefined : readText(ca),
  ]);
  const content: CredentialContent = {
    ...(cert !== undefined && { cert }),
    ...(keyText !== undefined && { key: keyText }),
    ...(authorities !== undefined && { ca: authorities }),
    chain: cert === undefined ? [] : factsIn(cert, certificate ?? ''),
    authorities: authorities === undefined ? [] : factsIn(authorities, ca ?? ''),
    digest: digestOf([cert, keyText, authorities]),
  };
  assertInTime(content.chain[0], certificate ?? '', now);
  if (cert !== undefined && keyText !== undefined) assertPair(cert, keyText, certificate ?? '', key ?? '');
  try {
    secureContext(content);
  } catch (cause) {
    throw refused(`${[certificate, ca].filter((path) => path !== null).join(' and ')} cannot be used`, cause);
  }
  return content;
}

function refused(detail: string, cause?: unknown): MasterXError {
  return new MasterXError('certificate_refused', { detail: `${detail}.`, cause });
}

/** The text of one of the files. @throws MasterXError `certificate_refused` */
export async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > FILE_BYTES_MAX) throw refused(`${path} is larger than ${FILE_BYTES_MAX} bytes`);
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof MasterXError) throw thrown;
    const { code = 'unknown' } = thrown as NodeJS.ErrnoException;
    throw refused(`${path} cannot be read (${code})`, thrown);
  }
}

async function readKey(path: string): Promise<string> {
  const text = await readText(path);
  const { mode } = await stat(path);
  if (HAS_MODES && (mode & TOO_OPEN) !== 0) {
    throw new MasterXError('certificate_refused', {
      detail: `The key ${path} is open to others (${(mode & 0o777).toString(8)}).`,
      hint: `chmod 600 ${path}`,
    });
  }
  return text;
}

/** The certificates of a file. @throws MasterXError `certificate_refused` where there is none, or one cannot be read */
export function factsIn(pem: string, path: string): readonly CertificateFacts[] {
  let found: readonly CertificateFacts[];
  try {
    found = certificatesIn(pem).map(factsOf);
  } catch (cause) {
    throw refused(`${path} holds a certificate that cannot be read`, cause);
  }
  if (found.length === 0) throw refused(`${path} holds no certificate in PEM`);
  return found;
}

function assertInTime(facts: CertificateFacts | undefined, path: string, now: Date): void {
  if (facts === undefined) return;
  if (facts.notAfter <= now) throw refused(`${path} expired at ${facts.notAfter.toISOString()}`);
  if (facts.notBefore > now) throw refused(`${path} is valid from ${facts.notBefore.toISOString()} on`);
}

function assertPair(cert: string, key: string, certificatePath: string, keyPath: string): void {
  let fits: boolean;
  try {
    fits = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    // What OpenSSL says of a key is left out on purpose.
    throw refused(`${keyPath} holds no private key that can be read without a password`);
  }
  if (!fits) throw refused(`${keyPath} is not the key of ${certificatePath}`);
}

function digestOf(texts: readonly (string | undefined)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text?.length ?? -1}:`).update(text ?? '');
  return hash.digest('hex');
}
