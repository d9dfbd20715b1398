/** What is known of one emotional state. */
export interface Emotion {
  /** Unpleasant to pleasant, [-1, 1] (Russell, A circumplex model of affect, 1980). */
  readonly valence: number;
  /** Calm to activated, [-1, 1] (same). */
  readonly arousal: number;
  /** What it does to learning (Pekrun, 2006; D'Mello and Graesser, 2012: confusion can be productive). */
  readonly role: 'helps' | 'neutral' | 'hinders' | 'ambivalent';
}

/**
 * The achievement and epistemic emotions the platform knows. Sources: Pekrun, The control-value theory of achievement
 * emotions (2006); D'Mello and Graesser, Dynamics of affective states during complex learning (2012); Russell (1980).
 * The coordinates are ours, placed by those papers' descriptions; they order states and are not measurements.
 */
export const EMOTIONS = {
  engaged: { valence: 0.6, arousal: 0.5, role: 'helps' },
  curious: { valence: 0.6, arousal: 0.4, role: 'helps' },
  confident: { valence: 0.7, arousal: 0.2, role: 'helps' },
  excited: { valence: 0.8, arousal: 0.8, role: 'helps' },
  proud: { valence: 0.8, arousal: 0.4, role: 'helps' },
  calm: { valence: 0.4, arousal: -0.6, role: 'helps' },
  neutral: { valence: 0, arousal: 0, role: 'neutral' },
  confused: { valence: -0.3, arousal: 0.3, role: 'ambivalent' },
  surprised: { valence: 0.1, arousal: 0.7, role: 'ambivalent' },
  frustrated: { valence: -0.7, arousal: 0.6, role: 'hinders' },
  anxious: { valence: -0.6, arousal: 0.7, role: 'hinders' },
  overwhelmed: { valence: -0.7, arousal: 0.4, role: 'hinders' },
  bored: { valence: -0.5, arousal: -0.6, role: 'hinders' },
  tired: { valence: -0.3, arousal: -0.8, role: 'hinders' },
  discouraged: { valence: -0.7, arousal: -0.4, role: 'hinders' },
} as const satisfies Record<string, Emotion>;

export type EmotionalState = keyof typeof EMOTIONS;

export const EMOTIONAL_STATES = Object.keys(EMOTIONS) as readonly EmotionalState[];
