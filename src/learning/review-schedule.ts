import { FSRSAlgorithm } from 'ts-fsrs';
import type { ContentMasteryDocument, GrowingLists } from '../derive/generated/documents.ts';
import { days } from '../std/durations.ts';
import { type Assessed, isRight, scoreOf } from './attempt.ts';

/** When a concept is due and how it is forgotten, without the growing history. */
export type ReviewSchedule = Omit<ContentMasteryDocument['spaced_repetition_data'], 'review_history'>;

/** One entry of the review history. */
export type ReviewEntry = GrowingLists['content_mastery']['spaced_repetition_data.review_history'];

/** FSRS grades 1 to 4. */
export type ReviewRating = NonNullable<Assessed['rating']>;

/** What one session showed about the recall of one concept. */
export interface Recall {
  readonly rating: ReviewRating;
  /** Score of the attempt that tested it, [0, 1]. */
  readonly score: number;
}

const GRADES = { again: 1, hard: 2, good: 3, easy: 4 } as const satisfies Record<ReviewRating, number>;

/** Longest interval the schema holds. */
const INTERVAL_DAYS_MAX = 36_500;

/** FSRS-6 with the published default parameters, retention 0.9, no fuzz: the same history gives the same dates. */
const fsrs = new FSRSAlgorithm({
  request_retention: 0.9,
  maximum_interval: INTERVAL_DAYS_MAX,
  enable_fuzz: false,
});

/** FSRS-6 parameter w20, the exponent of the forgetting curve. */
const DECAY_RATE = fsrs.parameters.w[20] ?? 0;

/**
 * The schedule of a concept that was met and never reviewed: due a day later, stability and difficulty 0, as nothing
 * is known of its recall yet. Mere study is exposure and does not change a schedule.
 */
export function firstExposure(at: Date): ReviewSchedule {
  return {
    repetition_interval_days: 0,
    next_review_date: new Date(at.getTime() + days(1)),
    forgetting_curve_parameters: {
      initial_strength: 0,
      decay_rate: DECAY_RATE,
      stability: 0,
      difficulty: 0,
    },
  };
}

/**
 * Folds a session's attempts on one concept, in order of time, into the one review of that concept and session. The
 * first judged attempt decides, since it alone tests what was remembered; later ones test what the session itself
 * taught. So a session that arrives in parts gives the same review as one that arrives whole. The attempt's own rating
 * holds where the learner gave one; otherwise wrong is `again` and right is `good`. Undefined without a judged attempt:
 * then there was no review.
 */
export function recallOf(attempts: Iterable<Assessed>): Recall | undefined {
  for (const attempt of attempts) {
    const score = scoreOf(attempt);
    if (score === undefined) continue;
    return { rating: attempt.rating ?? (isRight(attempt) ? 'good' : 'again'), score };
  }
  return undefined;
}

/**
 * The schedule after a review. Elapsed time counts whole periods of 24 hours since the last review, as py-fsrs does
 * (ts-fsrs by itself counts calendar dates); a review dated before the last one counts as made at the same time.
 * There are no learning steps: an interval is at least a day. Source: FSRS-6, open-spaced-repetition.
 */
export function review(
  schedule: ReviewSchedule,
  { rating, score }: Recall,
  at: Date,
): { schedule: ReviewSchedule; entry: ReviewEntry } {
  const { stability, difficulty, initial_strength } = schedule.forgetting_curve_parameters;
  const last = lastReviewOf(schedule);
  const elapsedDays = last ? elapsedDaysBetween(last, at) : 0;
  const memory = last ? { stability, difficulty } : null;
  const next = fsrs.next_state(memory, elapsedDays, GRADES[rating]);
  const intervalDays = fsrs.next_interval(next.stability, elapsedDays);
  return {
    schedule: {
      repetition_interval_days: intervalDays,
      next_review_date: new Date(at.getTime() + days(intervalDays)),
      forgetting_curve_parameters: {
        initial_strength: last ? initial_strength : next.stability,
        decay_rate: DECAY_RATE,
        stability: next.stability,
        difficulty: next.difficulty,
      },
    },
    entry: {
      date: at,
      performance_score: score,
      interval_adjustment: intervalDays - schedule.repetition_interval_days,
    },
  };
}

/** The date of the last review: the due date less the interval. Undefined before the first review. */
export function lastReviewOf(schedule: ReviewSchedule): Date | undefined {
  if (schedule.forgetting_curve_parameters.stability === 0) return undefined;
  return new Date(schedule.next_review_date.getTime() - days(schedule.repetition_interval_days));
}

/**
 * Probability of recall at a moment, [0, 1], by the forgetting curve R(t, S) = (1 + F·t/S)^-decay with t in whole
 * periods of 24 hours. Undefined before the first review.
 */
export function recallProbability(schedule: ReviewSchedule, at: Date): number | undefined {
  const last = lastReviewOf(schedule);
  if (!last) return undefined;
  return fsrs.forgetting_curve(elapsedDaysBetween(last, at), schedule.forgetting_curve_parameters.stability);
}

function elapsedDaysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / days(1)));
}
