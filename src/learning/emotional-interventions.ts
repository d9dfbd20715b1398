import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import type { EmotionalState } from '../schema/vocabulary/emotions.ts';
import type { PeriodSums } from './emotional-period.ts';

type Interventions = EmotionalAnalyticsDocument['intervention_effectiveness'];

const KINDS_MAX = 50;
const STRATEGIES_MAX = 5;
/** Fewer cases with a state before and after say nothing about success. */
const JUDGED_MIN = 3;
/** A strategy is worth naming when it helped at least this often. */
const SUCCESS_MIN = 0.5;

/**
 * What was done and how it worked. An intervention succeeded when the next observed state of the session has a higher
 * wellness than the last one before; the rate is null with fewer than 3 that have both. Recovery is the mean time from
 * an unpleasant state to one that is not. Improvement after an intervention is no proof that the intervention caused it.
 */
export function interventionEffectiveness({ interventions, states }: PeriodSums): Interventions {
  const kinds = [...interventions].sort((a, b) => b.applied - a.applied).slice(0, KINDS_MAX);
  const rated = kinds.map((sums) => ({
    sums,
    rate: sums.judged < JUDGED_MIN ? null : sums.helped / sums.judged,
  }));
  const times: Partial<Record<EmotionalState, number>> = {};
  for (const { emotion, recoveries, recovery_minutes } of states) {
    if (recoveries > 0) times[emotion] = recovery_minutes / recoveries;
  }
  return {
    interventions_applied: rated.map(({ sums, rate }) => ({
      intervention_type: sums.intervention_type,
      application_count: sums.applied,
      success_rate: rate,
      average_effectiveness_rating: sums.ratings === 0 ? null : sums.rating_sum / sums.ratings,
    })),
    emotional_recovery_patterns: {
      average_recovery_time_minutes: times,
      most_effective_recovery_strategies: rated
        .flatMap(({ sums, rate }) => (rate === null || rate < SUCCESS_MIN ? [] : [{ sums, rate }]))
        .sort((a, b) => b.rate - a.rate)
        .slice(0, STRATEGIES_MAX)
        .map(({ sums, rate }) => ({
          strategy: sums.intervention_type.replaceAll('-', ' '),
          success_rate: rate,
          applicable_emotions: sums.helped_states,
        })),
    },
  };
}
