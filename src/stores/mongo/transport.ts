import type { MongoClient, MongoClientOptions } from 'mongodb';
import { MasterXError } from '../../errors/error.ts';
import type { Credential } from '../../transport/credential.ts';
import { handshakeFailure } from '../../transport/handshake-failure.ts';
import { assertMayBePlain, isLoopback } from '../../transport/loopback.ts';
import { secureContext } from '../../transport/tls-profile.ts';

/** What a connection string must not decide, in lower case: it would weaken TLS, or go past the settings. */
const NOT_IN_THE_STRING = [
  'tlsinsecure',
  'tlsallowinvalidcertificates',
  'tlsallowinvalidhostnames',
  'sslvalidate',
  'tlscafile',
  'tlscertificatekeyfile',
  'tlscertificatekeyfilepassword',
  'tlscrlfile',
  'tlsdisableocspendpointcheck',
  'tlsdisablecertificaterevocationcheck',
];

const TLS_HINT =
  'Add tls=true to the connection string, or name the deployment’s authority in MASTERX_MONGODB_CA (MASTERX_KEYVAULT_CA).';

/** How the driver is to speak TLS where it does: the driver knows no least version, but takes a context that has one. */
export function transportOptions(credential: Credential | undefined): MongoClientOptions {
  return {
    secureContext: credential?.clientContext ?? secureContext(),
    ...(credential?.isConfigured === true && { tls: true }),
  };
}

/** @throws MasterXError `configuration_invalid` where the string says what only the settings may. */
export function assertSafeTransport(said: ReadonlySet<string>, what: string): void {
  const wrong = NOT_IN_THE_STRING.find((name) => said.has(name));
  if (wrong === undefined) return;
  throw new MasterXError('configuration_invalid', {
    detail: `The connection string of ${what} says ${wrong}, which it may not.`,
    hint: 'Certificates are always checked; name files in MASTERX_MONGODB_CA, MASTERX_MONGODB_CERT and MASTERX_MONGODB_KEY (MASTERX_KEYVAULT_…).',
  });
}

/**
 * A client that speaks no TLS stays on this machine, also where the deployment names members elsewhere later.
 *
 * @throws MasterXError `configuration_invalid` where the connection string leads elsewhere.
 */
export function watchPlainHosts(client: MongoClient, what: string): void {
  const { tls, hosts, srvHost } = client.options;
  if (tls) return;
  const name = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  if (srvHost !== undefined) assertMayBePlain(name, srvHost, TLS_HINT);
  // A socket of the file system passes no network.
  for (const { host, socketPath } of hosts) {
    if (socketPath === undefined) assertMayBePlain(name, host ?? '', TLS_HINT);
  }
  client.on('serverOpening', ({ address }) => {
    if (!address.includes('/') && !isLoopback(hostOf(address))) void client.close();
  });
}

/** `[::1]:27017` and `localhost:27017` without their port. */
const hostOf = (address: string): string => address.replace(/:\d+$/, '');

/** A handshake with a deployment that failed; null for whatever else was thrown. */
export function transportFailure(thrown: unknown, what: string): MasterXError | null {
  return handshakeFailure(
    thrown,
    what,
    'Look at MASTERX_MONGODB_CA, MASTERX_MONGODB_CERT and MASTERX_MONGODB_KEY (MASTERX_KEYVAULT_…) with `masterx certs show`.',
  );
}
