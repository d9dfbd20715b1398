import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { MasterXError } from '../errors/error.ts';

/**
 * The address to listen on.
 *
 * @throws MasterXError `configuration_invalid` for anything but this machine's own loopback addresses.
 */
export function loopbackAddress(host: string): string {
  const name = host.toLowerCase();
  if (name === 'localhost') return '127.0.0.1';
  if (name === '::1' || name === '[::1]') return '::1';
  if (isIP(name) === 4 && name.startsWith('127.')) return name;
  throw new MasterXError('configuration_invalid', {
    detail:
      'MASTERX_HOST must be a loopback address (127.0.0.1, ::1 or localhost): what it says goes ' +
      'in plain text.',
    hint: 'Leave MASTERX_HOST at 127.0.0.1; from another machine use a tunnel such as `ssh -L`.',
  });
}

/** Whether an address reaches no further than this machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return ['localhost', '::1', '[::1]'].includes(name) || (isIP(name) === 4 && name.startsWith('127.'));
}

/** An address and a port as they stand in a URL and in the header Host. */
export function hostText(address: string, port: number): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** Where the service is reached; the port is null before it listens. */
export interface OwnAddress {
  readonly address: string;
  readonly port: number | null;
}

const HTTP_PORT = 80;

/** Whether a header Host, or the host of an Origin, is this service's own. Any other name may be a rebound one. */
export function isOwnHost(host: string | undefined, own: OwnAddress): boolean {
  const [, name = '', port] = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(host ?? '') ?? [];
  const known = ['localhost', '127.0.0.1', '[::1]', hostText(own.address, 0).replace(/:0$/, '')];
  return known.includes(name.toLowerCase()) && (own.port === null || Number(port ?? HTTP_PORT) === own.port);
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site has a browser send: by a name that was rebound to this machine, or across sites.
 *
 * @throws MasterXError `access_denied`
 */
export function assertSameSite(method: string, headers: IncomingHttpHeaders, own: OwnAddress): void {
  if (!isOwnHost(headers.host, own)) {
    throw refusal('The header Host is not a name of this service.', 'Ask it as localhost or 127.0.0.1.');
  }
  const site = headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const changing = !SAFE_METHODS.has(method);
  const navigating = headers['sec-fetch-mode'] === 'navigate';
  if (foreign && (changing || !navigating)) throw crossSite();
  const { origin } = headers;
  if (changing && origin !== undefined && !isOwnOrigin(origin, own)) throw crossSite();
}

function isOwnOrigin(origin: string, own: OwnAddress): boolean {
  return origin.startsWith('http://') && isOwnHost(origin.slice('http://'.length), own);
}

function crossSite(): MasterXError {
  return refusal('Another site had this sent.', 'Ask from the pages of this service, or without a browser.');
}

function refusal(detail: string, hint: string): MasterXError {
  return new MasterXError('access_denied', { detail, hint });
}
