import helmet from '@fastify/helmet';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { HTTP_LIMITS } from './bounds.ts';
import { assertSameSite, isPublicHost, type OwnNames } from './own-names.ts';
import { overloaded } from './problem.ts';
import type { RateLimits } from './rate-limits.ts';
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './security-headers.ts';

/** Stands before every route: sites, rate, load, and the headers that keep browsers within bounds. */
export async function guard(
  app: FastifyInstance,
  own: (port: number | null) => OwnNames,
  rates: RateLimits,
  eventLoopDelayMsMax: number = HTTP_LIMITS.eventLoopDelayMsMax,
): Promise<void> {
  const { scheme, origins } = own(null);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        ...(scheme === 'https' && { upgradeInsecureRequests: [] }),
      },
    },
    // Below, for the public names only.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    for (const [name, value] of SECURITY_HEADERS) reply.header(name, value);
    // Said of localhost it would lock the browser out of everything else that listens there in plain HTTP.
    if (isPublicHost(request.headers.host, { origins })) {
      reply.header('Strict-Transport-Security', STRICT_TRANSPORT);
    }
    assertSameSite(request.method, request.headers, own(request.socket.localPort ?? null));
  });
  rates.guard(app);
  await app.register(underPressure, {
    maxEventLoopDelay: eventLoopDelayMsMax,
    sampleInterval: HTTP_LIMITS.eventLoopSampleMs,
    pressureHandler: async () => {
      throw overloaded('The service is busy.');
    },
  });
}
