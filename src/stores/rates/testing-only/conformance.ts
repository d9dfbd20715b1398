import { describe, expect, it } from 'vitest';
import type { RateCounters } from '../port.ts';

/** What every adapter of the counters must do. `wait` lets time pass for the adapter. */
export function rateConformance(
  name: string,
  counters: () => RateCounters,
  wait: (ms: number) => Promise<void>,
): void {
  const limit = { max: 5, windowMs: 1_000 };
  let keys = 0;
  const newKey = () => `${name} ${process.pid} ${Date.now()} ${keys++}`;

  describe(`rate counters: ${name}`, () => {
    it('allow as many at once as they were told, and then say how long to wait', async () => {
      const key = newKey();
      const long = { max: 5, windowMs: 60_000 };
      const states = [];
      for (let at = 0; at < 7; at++) states.push(await counters().take(key, long));
      expect(states.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false, false]);
      expect(states.map(({ remaining }) => remaining)).toEqual([4, 3, 2, 1, 0, 0, 0]);
      expect(states.slice(0, 5).every(({ retryMs }) => retryMs === 0)).toBe(true);
      for (const { retryMs, resetMs } of states.slice(5)) {
        expect(retryMs).toBeGreaterThan(0);
        expect(retryMs).toBeLessThanOrEqual(12_000);
        expect(resetMs).toBeGreaterThan(12_000);
      }
    });

    it('allow them again evenly, one after a fifth of the window', async () => {
      const key = newKey();
      for (let at = 0; at < 6; at++) await counters().take(key, limit);
      await wait(250);
      expect((await counters().take(key, limit)).allowed).toBe(true);
      await wait(1_050);
      const states = [];
      for (let at = 0; at < 5; at++) states.push((await counters().take(key, limit)).allowed);
      expect(states).toEqual([true, true, true, true, true]);
    });

    it('count each key for itself, and what comes at once only once each', async () => {
      const [one, other] = [newKey(), newKey()];
      const long = { max: 10, windowMs: 60_000 };
      const states = await Promise.all(Array.from({ length: 40 }, () => counters().take(one, long)));
      expect(states.filter(({ allowed }) => allowed)).toHaveLength(10);
      expect((await counters().take(other, long)).remaining).toBe(9);
    });
  });
}
