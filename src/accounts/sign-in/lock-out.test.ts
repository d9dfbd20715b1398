import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../std/durations.ts';
import { afterFailure, afterSuccess, isLocked, lockMsAfter, type Security } from './lock-out.ts';

const fresh: Security = { failed_login_attempts: 0, last_password_change: null, two_factor_enabled: false };
const start = new Date('2026-05-01T10:00:00Z');

it('locks after five failures, each time for longer, for an hour at most, and for good after a hundred', () => {
  expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 99].map(lockMsAfter)).toEqual([
    ...[0, 0, 0, seconds(30), minutes(1), minutes(2), minutes(4), minutes(8), minutes(16), minutes(32)],
    ...[hours(1), hours(1)],
  ]);
  expect(lockMsAfter(100)).toBe(Number.POSITIVE_INFINITY);
});

it('lets nobody try more than a hundred times, however patient, and never shortens a lock', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: hours(3) }), { maxLength: 400 }), (waits) => {
      let security = fresh;
      let at = start.getTime();
      let tried = 0;
      let lockMsBefore = 0;
      for (const wait of waits) {
        at += wait;
        const now = new Date(at);
        if (isLocked(security, now)) {
          expect(afterFailure(security, now)).toEqual(security);
          continue;
        }
        tried++;
        security = afterFailure(security, now);
        const lockMs = (security.locked_until?.getTime() ?? at) - at;
        if (lockMs > 0) expect(lockMs).toBeGreaterThanOrEqual(lockMsBefore);
        lockMsBefore = Math.max(lockMs, 0);
      }
      expect(tried).toBeLessThanOrEqual(100);
    }),
  );
});

it('forgets failures with a success', () => {
  let security = fresh;
  for (let n = 0; n < 7; n++) security = afterFailure({ ...security, locked_until: new Date(0) }, start);
  expect(security.failed_login_attempts).toBe(7);
  expect(afterSuccess(security)).toEqual(fresh);
});
