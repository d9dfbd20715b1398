import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { HTTP_LIMITS } from './bounds.ts';

/**
 * Takes in, and throws away, what is still to come of a body that is refused before it was read: a connection that is closed on
 * bytes that nobody read is reset, and the answer with it, so that whoever was refused would not be told why. For a
 * bounded time; whoever waits to be asked for the body (`Expect`) is not waited for.
 */
export function takeInBodies(app: FastifyInstance, msMax: number = HTTP_LIMITS.unreadBodyMsMax): void {
  app.addHook('onSend', async ({ raw }) => {
    const { complete, readableEnded, destroyed, headers } = raw;
    const isAnnounced = headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
    // A request that was injected knows of no connection on which it could be complete.
    if (complete || readableEnded || destroyed || !isAnnounced || headers.expect !== undefined) return;
    const over = new AbortController();
    const taken = new Promise<void>((resolve) => {
      raw.once('end', resolve).once('close', resolve).once('error', resolve);
    });
    raw.resume();
    const late = delay(msMax, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([taken, late]);
    over.abort();
  });
}
