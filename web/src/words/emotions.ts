import type { EmotionalState } from '../api/types.ts';

/** Unpleasant to pleasant, [-1, 1]: the order in which states are drawn and coloured. */
export const VALENCE: Record<EmotionalState, number> = {
  engaged: 0.6,
  curious: 0.6,
  confident: 0.7,
  excited: 0.8,
  proud: 0.8,
  calm: 0.4,
  neutral: 0,
  confused: -0.3,
  surprised: 0.1,
  frustrated: -0.7,
  anxious: -0.6,
  overwhelmed: -0.7,
  bored: -0.5,
  tired: -0.3,
  discouraged: -0.7,
};

export type Tone = 'pleasant' | 'even' | 'unpleasant';

/** Three tones and no more: a finer scale would claim a precision that the coordinates do not have. */
export function toneOf(emotion: EmotionalState): Tone {
  const valence = VALENCE[emotion];
  if (valence >= 0.3) return 'pleasant';
  return valence <= -0.4 ? 'unpleasant' : 'even';
}

export const TONE_VARIABLE: Record<Tone, string> = {
  pleasant: '--accent',
  even: '--amber-fill',
  unpleasant: '--clay-fill',
};

export const TONE_NAME: Record<Tone, string> = {
  pleasant: 'pleasant states',
  even: 'in between',
  unpleasant: 'unpleasant states',
};
