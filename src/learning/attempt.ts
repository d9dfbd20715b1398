import type { GrowingLists } from '../derive/generated/documents.ts';

/** One exchange of a session, as the schema declares it. */
export type Interaction = GrowingLists['learning_sessions']['interactions'];

/** What an interaction shows about a concept. */
export type Assessed = NonNullable<Interaction['assessed']>;

/** Score from which an answer with partial credit counts as right. */
export const PASSING_SCORE = 0.5;

type Verdict = Pick<Assessed, 'correct' | 'score' | 'rating'>;

/**
 * Share of the points reached, [0, 1]: the score where there is one; else 1 for a right answer and 0 for a wrong one;
 * else 0 for a recall rated "again" and 1 for any other rating. Undefined where nothing was judged: mere study.
 */
export function scoreOf({ correct, score, rating }: Verdict): number | undefined {
  if (score !== undefined) return score;
  if (correct !== undefined) return correct ? 1 : 0;
  if (rating !== undefined) return rating === 'again' ? 0 : 1;
  return undefined;
}

/** Whether the answer counts as right; undefined where nothing was judged. */
export function isRight(assessed: Verdict): boolean | undefined {
  if (assessed.correct !== undefined) return assessed.correct;
  const score = scoreOf(assessed);
  return score === undefined ? undefined : score >= PASSING_SCORE;
}
