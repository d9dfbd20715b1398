import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../std/clock.ts';
import { MemoryRateCounters } from './memory.ts';
import { rateConformance } from './testing-only/conformance.ts';

const clock = new ManualClock('2026-01-01T00:00:00Z');
const shared = new MemoryRateCounters(clock);
rateConformance(
  'memory',
  () => shared,
  async (ms) => clock.advance(ms),
);

describe('rate counters in memory', () => {
  it('never allow more in any window than twice the limit, nor more than the rate over a long time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        async (max, gapsMs) => {
          const time = new ManualClock('2026-01-01T00:00:00Z');
          const counters = new MemoryRateCounters(time);
          const limit = { max, windowMs: 1_000 };
          const startMs = time.monotonicMs();
          const allowedMs: number[] = [];
          for (const gapMs of gapsMs) {
            time.advance(gapMs);
            if ((await counters.take('x', limit)).allowed) allowedMs.push(time.monotonicMs());
          }
          const elapsedMs = time.monotonicMs() - startMs;
          expect(allowedMs.length).toBeLessThanOrEqual(max + (elapsedMs / 1_000) * max + 1e-6);
          for (const fromMs of allowedMs) {
            const inWindow = allowedMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + 1_000);
            expect(inWindow.length).toBeLessThanOrEqual(2 * max);
          }
        },
      ),
    );
  });

  it('hold a bounded number of keys', async () => {
    const time = new ManualClock('2026-01-01T00:00:00Z');
    const counters = new MemoryRateCounters(time, 3);
    const limit = { max: 1, windowMs: 1_000 };
    for (const key of ['a', 'b', 'c', 'd']) await counters.take(key, limit);
    expect((await counters.take('d', limit)).allowed).toBe(false);
    expect((await counters.take('a', limit)).allowed).toBe(true);
  });
});
