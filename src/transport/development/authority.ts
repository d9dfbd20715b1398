import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { CertificateNames } from '../certificate.ts';
import { NAME_CONSTRAINTS_ID, nameConstraints, type PermittedNames } from './name-constraints.ts';

/** A certificate and its key, in PEM. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

/** From when until when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Whom a certificate is made out to. */
export interface Subject extends Validity {
  readonly commonName: string;
  readonly names: CertificateNames;
  /** What it may be shown as. */
  readonly uses: readonly ('server' | 'client')[];
}

const KEY_KIND = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const SERIAL_BYTES = 16;

/**
 * An authority for development and tests: makes certificates with keys on P-256, and only for the names it permits, so
 * that trusting it lends nobody the name of another site.
 */
export class DevelopmentAuthority {
  readonly #signingKey: webcrypto.CryptoKey;
  readonly #certificate: X509Certificate;
  /** Its own certificate and key. */
  readonly self: Issued;

  private constructor(signingKey: webcrypto.CryptoKey, certificate: X509Certificate, self: Issued) {
    this.#signingKey = signingKey;
    this.#certificate = certificate;
    this.self = self;
  }

  /** Makes a new one. */
  static async make(permitted: PermittedNames, validity: Validity): Promise<DevelopmentAuthority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned(
      {
        serialNumber: serialNumber(),
        name: nameOf('MasterX development authority'),
        ...validity,
        keys,
        signingAlgorithm: SIGNATURE,
        extensions: [
          new BasicConstraintsExtension(true, 0, true),
          new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
          new Extension(NAME_CONSTRAINTS_ID, true, nameConstraints(permitted)),
          await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    const self = { certificate: pemOf(certificate), key: await keyText(keys.privateKey) };
    return new DevelopmentAuthority(keys.privateKey, certificate, self);
  }

  /** The one whose certificate and key are kept. @throws Error when they are not such. */
  static async from(self: Issued): Promise<DevelopmentAuthority> {
    const pkcs8 = createPrivateKey(self.key).export({ format: 'der', type: 'pkcs8' });
    const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, KEY_KIND, false, ['sign']);
    return new DevelopmentAuthority(key, new X509Certificate(self.certificate), self);
  }

  /** Makes a certificate and a new key for it. */
  async issue({ commonName, names, uses, notBefore, notAfter }: Subject): Promise<Issued> {
    const keys = await newKeys();
    const purposes = uses.map((use) => ExtendedKeyUsage[use === 'server' ? 'serverAuth' : 'clientAuth']);
    const certificate = await X509CertificateGenerator.create(
      {
        serialNumber: serialNumber(),
        subject: nameOf(commonName),
        issuer: this.#certificate.subject,
        notBefore,
        notAfter,
        publicKey: keys.publicKey,
        signingKey: this.#signingKey,
        signingAlgorithm: SIGNATURE,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension(purposes, false),
          new SubjectAlternativeNameExtension(generalNames(names)),
          await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
          await AuthorityKeyIdentifierExtension.create(this.#certificate.publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return { certificate: pemOf(certificate), key: await keyText(keys.privateKey) };
  }
}

function generalNames({ dns, ip, uri }: CertificateNames): JsonGeneralName[] {
  const of = (type: JsonGeneralName['type'], values: readonly string[]) =>
    values.map((value) => ({ type, value }));
  return [...of('dns', dns), ...of('ip', ip), ...of('url', uri)];
}

const nameOf = (commonName: string) => [{ O: ['MasterX development'] }, { CN: [commonName] }];

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY_KIND, true, ['sign', 'verify']);
}

/** Positive, and of no leading zero byte. */
function serialNumber(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function keyText(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

const pemOf = (certificate: X509Certificate): string => `${certificate.toString('pem').trim()}\n`;
