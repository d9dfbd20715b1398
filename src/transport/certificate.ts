import { X509Certificate } from 'node:crypto';
import { days } from '../std/durations.ts';

/** What a certificate says, without its key. */
export interface CertificateFacts {
  /** Distinguished name on one line, such as `CN=localhost, O=MasterX`. */
  readonly subject: string;
  readonly issuer: string;
  readonly names: CertificateNames;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Serial number, hexadecimal. */
  readonly serial: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits. */
  readonly thumbprint: string;
  /** The same as RFC 8705 writes it (`x5t#S256`). */
  readonly thumbprintBase64url: string;
  readonly isAuthority: boolean;
  /** Such as `ec prime256v1` or `ed25519`. */
  readonly key: string;
}

/** The names a certificate vouches for (subjectAltName). */
export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  readonly uri: readonly string[];
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a text in PEM, in their order; other blocks are passed over. @throws Error of OpenSSL */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  return (pem.match(BLOCK) ?? []).map((block) => new X509Certificate(block));
}

/** What a certificate says. */
export function factsOf(certificate: X509Certificate): CertificateFacts {
  const thumbprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  const { asymmetricKeyType = 'unknown', asymmetricKeyDetails } = certificate.publicKey;
  const about = asymmetricKeyDetails?.namedCurve ?? asymmetricKeyDetails?.modulusLength;
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate.subjectAltName),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    serial: certificate.serialNumber.toLowerCase(),
    thumbprint,
    thumbprintBase64url: Buffer.from(thumbprint, 'hex').toString('base64url'),
    isAuthority: certificate.ca,
    key: about === undefined ? asymmetricKeyType : `${asymmetricKeyType} ${about}`,
  };
}

/** Whole days until the certificate ends; negative once it has. */
export function daysLeft({ notAfter }: Pick<CertificateFacts, 'notAfter'>, now: Date): number {
  return Math.floor((notAfter.getTime() - now.getTime()) / days(1));
}

const ENTRY = /(?:^|, )(DNS|IP Address|URI):("(?:[^"\\]|\\.)*"|[^,]*)/g;

/** The names in Node's text of a subjectAltName, in which a value with anything unusual is a JSON string. */
export function namesOf(subjectAltName: string | undefined): CertificateNames {
  const found: Record<'DNS' | 'IP Address' | 'URI', string[]> = { DNS: [], 'IP Address': [], URI: [] };
  for (const [, kind, raw = ''] of (subjectAltName ?? '').matchAll(ENTRY)) {
    const value = raw.startsWith('"') ? String(JSON.parse(raw)) : raw;
    found[kind as keyof typeof found].push(value);
  }
  return { dns: found.DNS, ip: found['IP Address'], uri: found.URI };
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').reverse().join(', ');
