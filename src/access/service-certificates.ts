import { MasterXError } from '../errors/error.ts';
import {
  SERVICE_SCOPE_NAMES,
  SERVICE_SCOPES,
  type ServiceScope,
} from '../schema/vocabulary/service-scopes.ts';

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

/** A service, and what it was given. */
export interface KnownService {
  readonly id: string;
  readonly scopes: readonly ServiceScope[];
}

/** Finds the service a certificate belongs to. */
export interface ServiceDirectory {
  /** Null where the certificate is nobody's. */
  serviceOf(certificate: ShownCertificate, from: CertificateShown): Promise<KnownService | null>;
}

/**
 * The services of the settings: each by the SHA-256 of its certificate, or by a name (URI, as SPIFFE writes them) that the
 * authority vouches for and that outlives a renewal of the certificate.
 */
export class ConfiguredServices implements ServiceDirectory {
  readonly #byMark: ReadonlyMap<string, KnownService>;

  /** @param entries `name=sha256:…` or `name=spiffe://…`, with `;scope` for each scope the service is given. */
  constructor(entries: readonly string[]) {
    const marks = entries.map((entry): readonly [string, KnownService] => {
      const [id = '', ...rest] = entry.split('=');
      const [mark = '', ...scopes] = rest.join('=').split(';');
      return [mark, { id, scopes: scopes.map(scopeOf) }];
    });
    this.#byMark = new Map(marks);
    if (this.#byMark.size < entries.length) {
      throw new MasterXError('configuration_invalid', {
        detail: 'MASTERX_SERVICES names the same certificate for two services.',
      });
    }
  }

  async serviceOf({ thumbprint, names }: ShownCertificate): Promise<KnownService | null> {
    const found = [`sha256:${thumbprint}`, ...names.uri].flatMap((mark) => this.#byMark.get(mark) ?? []);
    // A certificate for several services would let one act as another.
    return new Set(found.map(({ id }) => id)).size === 1 ? (found[0] ?? null) : null;
  }
}

function scopeOf(text: string): ServiceScope {
  if (Object.hasOwn(SERVICE_SCOPES, text)) return text as ServiceScope;
  throw new MasterXError('configuration_invalid', {
    detail: `MASTERX_SERVICES gives a service "${text}", which is no scope.`,
    hint: `There are ${SERVICE_SCOPE_NAMES.join(', ')}.`,
  });
}
