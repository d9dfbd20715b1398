import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isPublicHost, isPublicName, type OwnNames } from './own-names.ts';

type Header = readonly [name: string, value: string];

/** A year, subdomains included (RFC 6797). */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** Only features that browsers know: they complain of the others. */
const FEATURES = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture'],
  ...['encrypted-media', 'fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection'],
  ...['local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
];

/** What a page may load: the service's own scripts, styles, fonts and images, and nothing else. */
const CONTENT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/**
 * Headers of every answer, whatever it answers: OWASP's list of secure headers. Nothing of a device is used, nothing is loaded
 * that did not say it may be, nobody frames it.
 */
const COMMON: readonly Header[] = [
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Permissions-Policy', FEATURES.map((feature) => `${feature}=()`).join(', ')],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Frame-Options', 'DENY'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
];

const OVER: Readonly<Record<OwnNames['scheme'], readonly Header[]>> = {
  http: [...COMMON, ['Content-Security-Policy', CONTENT.join('; ')]],
  https: [...COMMON, ['Content-Security-Policy', [...CONTENT, 'upgrade-insecure-requests'].join('; ')]],
};

/**
 * The headers of an answer to whoever asked by that header Host. HSTS only over TLS, as RFC 6797 §7.2 has it, and only for the
 * public names: said of localhost it would lock the browser out of everything else that listens there in plain HTTP.
 */
export function securityHeaders(
  { scheme, origins }: Pick<OwnNames, 'scheme' | 'origins'>,
  host: string | undefined,
): readonly Header[] {
  return strict(scheme, isPublicHost(host, { origins }));
}

/** The headers of an answer on a connection on which nobody was asked for yet: TLS says by which name it was made. */
export function connectionHeaders({ origins }: Pick<OwnNames, 'origins'>, socket: Socket): readonly Header[] {
  if (!('encrypted' in socket)) return OVER.http;
  const name =
    'servername' in socket && typeof socket.servername === 'string' ? socket.servername : undefined;
  return strict('https', isPublicName(name, { origins }));
}

/** Puts them on every answer of a request that can be routed, before anything else may answer it. */
export function secureAnswers(app: FastifyInstance, own: Pick<OwnNames, 'scheme' | 'origins'>): void {
  app.addHook('onRequest', async (request, reply) => {
    for (const [name, value] of securityHeaders(own, request.headers.host)) reply.header(name, value);
  });
}

function strict(scheme: OwnNames['scheme'], isPublic: boolean): readonly Header[] {
  return scheme === 'https' && isPublic
    ? [...OVER.https, ['Strict-Transport-Security', STRICT_TRANSPORT]]
    : OVER[scheme];
}
