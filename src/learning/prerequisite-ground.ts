import { logOddsOf } from './dna/log-odds.ts';

/** A prerequisite of a concept, and how well the learner knows it. */
export interface KnownPrerequisite {
  readonly concept: string;
  /** How much it matters, [0, 1]. */
  readonly importance: number;
  /** Mastery at the moment, [0, 1]; null where it was never attempted, which says nothing. */
  readonly level: number | null;
}

/** What prerequisites say of a concept. */
export interface Ground {
  /** What they add to its log-odds. */
  readonly logOdds: number;
  /** Those that say something, in words for a teacher. */
  readonly reason: string;
}

/**
 * What a log-odds of the prerequisites adds to that of the concept before its first attempt; and the attempts at which it
 * counts half as much. Found on generated learners (docs/learning.md), rounded.
 */
export const GROUND_WEIGHT = 0.8;
const GROUND_ATTEMPTS_HALF = 4;
/** Prerequisites that are known very well or hardly at all say no more than this. */
const LOG_ODDS_MAX = 2;
/** The level of a learner of whom nothing is known. */
const USUAL_LEVEL = 0.65;

/**
 * What is known of prerequisites as evidence of a concept: their mean log-odds above those of a usual level, weighted by
 * importance, the less the more the concept itself was attempted. Null where they say nothing. Better known prerequisites
 * never lower an estimate.
 */
export function groundOf(prerequisites: readonly KnownPrerequisite[], attempts: number): Ground | null {
  let [sum, weight] = [0, 0];
  const told: string[] = [];
  for (const { concept, importance, level } of prerequisites) {
    if (level === null || importance === 0) continue;
    const above = logOddsOf(Math.min(0.99, Math.max(0.01, level))) - logOddsOf(USUAL_LEVEL);
    sum += importance * Math.min(LOG_ODDS_MAX, Math.max(-LOG_ODDS_MAX, above));
    weight += importance;
    told.push(`${concept.replaceAll('-', ' ')} ${Math.round(100 * level)} %`);
  }
  if (weight === 0) return null;
  const share = GROUND_ATTEMPTS_HALF / (GROUND_ATTEMPTS_HALF + attempts);
  return {
    logOdds: GROUND_WEIGHT * share * (sum / weight),
    reason: `what it builds on: ${told.join(', ')}`,
  };
}
