import type { ContentMasteryDocument } from '../derive/generated/documents.ts';

/** What the estimate rests on: attempts so far and the sum of their scores. */
export type Evidence = ContentMasteryDocument['evidence'];

/** How well a concept is known. */
export type MasteryTracking = ContentMasteryDocument['mastery_tracking'];

/** A concept is mastered while its level is above this (specification, user_progress_dashboard). */
export const MASTERY_LEVEL = 0.8;

/** Normal quantile of a two-sided interval of 95 in 100. */
const Z = 1.959963984540054;

/** The evidence before the first attempt. */
export const NO_EVIDENCE: Evidence = { attempts: 0, score_sum: 0 };

/** The evidence with further attempts, `scoreSum` in [0, attempts]. Constant time, however long the history is. */
export function withAttempts(evidence: Evidence, attempts: number, scoreSum: number): Evidence {
  return { attempts: evidence.attempts + attempts, score_sum: evidence.score_sum + scoreSum };
}

/**
 * The provisional estimate: level is the accuracy, score_sum / attempts, 0 before the first attempt; confidence is
 * 1 less the width of the 95 % score interval of a proportion (Wilson, Probable inference, 1927), so 0 before the
 * first attempt, about 0.5 after ten and 0.8 after a hundred.
 */
export function provisionalMastery({ attempts, score_sum }: Evidence): { level: number; confidence: number } {
  if (attempts === 0) return { level: 0, confidence: 0 };
  const level = Math.min(1, Math.max(0, score_sum / attempts));
  const spread = (level * (1 - level)) / attempts + Z ** 2 / (4 * attempts ** 2);
  const width = (2 * Z * Math.sqrt(spread)) / (1 + Z ** 2 / attempts);
  return { level, confidence: Math.min(1, Math.max(0, 1 - width)) };
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
 * The tracking after the evidence changed at a moment. `mastery_achieved_date` is the moment the level first rose
 * above `MASTERY_LEVEL`, and stays when the level falls again.
 */
export function trackMastery(tracking: MasteryTracking, evidence: Evidence, at: Date): MasteryTracking {
  const { level, confidence } = provisionalMastery(evidence);
  const isFirst = tracking.mastery_achieved_date === undefined && level > MASTERY_LEVEL;
  return {
    ...tracking,
    current_mastery_level: level,
    mastery_confidence: confidence,
    last_practiced_date: at > tracking.last_practiced_date ? at : tracking.last_practiced_date,
    ...(isFirst ? { mastery_achieved_date: at } : {}),
  };
}
