import { FSRSAlgorithm } from 'ts-fsrs';
import type { ContentMasteryDocument, GrowingLists } from '../derive/generated/documents.ts';
import { days } from '../std/durations.ts';
import { type Assessed, isRight, PASSING_SCORE, scoreOf } from './attempt.ts';
import type { Grade } from './reviews/fsrs-memory.ts';
import { type FsrsParameters, PUBLISHED } from './reviews/fsrs-parameters.ts';
import { elapsedDays } from './reviews/review-sequences.ts';
import { spreadInterval } from './reviews/spread-interval.ts';

/** When a concept is due and how it is forgotten, without the growing history. */
export type ReviewSchedule = Omit<ContentMasteryDocument['spaced_repetition_data'], 'review_history'>;

/** One entry of the review history. */
export type ReviewEntry = GrowingLists['content_mastery']['spaced_repetition_data.review_history'];

/** How a recall went, FSRS grades 1 to 4 in words. */
export type ReviewRating = NonNullable<Assessed['rating']>;

/** What one session showed about the recall of one concept. */
export interface Recall {
  readonly rating: ReviewRating;
  /** Score of the attempt that tested it, [0, 1]. */
  readonly score: number;
}

/** FSRS grades by rating. */
export const GRADES = { again: 1, hard: 2, good: 3, easy: 4 } as const satisfies Record<ReviewRating, Grade>;

/** By whose parameters reviews are planned, and how well things are to be remembered. */
export interface ReviewPolicy {
  readonly parameters: FsrsParameters;
  /** Probability of recall at which a review is due, [0.7, 0.97]. */
  readonly desiredRetention: number;
  /**
   * Moves due dates apart that would fall on one day, the same way whenever it is the same text; with none, they stay
   * where FSRS puts them.
   */
  readonly spreadBy?: string;
}

/** Retention FSRS recommends: more costs far more reviews, less forgets what others build on. */
export const DESIRED_RETENTION = 0.9;

/** The published parameters, and nothing moved. */
export const PUBLISHED_POLICY: ReviewPolicy = {
  parameters: PUBLISHED,
  desiredRetention: DESIRED_RETENTION,
};

/** From so many lapses on, a concept that keeps being forgotten is a leech: it needs to be learned in another way. */
export const LEECH_LAPSES = 8;

/** Longest interval the schema holds. */
const INTERVAL_DAYS_MAX = 36_500;

/** Making an algorithm costs more than a review; learners with parameters of their own share none. */
const ALGORITHMS = new Map<string, FSRSAlgorithm>();
const ALGORITHMS_MAX = 500;

function algorithmOf({ parameters, desiredRetention }: ReviewPolicy): FSRSAlgorithm {
  const key = `${desiredRetention} ${parameters.weights.join()}`;
  let algorithm = ALGORITHMS.get(key);
  if (!algorithm) {
    algorithm = new FSRSAlgorithm({
      w: [...parameters.weights],
      request_retention: desiredRetention,
      maximum_interval: INTERVAL_DAYS_MAX,
      enable_fuzz: false,
    });
    if (ALGORITHMS.size >= ALGORITHMS_MAX) ALGORITHMS.clear();
    ALGORITHMS.set(key, algorithm);
  }
  return algorithm;
}

/**
 * The schedule of a concept that was met and never reviewed: due a day later, stability and difficulty 0, as nothing
 * is known of its recall yet. Mere study is exposure and does not change a schedule.
 */
export function firstExposure(at: Date): ReviewSchedule {
  return {
    repetition_interval_days: 0,
    reviews: 0,
    lapses: 0,
    is_leech: false,
    next_review_date: new Date(at.getTime() + days(1)),
    forgetting_curve_parameters: {
      initial_strength: 0,
      decay_rate: decayOf(PUBLISHED),
      stability: 0,
      difficulty: 0,
      parameters_version: 0,
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
  policy: ReviewPolicy = PUBLISHED_POLICY,
): { schedule: ReviewSchedule; entry: ReviewEntry } {
  const fsrs = algorithmOf(policy);
  const { stability, difficulty, initial_strength } = schedule.forgetting_curve_parameters;
  const last = lastReviewOf(schedule);
  const elapsedDays = last ? elapsedDaysBetween(last, at) : 0;
  const memory = last ? { stability, difficulty } : null;
  const next = fsrs.next_state(memory, elapsedDays, GRADES[rating]);
  const planned = fsrs.next_interval(next.stability, elapsedDays);
  const intervalDays =
    policy.spreadBy === undefined
      ? planned
      : spreadInterval(planned, `${policy.spreadBy} ${at.getTime()}`, INTERVAL_DAYS_MAX);
  const lapses = schedule.lapses + (last && rating === 'again' ? 1 : 0);
  return {
    schedule: {
      repetition_interval_days: intervalDays,
      next_review_date: new Date(at.getTime() + days(intervalDays)),
      reviews: schedule.reviews + 1,
      lapses,
      is_leech: lapses >= LEECH_LAPSES,
      forgetting_curve_parameters: {
        initial_strength: last ? initial_strength : next.stability,
        decay_rate: decayOf(policy.parameters),
        stability: next.stability,
        difficulty: next.difficulty,
        parameters_version: policy.parameters.version,
      },
    },
    entry: {
      date: at,
      performance_score: score,
      interval_adjustment: intervalDays - schedule.repetition_interval_days,
      rating,
    },
  };
}

/** A review as its history holds it; where the rating was not kept, the score tells right from wrong. */
export function recallOfEntry({ rating, performance_score: score }: ReviewEntry): Recall {
  return { rating: rating ?? (score >= PASSING_SCORE ? 'good' : 'again'), score };
}

/**
 * The schedule after all reviews of a history, in order of time, by other parameters than it was made with; and the
 * history with the intervals they give.
 */
export function replanned(
  firstExposedAt: Date,
  history: readonly ReviewEntry[],
  policy: ReviewPolicy,
): { schedule: ReviewSchedule; history: ReviewEntry[] } {
  let schedule = firstExposure(firstExposedAt);
  const entries: ReviewEntry[] = [];
  for (const entry of [...history].sort((a, b) => a.date.getTime() - b.date.getTime())) {
    const next = review(schedule, recallOfEntry(entry), entry.date, policy);
    schedule = next.schedule;
    entries.push(next.entry);
  }
  return { schedule, history: entries };
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
  const { stability, decay_rate } = schedule.forgetting_curve_parameters;
  const factor = 0.9 ** (-1 / decay_rate) - 1;
  return (1 + (factor * elapsedDaysBetween(last, at)) / stability) ** -decay_rate;
}

/** FSRS-6 parameter w20, the exponent of the forgetting curve. */
function decayOf({ weights }: FsrsParameters): number {
  return weights[20] ?? 0;
}

function elapsedDaysBetween(from: Date, to: Date): number {
  return elapsedDays(from.getTime(), to.getTime());
}
