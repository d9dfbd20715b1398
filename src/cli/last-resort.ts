import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { failureNote } from '../http/failure-log.ts';
import type { Clock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';

/** Errors that nobody handled, in a minute, after which the process is not to be trusted any more. */
export const UNHANDLED_PER_MINUTE_MAX = 10;

/** What is followed until it is told to stop. */
export interface LastResort {
  /** Resolves when there were too many: whoever runs the process should end it in order, and begin again. */
  readonly exhausted: Promise<void>;
  stop(): void;
}

/**
 * The last handler of errors that no other took (ASVS 16.5.4): each stands in the log and in the measurements, and the process
 * goes on, since an error outside of requests is mostly of one connection, and what is stored is kept whole by transactions
 * and not by this process. Many in a short time are another matter.
 *
 * @param process what tells of them: Node's `process`
 */
export function followUnhandled(
  process: EventEmitter,
  {
    logger,
    metrics,
    clock,
  }: {
    readonly logger: Pick<Logger, 'fatal'>;
    readonly metrics: { failed(thrown: unknown): void };
    readonly clock: Clock;
  },
): LastResort {
  let exhaust: (() => void) | undefined;
  const exhausted = new Promise<void>((resolve) => {
    exhaust = resolve;
  });
  const lately: number[] = [];
  const follow = (kind: string) => (thrown: unknown) => {
    metrics.failed(thrown);
    logger.fatal({ kind, failure: failureNote(thrown) }, 'An error that nothing handled');
    const nowMs = clock.monotonicMs();
    lately.push(nowMs);
    while (nowMs - (lately[0] ?? nowMs) >= minutes(1)) lately.shift();
    if (lately.length > UNHANDLED_PER_MINUTE_MAX) exhaust?.();
  };
  const listeners = [
    ['uncaughtException', follow('exception')],
    ['unhandledRejection', follow('rejection')],
  ] as const;
  for (const [event, listener] of listeners) process.on(event, listener);
  return {
    exhausted,
    stop() {
      for (const [event, listener] of listeners) process.off(event, listener);
    },
  };
}
