import type { EmotionalState } from '../../schema/vocabulary/emotions.ts';
import type { SeededRandom } from '../../std/random.ts';
import type { Affect } from './affect.ts';

/** Something the platform does for a learner who is not well. */
export interface Intervention {
  readonly type: string;
  readonly reason: string;
  readonly lastsSeconds: number;
}

const of = (type: string, lastsSeconds: number, ...reasons: string[]) => ({ type, lastsSeconds, reasons });

/** By state; what is not here needs nothing. */
const INTERVENTIONS: Partial<Record<EmotionalState, readonly ReturnType<typeof of>[]>> = {
  frustrated: [
    of('easier-task', 5, 'Several wrong answers in a row.', 'Frustration had lasted for a while.'),
    of('encouragement', 8, 'Signs of frustration after a mistake.'),
    of('short-break', 120, 'Frustration kept growing.'),
  ],
  overwhelmed: [
    of('smaller-steps', 10, 'Too much at once.', 'The task asked for several new things.'),
    of('breathing-exercise', 60, 'Signs of stress.'),
  ],
  anxious: [
    of('breathing-exercise', 60, 'Signs of tension before an answer.'),
    of('encouragement', 8, 'Worry about making mistakes.'),
  ],
  discouraged: [
    of('encouragement', 8, 'Wrote about giving up.', 'Answers became short.'),
    of('progress-reminder', 10, 'Had lost sight of the progress made.'),
  ],
  confused: [of('worked-example', 45, 'Confusion did not resolve by itself.')],
  bored: [
    of('harder-task', 5, 'The tasks were too easy.'),
    of('change-of-topic', 5, 'Attention was drifting.'),
  ],
  tired: [of('short-break', 150, 'Long session, slower answers.')],
};

/** Exchanges in a state before the platform steps in; confusion is productive for a while. */
const PATIENCE: Partial<Record<EmotionalState, number>> = { confused: 2, bored: 2, tired: 2 };

/** What to do now, if anything: states that last call for something, and now and then their beginning does. */
export function interventionFor({ state, sameFor }: Affect, random: SeededRandom): Intervention | undefined {
  const choices = INTERVENTIONS[state];
  const [isMoved, share] = [random.chance(0.7), random.next()];
  if (!choices || sameFor < (PATIENCE[state] ?? 1) || !isMoved) return undefined;
  const choice = choices[Math.floor(share * choices.length)];
  return (
    choice && { type: choice.type, reason: random.pick(choice.reasons), lastsSeconds: choice.lastsSeconds }
  );
}

/** How the learner rates what was done, 1 to 5; undefined where nobody asked or answered. */
export function ratingOf(better: boolean, always: boolean, random: SeededRandom): number | undefined {
  const [isRated, rating] = [random.chance(0.6), random.normal(better ? 4.1 : 2.6, 0.7)];
  return isRated || always ? Math.min(5, Math.max(1, Math.round(rating))) : undefined;
}
