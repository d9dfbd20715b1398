import type { EmotionalAnalytics, EmotionalState } from '../../../api/types.ts';
import { type Tone, toneOf, VALENCE } from '../../../words/emotions.ts';

/** A state with its part of the time. */
export interface StateShare {
  state: EmotionalState;
  /** [0, 1] */
  share: number;
  minutes: number;
}

const statesOf = (summary: EmotionalAnalytics) =>
  Object.entries(summary.emotional_summary.emotion_distribution) as [
    EmotionalState,
    { total_time_minutes: number },
  ][];

/** How the time of all these periods was spread over the states, pleasant first. */
export function stateShares(summaries: readonly EmotionalAnalytics[]): StateShare[] {
  const minutes = new Map<EmotionalState, number>();
  for (const summary of summaries) {
    for (const [state, { total_time_minutes }] of statesOf(summary)) {
      minutes.set(state, (minutes.get(state) ?? 0) + total_time_minutes);
    }
  }
  const total = [...minutes.values()].reduce((sum, one) => sum + one, 0);
  return [...minutes]
    .filter(([, one]) => one > 0)
    .map(([state, one]) => ({ state, minutes: one, share: one / total }))
    .sort((a, b) => VALENCE[b.state] - VALENCE[a.state] || b.share - a.share);
}

/** Parts of the time of one period by tone, [0, 1]; null where no time was observed. */
export function toneShares(summary: EmotionalAnalytics): Record<Tone, number> | null {
  const shares = { pleasant: 0, even: 0, unpleasant: 0 };
  const all = stateShares([summary]);
  for (const { state, share } of all) shares[toneOf(state)] += share;
  return all.length === 0 ? null : shares;
}
