import type { GrowingLists } from '../derive/generated/documents.ts';
import { EMOTIONS, type EmotionalState } from '../schema/vocabulary/emotions.ts';

/** One observed state of a session. */
export type Observation = GrowingLists['learning_sessions']['emotional_journey.emotional_states_timeline'];

/** A state and how strong it was, [0, 1]. */
export interface Felt {
  readonly emotion: EmotionalState;
  readonly intensity: number;
}

/** How pleasant a state is, weighted by its strength, [-1, 1]. */
export function pleasure({ emotion, intensity }: Felt): number {
  return EMOTIONS[emotion].valence * intensity;
}

/** How the learner fares in a state, [0, 1]: (1 + valence · intensity) / 2, so 0.5 is neither good nor bad. */
export function wellness(felt: Felt): number {
  return (1 + pleasure(felt)) / 2;
}

/** Mean of values with weights ≥ 0; undefined without any weight. */
export function weightedMean(values: Iterable<{ value: number; weight: number }>): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { value, weight } of values) {
    sum += value * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : undefined;
}

/**
 * Stability over runs of observations, [0, 1]: 1 less half the root mean square of successive differences of pleasure,
 * the usual measure of affective instability (Jahng, Wood and Trull, 2008). Differences are taken within a run, such
 * as a session, never across two. 1 where no run has two observations: no volatility was seen.
 */
export function emotionalStability(runs: Iterable<readonly Felt[]>): number {
  let squares = 0;
  let steps = 0;
  for (const run of runs) {
    for (let index = 1; index < run.length; index++) {
      const [before, after] = [run[index - 1], run[index]];
      if (!before || !after) continue;
      squares += (pleasure(after) - pleasure(before)) ** 2;
      steps++;
    }
  }
  return steps === 0 ? 1 : Math.max(0, 1 - Math.sqrt(squares / steps) / 2);
}
