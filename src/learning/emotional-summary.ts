import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import type { EmotionalState } from '../schema/vocabulary/emotions.ts';
import { mostCommon } from './concept-work.ts';
import type { PeriodSums } from './emotional-period.ts';

/** A period in short. */
export type EmotionalSummary = EmotionalAnalyticsDocument['emotional_summary'];

/** Fewer pairs of successive observations say nothing about stability. */
const STEPS_MIN = 3;

/**
 * The summary of a period; undefined where nothing was observed.
 *
 * - distribution: time in each state, its share of the time of all (of the number of observations where no time
 *   passed at all), and the sessions it was seen in.
 * - dominant: the state with the largest share.
 * - stability: 1 less half the root mean square of successive differences of pleasure within the sessions (Jahng, Wood
 *   and Trull, 2008); null with fewer than 3 differences.
 * - wellness: mean of `wellness`, weighted by time in the same way.
 */
export function emotionalSummary({ states, steps, squares }: PeriodSums): EmotionalSummary | undefined {
  const minutes = states.reduce((sum, felt) => sum + felt.minutes, 0);
  const observations = states.reduce((sum, felt) => sum + felt.observations, 0);
  if (observations === 0) return undefined;
  const byTime = minutes > 0;
  const whole = byTime ? minutes : observations;
  const weights = new Map(
    states
      .filter((felt) => felt.observations > 0)
      .map((felt) => [felt.emotion, byTime ? felt.minutes : felt.observations]),
  );
  const well = states.reduce((sum, felt) => sum + (byTime ? felt.wellness_minutes : felt.wellness_sum), 0);
  const dominant = mostCommon(weights);
  if (dominant === null) return undefined;
  const distribution: Partial<
    Record<EmotionalState, EmotionalSummary['emotion_distribution'][EmotionalState]>
  > = {};
  for (const felt of states) {
    if (felt.observations === 0) continue;
    distribution[felt.emotion] = {
      percentage: Math.min(100, (100 * (weights.get(felt.emotion) ?? 0)) / whole),
      total_time_minutes: felt.minutes,
      session_count: felt.sessions,
    };
  }
  return {
    dominant_emotion: dominant,
    emotion_distribution: distribution as EmotionalSummary['emotion_distribution'],
    emotional_stability_score: steps < STEPS_MIN ? null : Math.max(0, 1 - Math.sqrt(squares / steps) / 2),
    overall_emotional_wellness: Math.min(1, well / whole),
  };
}
