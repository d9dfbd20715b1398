import type { ContentMasteryDocument } from '../../derive/generated/documents.ts';
import { EMOTIONAL_STATES } from '../../schema/vocabulary/emotions.ts';
import { LEARNING_STYLES } from '../../schema/vocabulary/fields.ts';
import { logOddsOf } from '../dna/log-odds.ts';
import { difficultyFor } from '../dna/values.ts';
import { expectedOf } from '../mastery.ts';
import type { Practice } from './practice.ts';

type Evidence = ContentMasteryDocument['evidence'];
type Personal = ContentMasteryDocument['personalization_data'];
type Scores = NonNullable<Evidence['by_style']>[string];

/** What a learner agreed to have worked out. */
export interface PersonalConsents {
  /** Learning analytics. */
  readonly analytics: boolean;
  /** Use of emotional data. */
  readonly emotionalData: boolean;
}

/** Attempts at tasks of known difficulty below which no best difficulty is told. */
export const DIFFICULTY_ATTEMPTS_MIN = 5;
/** Attempts at which what was seen of a concept counts as much as that the learner is an average one. */
const DIFFICULTY_ATTEMPTS_HALF = 8;
/** Attempts with a style below which nothing is said of it, and as many without it for it to be called effective. */
export const STYLE_ATTEMPTS_MIN = 5;
/** Attempts in a state below which nothing is said of it. */
export const EMOTION_ATTEMPTS_MIN = 3;
/** Normal quantile that a difference of means must reach: by chance it does in 5 of 100 cases. */
const Z = 1.6449;
const STYLES_MAX = 20;

/** What is known of a learner who agreed to nothing, or of whom nothing is known. */
export const NOTHING_PERSONAL: Personal = {
  optimal_difficulty_level: null,
  effective_learning_strategies: [],
  emotional_associations: {},
  learning_style_effectiveness: {},
};

/** The evidence with one more time of practice; a feeling counts only where the learner agrees to its use. */
export function withPersonal(
  evidence: Evidence,
  { score, difficulty, explanation_style: style, emotion }: Practice,
  consents: PersonalConsents,
): Evidence {
  if (score === undefined) return evidence;
  const next = { ...evidence };
  if (difficulty !== undefined) {
    const { attempts, score_sum, difficulty_sum } = evidence.tasks ?? NO_TASKS;
    next.tasks = {
      attempts: attempts + 1,
      score_sum: score_sum + score,
      difficulty_sum: difficulty_sum + difficulty,
    };
  }
  if (style !== undefined) next.by_style = counted(evidence.by_style, style, score, STYLES_MAX);
  if (emotion !== undefined && consents.emotionalData) {
    next.by_emotion = counted(evidence.by_emotion, emotion, score, EMOTIONAL_STATES.length);
  }
  return next;
}

/**
 * What works for the learner with this concept. What rests on too little is null or left out; without consent to
 * analytics nothing is said.
 *
 * - best difficulty: where 85 of 100 tasks are solved, by the log-odds of the score less those that the mean difficulty
 *   lets expect, drawn towards an average learner by 8 attempts; from 5 attempts on.
 * - effective strategies: styles of explanation with at least 5 attempts, and 5 without them, whose mean score is above
 *   that of the others by more than chance explains in 95 of 100 cases (one-sided z test of two means); best first.
 * - styles and states: mean score, from 5 and 3 attempts on.
 */
export function personalFrom(evidence: Evidence, consents: PersonalConsents): Personal {
  if (!consents.analytics) return NOTHING_PERSONAL;
  const { tasks, by_style = {}, by_emotion = {} } = evidence;
  return {
    optimal_difficulty_level: tasks ? bestDifficulty(tasks) : null,
    effective_learning_strategies: effective(by_style, evidence),
    emotional_associations: consents.emotionalData
      ? means(by_emotion, EMOTIONAL_STATES, EMOTION_ATTEMPTS_MIN)
      : {},
    learning_style_effectiveness: means(by_style, LEARNING_STYLES, STYLE_ATTEMPTS_MIN),
  };
}

const NO_TASKS = { attempts: 0, score_sum: 0, difficulty_sum: 0 };

function bestDifficulty({ attempts, score_sum, difficulty_sum }: NonNullable<Evidence['tasks']>) {
  if (attempts < DIFFICULTY_ATTEMPTS_MIN) return null;
  const reached = (score_sum + 0.5) / (attempts + 1);
  const ability = logOddsOf(reached) - logOddsOf(expectedOf(difficulty_sum / attempts));
  return difficultyFor((ability * attempts) / (attempts + DIFFICULTY_ATTEMPTS_HALF));
}

function effective(byStyle: Readonly<Record<string, Scores>>, all: Scores): string[] {
  return Object.entries(byStyle)
    .flatMap(([style, own]) => {
      const others = { attempts: all.attempts - own.attempts, score_sum: all.score_sum - own.score_sum };
      if (Math.min(own.attempts, others.attempts) < STYLE_ATTEMPTS_MIN) return [];
      const above = meanOf(own) - meanOf(others);
      const error = Math.sqrt(varianceOf(own) / own.attempts + varianceOf(others) / others.attempts);
      return above > Z * error ? [{ style, above }] : [];
    })
    .sort((a, b) => b.above - a.above || (a.style < b.style ? -1 : 1))
    .map(({ style }) => style);
}

function means<Key extends string>(
  sums: { readonly [Name in Key]?: Scores },
  keys: readonly Key[],
  attemptsMin: number,
): { [Name in Key]?: number } {
  const found: { [Name in Key]?: number } = {};
  for (const key of keys) {
    const own = sums[key];
    if (own && own.attempts >= attemptsMin) found[key] = meanOf(own);
  }
  return found;
}

function counted<Key extends string>(
  sums: { readonly [Name in Key]?: Scores } | undefined,
  key: Key,
  score: number,
  keysMax: number,
): { [Name in Key]?: Scores } & Record<string, Scores> {
  const known: { readonly [name: string]: Scores | undefined } = sums ?? {};
  const own = Object.hasOwn(known, key) ? known[key] : undefined;
  const next = Object.fromEntries(
    Object.entries(known).flatMap(([name, one]) => (one ? [[name, one] as const] : [])),
  );
  if (own || Object.keys(next).length < keysMax) {
    next[key] = { attempts: (own?.attempts ?? 0) + 1, score_sum: (own?.score_sum ?? 0) + score };
  }
  return next as { [Name in Key]?: Scores } & Record<string, Scores>;
}

const meanOf = ({ attempts, score_sum }: Scores): number => score_sum / attempts;

/** Of scores in [0, 1] with their mean, at most; half an attempt of each kind keeps it from vanishing. */
function varianceOf({ attempts, score_sum }: Scores): number {
  const mean = (score_sum + 0.5) / (attempts + 1);
  return mean * (1 - mean);
}
