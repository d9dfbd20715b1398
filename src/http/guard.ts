import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { MasterXError } from '../errors/error.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { assertSameSite, type OwnNames } from './own-names.ts';
import { overloaded } from './problem.ts';
import type { RateLimits } from './rate-limits.ts';

/** Stands before every route: sites, rate, load. */
export async function guard(
  app: FastifyInstance,
  own: (port: number | null) => OwnNames,
  rates: RateLimits,
  eventLoopDelayMsMax: number = HTTP_LIMITS.eventLoopDelayMsMax,
): Promise<void> {
  app.addHook('onRequest', async (request) => {
    if (request.headers.host === undefined) {
      throw new MasterXError('malformed_request', { detail: 'There is no header Host.' });
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
