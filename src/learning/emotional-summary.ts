import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import { mostCommon } from './concept-work.ts';
import { type Spell, spellMinutes } from './emotional-spells.ts';
import { emotionalStability, weightedMean, wellness } from './wellness.ts';

/** A period in short. */
export type EmotionalSummary = EmotionalAnalyticsDocument['emotional_summary'];

/**
 * The summary of a period from the spells of each of its sessions; undefined where nothing was observed.
 *
 * - distribution: time in each state, its share of the time of all (of the number of observations where no time
 *   passed at all), and the sessions it was seen in.
 * - dominant: the state with the largest share.
 * - stability: `emotionalStability` within the sessions.
 * - wellness: mean of `wellness`, weighted by time in the same way.
 */
export function emotionalSummary(sessions: readonly (readonly Spell[])[]): EmotionalSummary | undefined {
  const spells = sessions.flat();
  const totalMinutes = spells.reduce((sum, spell) => sum + spellMinutes(spell), 0);
  const weight = (spell: Spell) => (totalMinutes > 0 ? spellMinutes(spell) : 1);
  const weights = sumsByEmotion(spells, weight);
  const dominant = mostCommon(weights);
  const mean = weightedMean(spells.map((spell) => ({ value: wellness(spell), weight: weight(spell) })));
  if (dominant === null || mean === undefined) return undefined;
  const whole = totalMinutes > 0 ? totalMinutes : spells.length;
  const time = sumsByEmotion(spells, spellMinutes);
  const distribution: EmotionalSummary['emotion_distribution'] = {};
  for (const emotion of EMOTIONAL_STATES) {
    const sum = weights.get(emotion);
    if (sum === undefined) continue;
    distribution[emotion] = {
      percentage: Math.min(100, (100 * sum) / whole),
      total_time_minutes: time.get(emotion) ?? 0,
      session_count: sessions.filter((run) => run.some((spell) => spell.emotion === emotion)).length,
    };
  }
  return {
    dominant_emotion: dominant,
    emotion_distribution: distribution,
    emotional_stability_score: emotionalStability(sessions),
    overall_emotional_wellness: mean,
  };
}

/** Sums of a value of the spells, by their state. */
export function sumsByEmotion<T extends { readonly emotion: EmotionalState }>(
  items: Iterable<T>,
  value: (item: T) => number,
): Map<EmotionalState, number> {
  const sums = new Map<EmotionalState, number>();
  for (const item of items) sums.set(item.emotion, (sums.get(item.emotion) ?? 0) + value(item));
  return sums;
}
