import { MasterXError } from '../errors/error.ts';

/** What a client certificate that was verified says of whoever holds it. */
export interface ShownCertificate {
  /** SHA-256, 64 lower-case hexadecimal digits. */
  readonly thumbprint: string;
  /** The same in base64url (RFC 8705 `x5t#S256`). */
  readonly thumbprintBase64url: string;
  readonly names: { readonly uri: readonly string[] };
  readonly notAfter: Date;
}

/** The request a certificate was shown with. */
export interface CertificateShown {
  readonly requestId: string;
  /** The network address of whoever asks. */
  readonly address: string;
}

/** Finds the service a certificate belongs to. */
export interface ServiceDirectory {
  /** The identifier of the service; null where the certificate is nobody's. */
  serviceOf(certificate: ShownCertificate, from: CertificateShown): Promise<string | null>;
}

/**
 * The services of the settings: each by the SHA-256 of its certificate, or by a name (URI, as SPIFFE writes them) that the
 * authority vouches for and that outlives a renewal of the certificate.
 */
export class ConfiguredServices implements ServiceDirectory {
  readonly #byMark: ReadonlyMap<string, string>;

  /** @param entries `name=sha256:…` or `name=spiffe://…` */
  constructor(entries: readonly string[]) {
    const marks = entries.map((entry) => {
      const [name = '', ...mark] = entry.split('=');
      return [mark.join('='), name] as const;
    });
    this.#byMark = new Map(marks);
    if (this.#byMark.size < entries.length) {
      throw new MasterXError('configuration_invalid', {
        detail: 'MASTERX_SERVICES names the same certificate for two services.',
      });
    }
  }

  async serviceOf({ thumbprint, names }: ShownCertificate): Promise<string | null> {
    const found = new Set(
      [`sha256:${thumbprint}`, ...names.uri].flatMap((mark) => this.#byMark.get(mark) ?? []),
    );
    // A certificate for several services would let one act as another.
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }
}
