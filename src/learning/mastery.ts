import type { ContentMasteryDocument } from '../derive/generated/documents.ts';
import { logistic } from './logistic/regression.ts';
import { FEATURES } from './tracing/features.ts';
import {
  exposed,
  NO_TRACE,
  type PracticeTrace,
  type TracedAttempt,
  traced,
} from './tracing/practice-trace.ts';

/** What the estimate rests on: the trace that practice of the concept left behind. */
export type Evidence = ContentMasteryDocument['evidence'];

/** How well a concept is known. */
export type MasteryTracking = ContentMasteryDocument['mastery_tracking'];

/** What the model says about the next task of a concept. */
export interface MasteryEstimate {
  /** Probability that the next task of usual difficulty is solved, [0, 1]. */
  readonly level: number;
  /** [0, 1]; see `masteryAt`. */
  readonly confidence: number;
  /** What each part of the evidence adds to the log-odds, strongest first; parts that add nothing are left out. */
  readonly because: readonly { readonly name: string; readonly logOdds: number }[];
}

/** Weights of the model: one for each of `FEATURES`, in log-odds. */
export interface MasteryParameters {
  readonly intercept: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** A concept is mastered while its level is above this (specification, user_progress_dashboard). */
export const MASTERY_LEVEL = 0.8;

/**
 * What holds unless something else is fitted: weights found on three public logs of practice together (docs/learning.md),
 * rounded.
 */
export const DEFAULT_PARAMETERS: MasteryParameters = {
  intercept: -0.1,
  weights: {
    right: 0.2,
    wrong: -0.23,
    hardRight: 0.2,
    easyWrong: -0.23,
    recentRight: 0.4,
    recentWrong: -0.5,
    lastRight: 0.3,
    seen: 0.7,
    away: -0.1,
  },
};

/** Name of what the prerequisites add to an estimate. */
export const PREREQUISITES = 'prerequisites';

/** Standard deviation, in log-odds, of how learners with the same evidence differ before there is any. */
const PRIOR_DEVIATION = 1.5;

/** Information of one attempt at least, however sure its outcome: p(1 - p) at p = 0.98. */
const INFORMATION_MIN = 0.02;

/** Normal quantile of a two-sided interval of 95 in 100. */
const Z = 1.959963984540054;

/** The evidence before the first attempt. */
export const NO_EVIDENCE: Evidence = {
  attempts: 0,
  score_sum: 0,
  hard_score_sum: 0,
  easy_miss_sum: 0,
  recent: [],
};

/** The evidence with one more attempt. Constant time and size; attempts may come in any order. */
export function withAttempt(evidence: Evidence, attempt: TracedAttempt): Evidence {
  return evidenceOf(traced(traceOf(evidence), attempt), evidence.attempts + 1);
}

/** The evidence after the concept was met without being judged. */
export function withExposure(evidence: Evidence, at: Date): Evidence {
  return evidenceOf(exposed(traceOf(evidence), at.getTime()), evidence.attempts);
}

/**
 * Probability that an average learner solves a task of that difficulty, [0, 1]; a half where nothing is said of it. Kept
 * away from certainty, so that every answer tells something.
 */
export function expectedOf(difficulty: number | undefined): number {
  return difficulty === undefined ? 0.5 : Math.min(0.95, Math.max(0.05, 1 - difficulty));
}

/**
 * The estimate at a moment: forgetting goes on with time. The level is the logistic function of the weighted features of the
 * evidence. The confidence is 1 less the width of the level's 95 % interval, whose deviation in log-odds comes from the
 * prior and from the information p(1 - p) of each attempt (Laplace's approximation). Without an attempt and without a ground
 * both are 0: nothing was shown yet.
 *
 * @param groundLogOdds what is known of the prerequisites adds to the log-odds (`groundOf`).
 */
export function masteryAt(
  evidence: Evidence,
  at: Date,
  { intercept, weights }: MasteryParameters = DEFAULT_PARAMETERS,
  groundLogOdds = 0,
): MasteryEstimate {
  if (evidence.attempts === 0 && groundLogOdds === 0) return { level: 0, confidence: 0, because: [] };
  const trace = traceOf(evidence);
  const because = [
    ...FEATURES.map(({ name, value }) => ({
      name,
      logOdds: (weights[name] ?? 0) * value(trace, at.getTime()),
    })),
    { name: PREREQUISITES, logOdds: groundLogOdds },
  ];
  const logit = because.reduce((sum, { logOdds }) => sum + logOdds, intercept);
  const level = logistic(logit);
  const information =
    1 / PRIOR_DEVIATION ** 2 + evidence.attempts * Math.max(INFORMATION_MIN, level * (1 - level));
  const reach = Z / Math.sqrt(information);
  return {
    level,
    confidence: 1 - (logistic(logit + reach) - logistic(logit - reach)),
    because: because
      .filter(({ logOdds }) => logOdds !== 0)
      .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds)),
  };
}

/** The tracking of a concept at its first exposure, before any attempt. */
export function untried(at: Date): MasteryTracking {
  return {
    current_mastery_level: 0,
    mastery_confidence: 0,
    first_exposure_date: at,
    last_practiced_date: at,
  };
}

/**
 * The tracking after the evidence changed at a moment: the estimate as it was right after the latest practice.
 * `mastery_achieved_date` is the moment the level first rose above `MASTERY_LEVEL`, and stays when the level falls again.
 */
export function trackMastery(
  tracking: MasteryTracking,
  evidence: Evidence,
  at: Date,
  parameters: MasteryParameters = DEFAULT_PARAMETERS,
): MasteryTracking {
  const last = at > tracking.last_practiced_date ? at : tracking.last_practiced_date;
  const { level, confidence } = masteryAt(evidence, evidence.last_met_at ?? last, parameters);
  const isFirst = tracking.mastery_achieved_date === undefined && level > MASTERY_LEVEL;
  return {
    ...tracking,
    current_mastery_level: level,
    mastery_confidence: confidence,
    last_practiced_date: last,
    ...(isFirst ? { mastery_achieved_date: at } : {}),
  };
}

/** The evidence as the trace that it is. */
export function traceOf(evidence: Evidence): PracticeTrace {
  if (evidence.attempts === 0 && evidence.last_met_at === undefined) return NO_TRACE;
  return {
    right: evidence.score_sum,
    wrong: evidence.attempts - evidence.score_sum,
    hardRight: evidence.hard_score_sum,
    easyWrong: evidence.easy_miss_sum,
    recent: evidence.recent.map(({ at, score }) => ({ atMs: at.getTime(), score })),
    lastMs: evidence.last_met_at?.getTime() ?? null,
  };
}

function evidenceOf(
  { right, hardRight, easyWrong, recent, lastMs }: PracticeTrace,
  attempts: number,
): Evidence {
  return {
    attempts,
    score_sum: right,
    hard_score_sum: hardRight,
    easy_miss_sum: easyWrong,
    recent: recent.map(({ atMs, score }) => ({ at: new Date(atMs), score })),
    ...(lastMs !== null && { last_met_at: new Date(lastMs) }),
  };
}
