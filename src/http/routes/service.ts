import { setTimeout as delay } from 'node:timers/promises';
import Type from 'typebox';
import { MasterXError } from '../../errors/error.ts';
import type { Platform } from '../../platform.ts';
import { HTTP_LIMITS } from '../bounds.ts';
import { ok, type Route, route } from '../route.ts';

const STATE = Type.Object({ status: Type.Literal('ok') }, { additionalProperties: false });

/** Signs of life. */
export const SERVICE_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/healthz',
    operationId: 'isAlive',
    tag: 'service',
    summary: 'Whether the process lives.',
    audience: 'machine',
    answers: { 200: { description: 'It does.', schema: STATE } },
    errors: [],
    async handle() {
      return ok({ status: 'ok' });
    },
  }),
  route({
    method: 'GET',
    path: '/readyz',
    operationId: 'isReady',
    tag: 'service',
    summary: 'Whether database and keys answer.',
    audience: 'machine',
    answers: { 200: { description: 'They do.', schema: STATE } },
    errors: ['store_unavailable', 'keys_unavailable'],
    async handle({ around }) {
      await healthyInTime(around.platform);
      return ok({ status: 'ok' });
    },
  }),
  route({
    method: 'GET',
    path: '/metrics',
    operationId: 'getMetrics',
    tag: 'service',
    summary: 'Measurements for Prometheus.',
    description:
      'For operators, and services with the scope `metrics:read`. Counts and times; nobody is named in them.',
    audience: 'monitor',
    answers: {
      200: { description: 'In the text format.', schema: Type.String(), mediaType: 'text/plain' },
    },
    errors: [],
    async handle({ platform }) {
      const { contentType, text } = await platform.operation.measurements();
      return { status: 200, body: text, mediaType: contentType };
    },
  }),
];

/** @throws MasterXError `store_unavailable` where the platform does not answer in time, or whatever ails it. */
async function healthyInTime(platform: Platform): Promise<void> {
  const abort = new AbortController();
  const late = delay(HTTP_LIMITS.readinessMsMax, undefined, { signal: abort.signal }).then(() => {
    throw new MasterXError('store_unavailable', {
      detail: `No answer within ${HTTP_LIMITS.readinessMsMax} ms.`,
      retryAfterSeconds: 1,
    });
  });
  try {
    await Promise.race([platform.health(), late]);
  } finally {
    abort.abort();
    await late.catch(() => undefined);
  }
}
