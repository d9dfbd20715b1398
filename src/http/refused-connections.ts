import type { Logger } from 'pino';
import type { Clock } from '../std/clock.ts';
import { HTTP_LIMITS } from './bounds.ts';

/**
 * Tells in the log of connections that were refused before they were requests: handshakes that failed, too many of one
 * address. At once for the first of a kind, then a line for each kind and minute with their number: nobody fills the log by
 * connecting.
 */
export class RefusedConnections {
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #clock: Clock;
  readonly #kinds = new Map<string, { toldMs: number; count: number }>();

  constructor(logger: Pick<Logger, 'warn'>, clock: Clock) {
    this.#logger = logger;
    this.#clock = clock;
  }

  /** @param code of Node or OpenSSL */
  note(code: string): void {
    const nowMs = this.#clock.monotonicMs();
    const kind = this.#kinds.get(code) ?? { toldMs: Number.NEGATIVE_INFINITY, count: 0 };
    kind.count++;
    this.#kinds.set(code, kind);
    if (nowMs - kind.toldMs < HTTP_LIMITS.refusedConnectionsToldMs) return;
    this.#logger.warn({ code, count: kind.count }, 'connection refused');
    kind.toldMs = nowMs;
    kind.count = 0;
  }
}
