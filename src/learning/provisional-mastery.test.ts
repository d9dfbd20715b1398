import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_EVIDENCE,
  provisionalMastery,
  trackMastery,
  untried,
  withAttempts,
} from './provisional-mastery.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const LATER = new Date('2026-03-02T10:00:00Z');

describe('provisional mastery', () => {
  it('is the accuracy', () => {
    expect(provisionalMastery({ attempts: 8, score_sum: 6 }).level).toBe(0.75);
    expect(provisionalMastery(NO_EVIDENCE)).toEqual({ level: 0, confidence: 0 });
  });

  // Oracle: the Wilson interval of 8 right of 10 is [0.4902, 0.9433] (R, prop.test without correction).
  it('is as sure as the Wilson interval is narrow', () => {
    expect(provisionalMastery({ attempts: 10, score_sum: 8 }).confidence).toBeCloseTo(
      1 - (0.9433 - 0.4902),
      3,
    );
  });

  it('stays within [0, 1] and grows surer with attempts at the same accuracy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const few = provisionalMastery({ attempts: n, score_sum: n * share });
          const many = provisionalMastery({ attempts: 4 * n, score_sum: 4 * n * share });
          for (const value of [few.level, few.confidence]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          expect(many.confidence).toBeGreaterThan(few.confidence);
        },
      ),
    );
  });

  it('does not depend on how the attempts were batched', () => {
    const singly = [1, 0, 1, 1].reduce((sum, score) => withAttempts(sum, 1, score), NO_EVIDENCE);
    expect(singly).toEqual(withAttempts(NO_EVIDENCE, 4, 3));
  });

  it('remembers when mastery was first reached', () => {
    const reached = trackMastery(untried(AT), { attempts: 10, score_sum: 9 }, AT);
    expect(reached.mastery_achieved_date).toEqual(AT);
    const fallen = trackMastery(reached, { attempts: 20, score_sum: 10 }, LATER);
    expect(fallen).toMatchObject({
      current_mastery_level: 0.5,
      mastery_achieved_date: AT,
      last_practiced_date: LATER,
    });
  });

  it('does not call 0.8 mastered, and never moves the last practice back', () => {
    const at80 = trackMastery(untried(LATER), { attempts: 10, score_sum: 8 }, AT);
    expect(at80.mastery_achieved_date).toBeUndefined();
    expect(at80.last_practiced_date).toEqual(LATER);
  });
});
