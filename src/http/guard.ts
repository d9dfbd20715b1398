import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { assertSameSite, type OwnAddress } from './loopback.ts';
import { overloaded } from './problem.ts';

/** Stands before every route: sites, rate, load, and the headers that keep browsers within bounds. */
export async function guard(app: FastifyInstance, own: () => OwnAddress): Promise<void> {
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
      },
    },
    // Over plain HTTP on a loopback address it would only lock the browser out.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  app.addHook('onRequest', async (request) => assertSameSite(request.method, request.headers, own()));
  await app.register(rateLimit, {
    max: HTTP_LIMITS.requestsPerMinuteMax,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) =>
      new MasterXError('too_many_requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: HTTP_LIMITS.eventLoopDelayMsMax,
    sampleInterval: HTTP_LIMITS.eventLoopSampleMs,
    pressureHandler: async () => {
      throw overloaded('The service is busy.');
    },
  });
}
