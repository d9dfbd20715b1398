import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCHEMA } from '../schema/schema.ts';
import { LatencyRecorder } from './latency.ts';

const HISTORY = ['learning_sessions', 'recent_session_history'] as const;
const SLA_MS =
  SCHEMA.collections['learning_sessions']?.queries['recent_session_history']?.declaration.promise.slaMs;

/** The value that `share` of the sorted values are at most. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

describe('latencies', () => {
  it('agree with the sorted values to 1 in 100', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.05, max: 5000, noNaN: true }), { minLength: 1 }), (values) => {
        const recorder = new LatencyRecorder(SCHEMA);
        for (const value of values) recorder.record(...HISTORY, value);
        const [row] = recorder.snapshot();
        for (const [found, share] of [
          [row?.p50Ms, 0.5],
          [row?.p95Ms, 0.95],
          [row?.p99Ms, 0.99],
          [row?.latencyMsMax, 1],
        ] as const) {
          const exact = quantile(values, share);
          expect(Math.abs((found ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact * 0.01 + 0.002);
        }
        expect(row?.count).toBe(values.length);
        expect(row?.withinSla).toBe(values.filter((ms) => ms <= (SLA_MS ?? 0)).length / values.length);
      }),
      { numRuns: 50 },
    );
  });

  it('of two processes, merged, are those of one', () => {
    const [left, right, both] = [1, 2, 3].map(() => new LatencyRecorder(SCHEMA)) as [
      LatencyRecorder,
      LatencyRecorder,
      LatencyRecorder,
    ];
    for (let at = 1; at <= 200; at++) {
      (at % 3 === 0 ? left : right).record(...HISTORY, at * 1.7);
      both.record(...HISTORY, at * 1.7);
    }
    left.merge(right.encode());
    left.merge({ 'gone.query': { histogram: 'unread', within: 1, latencyMsMax: 1 } });
    expect(left.snapshot()).toEqual(both.snapshot());
  });

  it('name only queries of the schema, and stay bounded', () => {
    const recorder = new LatencyRecorder(SCHEMA);
    expect(() => recorder.record('users', 'whatever', 1)).toThrow('no query users.whatever');
    recorder.record(...HISTORY, Number.MAX_SAFE_INTEGER);
    recorder.record(...HISTORY, -1);
    expect(recorder.snapshot()[0]).toMatchObject({ count: 2, withinSla: 0.5 });
    recorder.reset();
    expect(recorder.snapshot()).toEqual([]);
  });
});
