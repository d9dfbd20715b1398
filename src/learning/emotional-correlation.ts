import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { EMOTIONS, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import type { FeltSums } from './emotional-contribution.ts';
import { attemptsIn, type PeriodSums } from './emotional-period.ts';

type Correlation = EmotionalAnalyticsDocument['learning_correlation_analysis'];

/** Fewer attempts in a state say nothing about it. */
const ATTEMPTS_MIN = 3;
/** Less time in a state says nothing about what is mastered in an hour of it. */
const RATE_MINUTES_MIN = 10;
const PRODUCTIVE_MAX = 5;
const TRIGGERS_MAX = 3;
const RATE_MAX = 1000;

/**
 * How feelings and learning went together in a period. A state counts from three judged attempts in it.
 *
 * - productive: states, other than hindering ones, in which the mean score is at least that of all attempts, best first; with the concepts
 *   mastered in an hour of the state, a concept counting for the state before the session's last attempt at it; null
 *   with less than ten minutes in it.
 * - problematic: states, other than helping ones, in which it is lower; the hindrance is the difference, recovery the mean time until a state
 *   that is not unpleasant, null where none was seen.
 * - optimal: the state, other than a hindering one, with the best mean score for new concepts, practice and assessment; null with too little data.
 *
 * The role of a state (`emotions.ts`) comes first, since easy tasks bring both boredom and right answers, hard ones pride
 * and wrong ones. What is left are correlations of one learner's period; they say nothing of causes.
 */
export function learningCorrelation({ states }: PeriodSums): Correlation {
  const all = states.map(attemptsIn);
  const count = all.reduce((sum, one) => sum + one.count, 0);
  const overall = count === 0 ? 0 : all.reduce((sum, one) => sum + one.score_sum, 0) / count;
  const judged = states
    .flatMap((felt) => {
      const attempts = attemptsIn(felt);
      return attempts.count < ATTEMPTS_MIN ? [] : [{ felt, mean: attempts.score_sum / attempts.count }];
    })
    .sort((a, b) => b.mean - a.mean);
  return {
    most_productive_emotions: judged
      .filter(({ felt, mean }) => EMOTIONS[felt.emotion].role !== 'hinders' && mean >= overall)
      .slice(0, PRODUCTIVE_MAX)
      .map(({ felt, mean }) => ({
        emotion: felt.emotion,
        learning_effectiveness_score: Math.min(1, mean),
        concepts_mastered_rate: hourlyRate(felt),
      })),
    problematic_emotional_patterns: judged
      .filter(({ felt, mean }) => EMOTIONS[felt.emotion].role !== 'helps' && mean < overall)
      .reverse()
      .map(({ felt, mean }) => ({
        emotion: felt.emotion,
        learning_hindrance_score: Math.min(1, overall - mean),
        common_triggers: commonTriggers(felt),
        recovery_time_minutes: felt.recoveries === 0 ? null : felt.recovery_minutes / felt.recoveries,
      })),
    optimal_learning_conditions: {
      best_emotional_state_for_new_concepts: bestFor(states, 'attempts_new'),
      best_emotional_state_for_practice: bestFor(states, 'attempts_practice'),
      best_emotional_state_for_assessment: bestFor(states, 'attempts_assessment'),
    },
  };
}

function bestFor(
  states: readonly FeltSums[],
  kind: 'attempts_new' | 'attempts_practice' | 'attempts_assessment',
): EmotionalState | null {
  let best: { emotion: EmotionalState; mean: number } | undefined;
  for (const { emotion, [kind]: attempts } of states) {
    if (EMOTIONS[emotion].role === 'hinders' || attempts.count < ATTEMPTS_MIN) continue;
    const mean = attempts.score_sum / attempts.count;
    if (mean > (best?.mean ?? -1)) best = { emotion, mean };
  }
  return best?.emotion ?? null;
}

function hourlyRate({ mastered, minutes }: FeltSums): number | null {
  return minutes < RATE_MINUTES_MIN ? null : Math.min(RATE_MAX, (60 * mastered) / minutes);
}

/** The most frequent first; of equally frequent ones, the one that was seen first. */
function commonTriggers({ triggers }: FeltSums): string[] {
  return [...triggers]
    .sort((a, b) => b.count - a.count)
    .slice(0, TRIGGERS_MAX)
    .map(({ trigger }) => trigger);
}
