import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masteryAt, NO_EVIDENCE, withAttempt, withExposure } from './mastery.ts';
import { reasonsFor } from './mastery-reasons.ts';
import { groundOf } from './prerequisite-ground.ts';

const AT = new Date('2026-05-01T10:00:00Z');
const level = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const importance = fc.double({ min: 0, max: 1, noNaN: true });
const prerequisites = fc.array(fc.record({ concept: fc.constant('fractions'), importance, level }), {
  minLength: 1,
  maxLength: 6,
});

describe('what a concept builds on', () => {
  it('never lowers an estimate by being known better', () => {
    fc.assert(
      fc.property(
        prerequisites,
        fc.nat(5),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(30),
        (all, at, up, n) => {
          const which = all[at % all.length];
          if (!which || which.level === null) return;
          const better = all.map((one) =>
            one === which ? { ...one, level: Math.min(1, (one.level ?? 0) + up) } : one,
          );
          const [before, after] = [groundOf(all, n), groundOf(better, n)];
          expect(after?.logOdds ?? 0).toBeGreaterThanOrEqual((before?.logOdds ?? 0) - 1e-12);
        },
      ),
    );
  });

  it('counts the less the more the concept itself was attempted, and is told in words', () => {
    const known = [{ concept: 'equal-shares', importance: 1, level: 0.95 }];
    const steps = [0, 4, 40].map((attempts) => groundOf(known, attempts)?.logOdds ?? 0);
    expect(steps[0]).toBeGreaterThan(0);
    expect(steps[1]).toBeCloseTo((steps[0] ?? 0) / 2, 10);
    expect(steps[2]).toBeLessThan((steps[0] ?? 0) / 10);
    const ground = groundOf(known, 1);
    const evidence = withAttempt(NO_EVIDENCE, { atMs: AT.getTime(), score: 1, expected: 0.5 });
    const estimate = masteryAt(evidence, AT, undefined, ground?.logOdds);
    expect(estimate.level).toBeGreaterThan(masteryAt(evidence, AT).level);
    expect(reasonsFor(evidence, AT, estimate, ground)).toContainEqual({
      name: 'prerequisites',
      logOdds: ground?.logOdds,
      reason: 'what it builds on: equal shares 95 %',
    });
  });

  it('tells of a concept that was shown and not attempted; without it nothing is claimed', () => {
    const shown = withExposure(NO_EVIDENCE, AT);
    const weak = groundOf([{ concept: 'fractions', importance: 1, level: 0.1 }], 0);
    const strong = groundOf([{ concept: 'fractions', importance: 1, level: 0.95 }], 0);
    const levelOf = (ground: typeof weak) => masteryAt(shown, AT, undefined, ground?.logOdds).level;
    expect(levelOf(weak)).toBeLessThan(levelOf(strong));
    expect(groundOf([{ concept: 'fractions', importance: 1, level: null }], 0)).toBeNull();
    expect(masteryAt(shown, AT)).toEqual({ level: 0, confidence: 0, because: [] });
  });
});
