import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES } from './features.ts';
import {
  exposed,
  NO_TRACE,
  type PracticeTrace,
  RECENT_MAX,
  type TracedAttempt,
  traced,
} from './practice-trace.ts';

const attempt = fc.record({
  atMs: fc.integer({ min: 0, max: 40 }).map((hours) => hours * 3_600_000),
  // Quarters add up without rounding, so that sums do not depend on their order.
  score: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
  expected: fc.constantFrom(0.25, 0.5, 0.75),
});
const attempts = fc.array(attempt, { maxLength: 40 });

const trace = (all: readonly TracedAttempt[]): PracticeTrace => all.reduce(traced, NO_TRACE);

describe('a trace of practice', () => {
  it('is the same in whatever order the attempts are told', () => {
    fc.assert(
      fc.property(
        attempts.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          expect(trace(shuffled)).toEqual(trace(all));
        },
      ),
    );
  });

  it('does not grow with practice', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const { recent, right, wrong } = trace(all);
        expect(recent.length).toBe(Math.min(RECENT_MAX, all.length));
        expect(right + wrong).toBeCloseTo(all.length, 9);
      }),
    );
  });

  it('remembers the latest attempts, oldest first', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const times = trace(all).recent.map(({ atMs }) => atMs);
        expect(times).toEqual(
          all
            .map(({ atMs }) => atMs)
            .sort((a, b) => a - b)
            .slice(-RECENT_MAX),
        );
      }),
    );
  });

  it('knows when a thing was last shown', () => {
    expect(exposed(NO_TRACE, 5).lastMs).toBe(5);
    expect(exposed(trace([{ atMs: 9, score: 1, expected: 0.5 }]), 5).lastMs).toBe(9);
  });
});

describe('features', () => {
  it('of a sign move only that way with a right answer, and those of neither not at all', () => {
    fc.assert(
      fc.property(attempts, fc.constantFrom(0.25, 0.5, 0.75), (all, expected) => {
        const atMs = 41 * 3_600_000;
        const before = trace(all);
        const after = traced(before, { atMs, score: 1, expected });
        for (const { name, sign, value } of FEATURES) {
          const change = value(after, atMs) - value(before, atMs);
          if (sign === 0) expect(change, name).toBe(0);
          else expect(change * sign, name).toBeGreaterThanOrEqual(-1e-12);
        }
      }),
    );
  });
});
