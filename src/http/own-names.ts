import type { IncomingHttpHeaders } from 'node:http';
import { MasterXError } from '../errors/error.ts';

/** By what names the service is reached. */
export interface OwnNames {
  readonly scheme: 'http' | 'https';
  /** The address it listens on. */
  readonly address: string;
  /** The port a request came to; null where it came without a network. */
  readonly port: number | null;
  /** Origins it is reached at from elsewhere, such as `https://learn.example.org`. */
  readonly origins: readonly string[];
}

/** An address and a port as they stand in a URL and in the header Host. */
export function hostText(address: string, port: number): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;
/** Addresses that stand for all there are are no name of any. */
const WILDCARDS = new Set(['0.0.0.0', '[::]']);

/** Whether a header Host, or the host of an Origin, is this service's own. Any other name may be a rebound one. */
export function isOwnHost(host: string | undefined, own: OwnNames): boolean {
  return isPublicHost(host, own) || isLocalHost(host, own);
}

/** Whether a header Host is one of the public names. */
export function isPublicHost(host: string | undefined, { origins }: Pick<OwnNames, 'origins'>): boolean {
  const [, name = '', port] = parsed(host);
  if (name === '') return false;
  return origins.some((origin) => {
    const { hostname, port: own, protocol } = new URL(origin);
    const usual = String(DEFAULT_PORTS[protocol === 'https:' ? 'https' : 'http']);
    return hostname === name.toLowerCase() && (own || usual) === (port ?? usual);
  });
}

/** Whether a name, such as TLS tells it, is that of a public origin at whichever port. */
export function isPublicName(name: string | undefined, { origins }: Pick<OwnNames, 'origins'>): boolean {
  return origins.some((origin) => new URL(origin).hostname === name?.toLowerCase());
}

function isLocalHost(host: string | undefined, { scheme, address, port: own }: OwnNames): boolean {
  const [, name = '', port] = parsed(host);
  const known = ['localhost', '127.0.0.1', '[::1]', hostText(address, 0).replace(/:0$/, '')];
  return (
    known.includes(name.toLowerCase()) &&
    !WILDCARDS.has(name) &&
    (own === null || Number(port ?? DEFAULT_PORTS[scheme]) === own)
  );
}

const parsed = (host: string | undefined): readonly (string | undefined)[] =>
  /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(host ?? '') ?? [];

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site has a browser send: by a name that was rebound to this service, or across sites.
 *
 * @throws MasterXError `access_denied`
 */
export function assertSameSite(method: string, headers: IncomingHttpHeaders, own: OwnNames): void {
  if (!isOwnHost(headers.host, own)) {
    throw refusal(
      'The header Host is not a name of this service.',
      own.origins.length > 0
        ? 'Ask it by one of the names in MASTERX_PUBLIC_ORIGINS.'
        : 'Ask it as localhost or 127.0.0.1.',
    );
  }
  const site = headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const changing = !SAFE_METHODS.has(method);
  const navigating = headers['sec-fetch-mode'] === 'navigate';
  if (foreign && (changing || !navigating)) throw crossSite();
  const { origin } = headers;
  if (changing && origin !== undefined && !isOwnOrigin(origin, own)) throw crossSite();
}

function isOwnOrigin(origin: string, own: OwnNames): boolean {
  if (own.origins.includes(origin)) return true;
  const scheme = `${own.scheme}://`;
  return origin.startsWith(scheme) && isLocalHost(origin.slice(scheme.length), own);
}

function crossSite(): MasterXError {
  return refusal('Another site had this sent.', 'Ask from the pages of this service, or without a browser.');
}

function refusal(detail: string, hint: string): MasterXError {
  return new MasterXError('access_denied', { detail, hint });
}
