import { MasterXError } from '../errors/error.ts';
import { EXIT } from './exit-codes.ts';

/** Follows the signals that ask a process to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops following them. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The first SIGINT or SIGTERM aborts, so that the work can end in good order; the second ends the process at once. */
export function followSignals(tell: (line: string) => void): Interruption {
  const controller = new AbortController();
  const onSignal = (name: (typeof SIGNALS)[number]) => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    tell(name === 'SIGINT' ? 'Stopping; press Ctrl-C again to end at once.' : 'Stopping.');
    controller.abort(new MasterXError('interrupted'));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
