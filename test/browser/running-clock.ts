import { type Clock, systemClock } from '../../src/std/clock.ts';

/** A clock that goes on by itself and can be put forward. */
export interface RunningClock extends Clock {
  skip(ms: number): void;
}

/** A clock that shows `moment` now and goes on from there. */
export function startingAt(moment: Date): RunningClock {
  let startedMs = systemClock.monotonicMs();
  return {
    now: () => new Date(moment.getTime() + systemClock.monotonicMs() - startedMs),
    monotonicMs: () => systemClock.monotonicMs(),
    skip: (ms) => {
      startedMs -= ms;
    },
  };
}
