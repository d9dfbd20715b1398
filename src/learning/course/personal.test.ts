import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../std/random.ts';
import { DEFAULT_PARAMETERS } from '../mastery.ts';
import { PUBLISHED_POLICY } from '../review-schedule.ts';
import { continued, courseOf } from './course.ts';
import {
  DIFFICULTY_ATTEMPTS_MIN,
  EMOTION_ATTEMPTS_MIN,
  NOTHING_PERSONAL,
  type PersonalConsents,
  STYLE_ATTEMPTS_MIN,
} from './personal.ts';
import type { Practice } from './practice.ts';

const BEGIN = Date.parse('2026-05-01T10:00:00Z');
const ALL: PersonalConsents = { analytics: true, emotionalData: true };

const policyOf = (consents: PersonalConsents) => ({
  ...PUBLISHED_POLICY,
  mastery: DEFAULT_PARAMETERS,
  masteryVersion: 0,
  consents,
});

/** Practice, a minute after another. */
const practised = (parts: readonly Partial<Practice>[]): Practice[] =>
  parts.map((part, at) => ({
    session_id: '6f1b8a52-3c1e-4d75-9c36-0a4f1f0b8e11',
    interaction_id: `i${String(at).padStart(6, '0')}`,
    session_started_at: new Date(BEGIN),
    at: new Date(BEGIN + at * 60_000),
    ...part,
  }));

const personalOf = (parts: readonly Partial<Practice>[], consents = ALL) =>
  courseOf(practised(parts), policyOf(consents))?.state.personalization_data;

const times = <T>(count: number, part: T): T[] => Array.from({ length: count }, () => part);

describe('what works for a learner', () => {
  it('is told of no sample smaller than what each part needs', () => {
    const task = { score: 1, difficulty: 0.5 };
    expect(personalOf(times(DIFFICULTY_ATTEMPTS_MIN - 1, task))?.optimal_difficulty_level).toBeNull();
    expect(personalOf(times(DIFFICULTY_ATTEMPTS_MIN, task))?.optimal_difficulty_level).toBeTypeOf('number');
    const seen = { score: 1, explanation_style: 'visual' };
    expect(personalOf(times(STYLE_ATTEMPTS_MIN - 1, seen))?.learning_style_effectiveness).toEqual({});
    expect(personalOf(times(STYLE_ATTEMPTS_MIN, seen))?.learning_style_effectiveness).toEqual({ visual: 1 });
    const felt = { score: 0.5, emotion: 'curious' } as const;
    expect(personalOf(times(EMOTION_ATTEMPTS_MIN - 1, felt))?.emotional_associations).toEqual({});
    expect(personalOf(times(EMOTION_ATTEMPTS_MIN, felt))?.emotional_associations).toEqual({ curious: 0.5 });
  });

  it('is nothing without consent to analytics, and nothing of feelings without consent to them', () => {
    const all = times(20, {
      score: 1,
      difficulty: 0.4,
      explanation_style: 'visual',
      emotion: 'curious',
    } as const);
    expect(personalOf(all, { analytics: false, emotionalData: true })).toEqual(NOTHING_PERSONAL);
    const withheld = courseOf(practised(all), policyOf({ analytics: true, emotionalData: false }))?.state;
    expect(withheld?.personalization_data.emotional_associations).toEqual({});
    expect(withheld?.evidence.by_emotion).toBeUndefined();
  });

  it('names a style of explanation that goes with better scores, and neither the other nor one without contrast', () => {
    const better = [
      ...times(20, { score: 1, explanation_style: 'visual' }),
      ...times(20, { score: 0.4, explanation_style: 'auditory' }),
    ];
    expect(personalOf(better)?.effective_learning_strategies).toEqual(['visual']);
    const alone = times(20, { score: 1, explanation_style: 'visual' });
    expect(personalOf(alone)?.effective_learning_strategies).toEqual([]);
  });

  it('names a style that does nothing in about five of a hundred cases', () => {
    const random = new SeededRandom(7);
    const learners = 1_000;
    let named = 0;
    for (let learner = 0; learner < learners; learner++) {
      const parts = Array.from({ length: 40 }, (_, at) => ({
        score: random.next() < 0.6 ? 1 : 0,
        explanation_style: at % 2 === 0 ? 'visual' : 'auditory',
      }));
      if (personalOf(parts)?.effective_learning_strategies.includes('visual')) named += 1;
    }
    expect(named / learners).toBeGreaterThan(0.03);
    expect(named / learners).toBeLessThan(0.07);
  });

  it('finds harder tasks best for whoever solves more, and never leaves [0, 1]', () => {
    const levels = [0, 0.25, 0.5, 0.75, 1].map(
      (share) =>
        personalOf(
          Array.from({ length: 40 }, (_, at) => ({ score: at / 40 < share ? 1 : 0, difficulty: 0.5 })),
        )?.optimal_difficulty_level ?? Number.NaN,
    );
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(new Set(levels).size).toBeGreaterThan(2);
    for (const level of levels) expect(level >= 0 && level <= 1).toBe(true);
  });

  it('is the same however the practice is cut into parts', () => {
    const part = fc.record(
      {
        score: fc.double({ min: 0, max: 1, noNaN: true }),
        difficulty: fc.double({ min: 0, max: 1, noNaN: true }),
        explanation_style: fc.constantFrom('visual', 'auditory', 'by example'),
        emotion: fc.constantFrom('curious' as const, 'engaged' as const),
      },
      { requiredKeys: ['score'] },
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 40 }), fc.nat(), (parts, cut) => {
        const all = practised(parts);
        const at = 1 + (cut % (all.length - 1));
        const first = courseOf(all.slice(0, at), policyOf(ALL));
        expect(first && continued(first.state, all.slice(at), policyOf(ALL)).state).toEqual(
          courseOf(all, policyOf(ALL))?.state,
        );
      }),
    );
  });
});
