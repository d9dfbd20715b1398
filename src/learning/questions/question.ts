import type { SeededRandom } from '../../std/random.ts';
import type { ConceptSlug } from './curriculum.ts';

/** A practice question. Its id alone re-creates it (`questionFrom`). */
export interface Question {
  /** Concept, difficulty and seed, as a slug. */
  readonly id: string;
  readonly concept: ConceptSlug;
  /** [0, 1] */
  readonly difficulty: number;
  readonly prompt: string;
  readonly kind: 'number' | 'choice' | 'text';
  /** What to choose from, in the order shown; only for a choice. */
  readonly choices?: readonly string[];
  readonly answer: string;
  /** Other answers that are just as right. */
  readonly alsoRight: readonly string[];
  /** Wrong answers that people typically give; at least one. */
  readonly mistakes: readonly string[];
  /** Why the answer is right. */
  readonly explanation: string;
}

/** What a learner may see before answering. */
export type AskedQuestion = Pick<Question, 'id' | 'concept' | 'difficulty' | 'prompt' | 'kind' | 'choices'>;

/** What one writer of questions gives. */
export interface Draft extends Pick<Question, 'prompt' | 'kind' | 'answer' | 'explanation'> {
  readonly choices?: readonly string[];
  readonly alsoRight?: readonly string[];
  readonly mistakes: readonly string[];
}

/** Writes a question of a concept; difficulty in [0, 1]. Pure: all chance comes from `random`. */
export type Writer = (difficulty: number, random: SeededRandom) => Draft;

/** A number as people write it: at most six decimals, none superfluous, the minus sign of a keyboard. */
export function plain(value: number): string {
  return String(Number(value.toFixed(6)));
}

/** A number within a text, with a real minus sign. */
export function shown(value: number): string {
  return plain(value).replace('-', '−');
}

/** A question whose answer is a number. */
export function numberQuestion(
  draft: Pick<Draft, 'prompt' | 'explanation'> & { answer: number; mistakes: readonly number[] },
): Draft {
  return { ...draft, kind: 'number', answer: plain(draft.answer), mistakes: draft.mistakes.map(plain) };
}

/** A question whose answer is one of some; the others are the mistakes. */
export function choiceQuestion(
  draft: Pick<Draft, 'prompt' | 'explanation' | 'answer'> & { choices: readonly string[] },
): Draft {
  return { ...draft, kind: 'choice', mistakes: draft.choices.filter((one) => one !== draft.answer) };
}

/** A question whose answer is written. */
export function textQuestion(draft: Omit<Draft, 'kind' | 'choices'>): Draft {
  return { ...draft, kind: 'text' };
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One item of a list that goes from easy to hard: near the difficulty, with some spread. */
export function nearDifficulty<T>(items: readonly T[], difficulty: number, random: SeededRandom): T {
  const centre = difficulty * (items.length - 1);
  const spread = Math.max(2, items.length / 4);
  const low = Math.max(0, Math.floor(centre - spread));
  const high = Math.min(items.length - 1, Math.ceil(centre + spread));
  return random.pick(items.slice(low, high + 1));
}

/** An integer whose range widens with the difficulty: up to `easyMax` at 0, up to `hardMax` at 1. */
export function sized(
  random: SeededRandom,
  difficulty: number,
  { low, easyMax, hardMax }: { low: number; easyMax: number; hardMax: number },
): number {
  return random.integer(low, Math.round(easyMax + (hardMax - easyMax) * difficulty));
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}

/** A fraction in lowest terms, as `3/4`, or as a whole number where it is one. */
export function fraction(top: number, bottom: number): string {
  const divisor = greatestCommonDivisor(top, bottom) * Math.sign(bottom);
  return bottom / divisor === 1 ? plain(top / divisor) : `${top / divisor}/${bottom / divisor}`;
}
