import type { Felt } from '../../learning/wellness.ts';
import { EMOTIONS, type EmotionalState } from '../../schema/vocabulary/emotions.ts';
import type { SeededRandom } from '../../std/random.ts';
import type { Nature } from './nature.ts';

/** What just happened to a learner. */
export interface Happening {
  readonly kind: 'right' | 'wrong' | 'explained';
  /** Difficulty less skill, logits: positive is hard. */
  readonly gap: number;
  readonly isAssessment: boolean;
  /** Minutes since the session began. */
  readonly minutesIn: number;
  /** Local hour, [0, 24). */
  readonly hour: number;
}

type Weights = Partial<Record<EmotionalState, number>>;

/** Tasks easier than this bore, harder ones than that press, logits. */
const EASY = -1.6;
const HARD = 0.6;

/**
 * How a learner feels from exchange to exchange: a Markov chain whose weights follow the dynamics of affective states
 * in complex learning (D'Mello and Graesser, 2012). An impasse turns engagement into confusion; confusion resolved
 * leads back to engagement, confusion that persists to frustration, and frustration to boredom or discouragement.
 * Easy success bores, hard success makes proud. States persist: emotions have inertia.
 */
export class Affect {
  #state: EmotionalState;
  #sameFor = 0;
  #rightInRow = 0;
  #wrongInRow = 0;
  #soothed = false;

  constructor(
    readonly nature: Nature,
    readonly random: SeededRandom,
  ) {
    const { anxiety, curiosity } = nature.temperament;
    this.#state = random.weighted<EmotionalState>({
      neutral: 1,
      calm: 0.8,
      engaged: 0.8,
      curious: 0.3 + curiosity,
      excited: 0.3 * curiosity,
      anxious: 0.5 * anxiety,
      tired: 0.2,
      bored: 0.2,
    });
  }

  get state(): EmotionalState {
    return this.#state;
  }

  /** Exchanges spent in the state so far. */
  get sameFor(): number {
    return this.#sameFor;
  }

  get wrongInRow(): number {
    return this.#wrongInRow;
  }

  /** What the state does to the chance of a right answer, logits. */
  get mood(): number {
    return { helps: 0.15, neutral: 0, ambivalent: -0.1, hinders: -0.4 }[EMOTIONS[this.#state].role];
  }

  /** Support that was given: unpleasant states are likelier to pass with the next exchange. */
  soothe(): void {
    this.#soothed = true;
  }

  /** The state after something happened, and how strong it is. */
  step(happening: Happening): Felt {
    this.#rightInRow = happening.kind === 'right' ? this.#rightInRow + 1 : 0;
    if (happening.kind !== 'explained')
      this.#wrongInRow = happening.kind === 'wrong' ? this.#wrongInRow + 1 : 0;
    const next = this.random.weighted(this.#weights(happening));
    this.#sameFor = next === this.#state ? this.#sameFor + 1 : 0;
    this.#state = next;
    this.#soothed = false;
    return { emotion: next, intensity: this.#intensity() };
  }

  #weights(happening: Happening): Weights {
    const base = { right: this.#afterRight, wrong: this.#afterWrong, explained: this.#afterHelp }[
      happening.kind
    ];
    const weights: Weights = base.call(this, happening);
    const { attentionMinutes } = this.nature;
    const fatigue =
      Math.max(0, happening.minutesIn / attentionMinutes - 0.8) + (happening.hour >= 22 ? 0.5 : 0);
    weights.tired = (weights.tired ?? 0) + 0.8 * fatigue;
    weights[this.#state] = (weights[this.#state] ?? 0) + 1.4;
    if (!this.#soothed) return weights;
    const { resilience } = this.nature.temperament;
    for (const emotion of Object.keys(weights) as EmotionalState[]) {
      if (EMOTIONS[emotion].valence < 0)
        weights[emotion] = (weights[emotion] ?? 0) * (0.5 - 0.3 * resilience);
    }
    return { ...weights, calm: (weights.calm ?? 0) + 1, engaged: (weights.engaged ?? 0) + 0.6 };
  }

  #afterRight({ gap }: Happening): Weights {
    const { boredom, curiosity, anxiety } = this.nature.temperament;
    const streak = Math.min(3, this.#rightInRow - 1);
    if (gap < EASY) {
      return {
        neutral: 0.8,
        calm: 0.8,
        confident: 0.6,
        engaged: 0.5,
        bored: 0.3 * boredom * (1 + 2 * Math.max(0, streak)),
      };
    }
    const relief = EMOTIONS[this.#state].valence < 0 ? 1 : 0;
    return {
      engaged: 2,
      confident: 0.5 + 0.4 * Math.max(0, streak) * (1.3 - anxiety),
      curious: 0.6 * curiosity,
      calm: 0.4 + 0.4 * relief,
      proud: gap > HARD ? 1.2 + relief : 0.15,
      excited: gap > HARD ? 0.5 : 0.1,
      surprised: gap > HARD ? 0.4 * anxiety : 0.05,
      neutral: 0.5,
    };
  }

  #afterWrong({ gap, isAssessment }: Happening): Weights {
    const { anxiety, boredom, resilience } = this.nature.temperament;
    const pressed = isAssessment ? 1.5 : 0.5;
    const fragile = 1.2 - resilience;
    const isHard = gap > HARD;
    const stuck = Math.min(3, this.#wrongInRow - 1);
    const anxious = anxiety * pressed * (isHard ? 1 : 0.6);
    switch (this.#state) {
      case 'confused':
        return { frustrated: fragile * (1.2 + stuck), confused: 0.8, engaged: 0.5 * resilience, anxious };
      case 'frustrated':
        return {
          frustrated: 0.6,
          discouraged: 1.1 * fragile,
          bored: 0.5 + 0.5 * boredom,
          overwhelmed: isHard ? 1.1 * fragile : 0.3,
          engaged: 0.4 * resilience,
          anxious,
        };
      case 'bored':
        return { bored: 0.8, frustrated: 0.6, confused: 0.5, tired: 0.3 };
      case 'discouraged':
      case 'overwhelmed':
        return { discouraged: 0.8, overwhelmed: 0.5, frustrated: 0.5, anxious, neutral: 0.5 * resilience };
      default:
        return {
          confused: isHard ? 2 : 1,
          surprised: isHard ? 0.1 : 0.5,
          engaged: 0.6 + resilience,
          neutral: 0.5,
          frustrated: 0.5 * fragile * (1 + stuck),
          anxious,
        };
    }
  }

  #afterHelp(): Weights {
    const { curiosity, resilience } = this.nature.temperament;
    switch (this.#state) {
      case 'confused':
      case 'surprised':
        return { engaged: 1.6, curious: 0.8 + curiosity, confused: 0.4, calm: 0.4 };
      case 'frustrated':
      case 'overwhelmed':
      case 'discouraged':
        return { calm: 0.5 + resilience, engaged: 0.6 + resilience, neutral: 0.6, confused: 0.3 };
      default:
        return { curious: 0.6 + curiosity, engaged: 1, neutral: 0.6, calm: 0.3 };
    }
  }

  #intensity(): number {
    const { expressiveness } = this.nature.temperament;
    const built = 0.08 * Math.min(4, this.#sameFor);
    const raw = 0.25 + 0.35 * expressiveness + built + this.random.normal(0, 0.08);
    return Math.round(100 * Math.min(1, Math.max(0.05, raw))) / 100;
  }
}
