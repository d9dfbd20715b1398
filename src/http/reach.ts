import { isIP } from 'node:net';
import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { isLoopback } from '../transport/loopback.ts';

/** The settings that decide where the service listens. */
export type ReachSettings = Pick<Config, 'host'> & Partial<Pick<Config, 'publicOrigins' | 'tlsCertificate'>>;

/**
 * The address to listen on. Nothing but TLS faces a network, under names that are known.
 *
 * @throws MasterXError `configuration_invalid` for an address beyond this machine without a certificate or a public
 * name, or for what is no address.
 */
export function listeningAddress({ host, publicOrigins = [], tlsCertificate = null }: ReachSettings): string {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(name)) return name === 'localhost' ? '127.0.0.1' : name;
  if (isIP(name) === 0) {
    throw refused('MASTERX_HOST must be an IP address or localhost.', 'Such as 127.0.0.1, 0.0.0.0 or ::.');
  }
  if (tlsCertificate === null) {
    throw refused(
      'MASTERX_HOST must be a loopback address (127.0.0.1, ::1 or localhost): without a certificate what the service ' +
        'says would go over the network in plain text.',
      'Set MASTERX_TLS_CERT and MASTERX_TLS_KEY; or leave MASTERX_HOST at 127.0.0.1 and use a tunnel such as `ssh -L`.',
    );
  }
  if (publicOrigins.length === 0) {
    throw refused(
      'A service that others reach needs a name they know it by.',
      'Set MASTERX_PUBLIC_ORIGINS, such as https://learn.example.org.',
    );
  }
  return name;
}

function refused(detail: string, hint: string): MasterXError {
  return new MasterXError('configuration_invalid', { detail, hint });
}
