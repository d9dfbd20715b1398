import { type Clock, systemClock } from '../../src/std/clock.ts';

/** A clock that shows `moment` now and goes on from there. */
export function startingAt(moment: Date): Clock {
  const startedMs = systemClock.monotonicMs();
  return {
    now: () => new Date(moment.getTime() + systemClock.monotonicMs() - startedMs),
    monotonicMs: () => systemClock.monotonicMs(),
  };
}
