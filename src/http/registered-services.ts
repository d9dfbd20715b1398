import type {
  CertificateShown,
  KnownService,
  ServiceDirectory,
  ShownCertificate,
} from '../access/service-certificates.ts';
import type { Platform } from '../platform.ts';

/** The services of the settings, and those that were registered with the platform. */
export class RegisteredServices implements ServiceDirectory {
  readonly #configured: ServiceDirectory | undefined;
  readonly #signIns: Pick<Platform['signIns'], 'serviceOfCertificate'>;

  constructor(
    configured: ServiceDirectory | undefined,
    signIns: Pick<Platform['signIns'], 'serviceOfCertificate'>,
  ) {
    this.#configured = configured;
    this.#signIns = signIns;
  }

  async serviceOf(certificate: ShownCertificate, from: CertificateShown): Promise<KnownService | null> {
    const configured = await this.#configured?.serviceOf(certificate, from);
    return (
      configured ??
      this.#signIns.serviceOfCertificate(certificate.thumbprintBase64url, { ...from, device: null })
    );
  }
}
