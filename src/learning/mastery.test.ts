import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days } from '../std/durations.ts';
import {
  DEFAULT_PARAMETERS,
  type Evidence,
  expectedOf,
  MASTERY_LEVEL,
  masteryAt,
  NO_EVIDENCE,
  trackMastery,
  untried,
  withAttempt,
  withExposure,
} from './mastery.ts';
import { FEATURES } from './tracing/features.ts';
import type { TracedAttempt } from './tracing/practice-trace.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const LATER = new Date('2026-03-08T10:00:00Z');

const attempt = fc.record({
  atMs: fc.integer({ min: 0, max: 200 }).map((hours) => AT.getTime() - hours * 3_600_000),
  score: fc.constantFrom(0, 0.25, 0.5, 1),
  expected: fc.double({ min: 0, max: 1, noNaN: true }).map((difficulty) => expectedOf(difficulty)),
});
const attempts = fc.array(attempt, { minLength: 1, maxLength: 40 });

const evidenceOf = (all: readonly TracedAttempt[]): Evidence => all.reduce(withAttempt, NO_EVIDENCE);
const answers = (...scores: readonly number[]): Evidence =>
  evidenceOf(
    scores.map((score, at) => ({ atMs: AT.getTime() - (scores.length - at), score, expected: 0.5 })),
  );

describe('mastery', () => {
  it('is nothing, and sure of nothing, before the first attempt', () => {
    expect(masteryAt(NO_EVIDENCE, AT)).toEqual({ level: 0, confidence: 0, because: [] });
    expect(masteryAt(withExposure(NO_EVIDENCE, AT), AT).level).toBe(0);
  });

  it('never falls with a right answer', () => {
    fc.assert(
      fc.property(attempts, attempt, (all, { expected }) => {
        const before = evidenceOf(all);
        const after = withAttempt(before, { atMs: AT.getTime(), score: 1, expected });
        expect(masteryAt(after, AT).level).toBeGreaterThanOrEqual(masteryAt(before, AT).level - 1e-12);
      }),
    );
  });

  it('is the same in whatever order the attempts came', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        expect(evidenceOf([...all].reverse())).toEqual(evidenceOf(all));
      }),
    );
  });

  it('stays within bounds, and its evidence does not grow', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const evidence = evidenceOf(all);
        const { level, confidence } = masteryAt(evidence, AT);
        for (const value of [level, confidence]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(evidence.recent.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('is forgotten with time, and no surer for it', () => {
    const evidence = answers(1, 1, 0, 1);
    const levels = [0, 1, 7, 30, 365].map(
      (count) => masteryAt(evidence, new Date(AT.getTime() + days(count))).level,
    );
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(new Set(levels).size).toBe(levels.length);
  });

  it('grows surer with attempts', () => {
    const few = masteryAt(answers(1, 0, 1, 0), AT).confidence;
    const many = masteryAt(answers(...Array.from({ length: 60 }, (_, at) => at % 2)), AT).confidence;
    expect(many).toBeGreaterThan(few);
  });

  it('says why: the parts add up to the log-odds', () => {
    const { level, because } = masteryAt(answers(1, 0, 1), LATER);
    const sum = because.reduce((total, { logOdds }) => total + logOdds, DEFAULT_PARAMETERS.intercept);
    expect(Math.log(level / (1 - level))).toBeCloseTo(sum, 9);
    expect(because.map(({ name }) => name)).toContain('away');
  });

  it('has default weights of the signs that keep right answers from lowering it', () => {
    for (const { name, sign } of FEATURES) {
      expect((DEFAULT_PARAMETERS.weights[name] ?? Number.NaN) * sign, name).toBeGreaterThanOrEqual(0);
    }
  });

  it('counts a right answer to a hard task for more', () => {
    const answered = (difficulty: number) =>
      masteryAt(
        withAttempt(NO_EVIDENCE, { atMs: AT.getTime(), score: 1, expected: expectedOf(difficulty) }),
        AT,
      ).level;
    expect(answered(0.9)).toBeGreaterThan(answered(0.1));
  });
});

describe('the tracking of a concept', () => {
  it('remembers when mastery was first reached', () => {
    const reached = trackMastery(untried(AT), answers(1, 1, 1, 1, 1, 1), AT);
    expect(reached.current_mastery_level).toBeGreaterThan(MASTERY_LEVEL);
    expect(reached.mastery_achieved_date).toEqual(AT);
    const fallen = trackMastery(reached, answers(1, 1, 1, 0, 0, 0, 0), LATER);
    expect(fallen.current_mastery_level).toBeLessThan(MASTERY_LEVEL);
    expect(fallen).toMatchObject({ mastery_achieved_date: AT, last_practiced_date: LATER });
  });

  it('never moves the last practice back', () => {
    expect(trackMastery(untried(LATER), answers(1), AT).last_practiced_date).toEqual(LATER);
  });
});
