import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../derive/validator.ts';
import { SCHEMA } from '../schema/schema.ts';
import { days, minutes } from '../std/durations.ts';
import {
  firstExposure,
  lastReviewOf,
  type ReviewRating,
  recallOf,
  recallProbability,
  review,
} from './review-schedule.ts';

const START = new Date('2022-11-29T12:30:00Z');

/** The schedules after each review; `waitsMs` tells how long each review waits for the one before. */
function replay(ratings: readonly ReviewRating[], waitsMs: readonly number[]) {
  let at = START.getTime();
  let schedule = firstExposure(START);
  return ratings.map((rating, index) => {
    at += waitsMs[index] ?? 0;
    schedule = review(schedule, { rating, score: rating === 'again' ? 0 : 1 }, new Date(at)).schedule;
    return schedule;
  });
}

const ratingOf = fc.constantFrom<ReviewRating>('again', 'hard', 'good', 'easy');
const history = fc.array(fc.tuple(ratingOf, fc.integer({ min: 0, max: 20_000 })), {
  minLength: 1,
  maxLength: 30,
});

describe('a review', () => {
  // Oracle: py-fsrs 6, tests/test_basic.py, test_memo_state.
  it('reaches the published memory state', () => {
    const waits = [0, 0, 1, 3, 8, 21].map(days);
    const last = replay(['again', 'good', 'good', 'good', 'good', 'good'], waits).at(-1);
    expect(last?.forgetting_curve_parameters.stability).toBeCloseTo(53.62691, 4);
    expect(last?.forgetting_curve_parameters.difficulty).toBeCloseTo(6.3574867, 4);
  });

  // Oracle: py-fsrs 6, tests/test_basic.py, test_review_card. Its 0 is a learning step of ten minutes.
  it('gives the published intervals, learning steps apart', () => {
    const published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21];
    const ratings = published.map(
      (_, index): ReviewRating => (index === 6 || index === 7 ? 'again' : 'good'),
    );
    const waits = published.map((_, index) => {
      const before = published[index - 1];
      if (before === undefined) return 0;
      return before === 0 ? minutes(10) : days(before);
    });
    const intervals = replay(ratings, waits).map((schedule) => schedule.repetition_interval_days);
    published.forEach((interval, index) => {
      if (interval > 0) expect([index, intervals[index]]).toEqual([index, interval]);
      else expect(intervals[index]).toBeGreaterThanOrEqual(1);
    });
  });

  it('counts periods of 24 hours, not dates', () => {
    const [, evening] = replay(['good', 'good'], [0, days(1) - 1]);
    const [, atOnce] = replay(['good', 'good'], [0, 0]);
    const [, nextDay] = replay(['good', 'good'], [0, days(1)]);
    expect(evening?.forgetting_curve_parameters).toEqual(atOnce?.forgetting_curve_parameters);
    expect(nextDay?.forgetting_curve_parameters).not.toEqual(atOnce?.forgetting_curve_parameters);
  });

  it('stays within the schema, whatever the history', () => {
    const validator = validatorOf(field('spaced_repetition_data'));
    fc.assert(
      fc.property(history, (steps) => {
        let at = START.getTime();
        let schedule = firstExposure(START);
        expect(validator.violations({ ...schedule, review_history: [] })).toEqual([]);
        for (const [rating, waitDays] of steps) {
          at += days(waitDays);
          const made = review(schedule, { rating, score: 0.5 }, new Date(at));
          schedule = made.schedule;
          expect(validator.violations({ ...schedule, review_history: [made.entry] })).toEqual([]);
          expect(lastReviewOf(schedule)).toEqual(new Date(at));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the strength after the first review', () => {
    const [first, second] = replay(['good', 'good'], [0, days(2)]);
    expect(first?.forgetting_curve_parameters.initial_strength).toBe(
      first?.forgetting_curve_parameters.stability,
    );
    expect(second?.forgetting_curve_parameters.initial_strength).toBe(
      first?.forgetting_curve_parameters.stability,
    );
  });

  it('treats a review from before the last one as made with it', () => {
    const [late] = replay(['good'], [0]);
    if (!late) throw new Error('no schedule');
    const before = review(late, { rating: 'good', score: 1 }, new Date(START.getTime() - days(5)));
    const together = review(late, { rating: 'good', score: 1 }, START);
    expect(before.schedule.forgetting_curve_parameters).toEqual(
      together.schedule.forgetting_curve_parameters,
    );
  });
});

describe('the probability of recall', () => {
  it('is 0.9 after as many days as the stability, and falls', () => {
    const [, , schedule] = replay(['good', 'good', 'good'], [0, days(2), days(11)]);
    if (!schedule) throw new Error('no schedule');
    const { stability } = schedule.forgetting_curve_parameters;
    const last = lastReviewOf(schedule)?.getTime() ?? 0;
    const at = (dayCount: number) => recallProbability(schedule, new Date(last + days(dayCount))) ?? 0;
    expect(at(0)).toBe(1);
    expect(at(Math.floor(stability))).toBeGreaterThanOrEqual(0.9);
    expect(at(Math.ceil(stability))).toBeLessThanOrEqual(0.9);
    expect(at(300)).toBeLessThan(at(100));
  });

  it('is unknown before the first review', () => {
    expect(recallProbability(firstExposure(START), START)).toBeUndefined();
  });
});

describe("a session's recall of a concept", () => {
  const attempt = { concept: 'adding-fractions', topic: 'fractions' };

  it('is what the first judged attempt showed', () => {
    expect(
      recallOf([
        { ...attempt, correct: false },
        { ...attempt, correct: true },
      ]),
    ).toEqual({ rating: 'again', score: 0 });
    expect(recallOf([attempt, { ...attempt, correct: true }])).toEqual({ rating: 'good', score: 1 });
  });

  it("is the learner's own rating where there is one", () => {
    expect(recallOf([{ ...attempt, correct: true, rating: 'hard' }])?.rating).toBe('hard');
    expect(recallOf([{ ...attempt, rating: 'again' }])).toEqual({ rating: 'again', score: 0 });
  });

  it('judges partial credit by its score', () => {
    expect(recallOf([{ ...attempt, score: 0.4 }])?.rating).toBe('again');
    expect(recallOf([{ ...attempt, score: 0.8 }])).toEqual({ rating: 'good', score: 0.8 });
  });

  it('is nothing when the concept was only studied', () => {
    expect(recallOf([attempt, { ...attempt, response_time_seconds: 10 }])).toBeUndefined();
  });
});

function field(name: string) {
  const found = SCHEMA.collections['content_mastery']?.root.fields.find((child) => child.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}
