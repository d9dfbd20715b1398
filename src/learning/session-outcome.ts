import type { LearningSessionDocument } from '../derive/generated/documents.ts';
import { type ConceptTally, conceptsBelow, tallyOf } from './session-summary.ts';

type Outcome = LearningSessionDocument['session_outcome'];

/** What an outcome is concluded from. */
export interface OutcomeBasis {
  readonly objectives: readonly string[];
  /** How each concept went; names are slugs. */
  readonly concepts: Readonly<Record<string, ConceptTally>>;
  /** Concepts that were shown and not yet practised. */
  readonly introduced: readonly string[];
  /** Share of the planned session that was done, [0, 1]. */
  readonly completion: number;
}

/** Mean score from which an objective counts as met, with enough judged attempts on what it names, … */
const MET_SCORE = 0.7;
const MET_ATTEMPTS_MIN = 3;
/** … or on the session as a whole, where it names no concept. */
const MET_SESSION_ATTEMPTS_MIN = 5;
/** Mean score below which a concept needs more work, with enough judged attempts. */
const WEAK_SCORE = 0.6;
const WEAK_ATTEMPTS_MIN = 2;
/** Mean score from which harder tasks are worth trying. */
const STRONG_SCORE = 0.9;
const RECOMMENDATIONS_MAX = 20;

/**
 * What came of a session, by rules that can be told to a learner.
 *
 * - met: an objective that names a concept (every word of the concept's slug stands in it) is met when that concept has
 *   at least 3 judged attempts with 70 % of the points; with several, each of them. One that names none is met when
 *   the session was done as planned and reached 70 % in at least 5 judged attempts.
 * - more work: concepts with at least 2 judged attempts and less than 60 % of the points.
 * - recommendations: those concepts again with easier tasks, worst first; concepts that were only shown; harder tasks
 *   where at least 3 attempts reached 90 %.
 */
export function concludeSession(
  basis: OutcomeBasis,
): Pick<Outcome, 'learning_objectives_met' | 'areas_needing_more_work' | 'next_session_recommendations'> {
  const weak = conceptsBelow(basis.concepts, { score: WEAK_SCORE, attemptsMin: WEAK_ATTEMPTS_MIN });
  return {
    learning_objectives_met: basis.objectives.filter((objective) => isMet(objective, basis)),
    areas_needing_more_work: weak,
    next_session_recommendations: recommendations(weak, basis),
  };
}

function isMet(objective: string, { concepts, completion }: OutcomeBasis): boolean {
  const words = new Set(objective.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const named = Object.entries(concepts).filter(([slug]) => slug.split('-').every((word) => words.has(word)));
  if (named.length > 0) return named.every(([, tally]) => reaches(tally, MET_SCORE, MET_ATTEMPTS_MIN));
  const whole = Object.values(concepts).reduce(
    (sum, { attempts, score_sum }) => ({
      attempts: sum.attempts + attempts,
      score_sum: sum.score_sum + score_sum,
    }),
    { attempts: 0, score_sum: 0 },
  );
  return completion >= 1 && reaches(whole, MET_SCORE, MET_SESSION_ATTEMPTS_MIN);
}

function recommendations(weak: readonly string[], { concepts, introduced }: OutcomeBasis): string[] {
  const worstFirst = [...weak].sort((a, b) => meanOf(tallyOf(concepts, a)) - meanOf(tallyOf(concepts, b)));
  const shown = introduced.filter((concept) => tallyOf(concepts, concept) === undefined);
  const strong = Object.entries(concepts).filter(([, tally]) =>
    reaches(tally, STRONG_SCORE, MET_ATTEMPTS_MIN),
  );
  return [
    ...worstFirst.map((concept) => `Practise ${inWords(concept)} again with easier tasks.`),
    ...shown.map((concept) => `Try first tasks on ${inWords(concept)}.`),
    ...strong.map(([concept]) => `Try harder tasks on ${inWords(concept)}.`),
  ].slice(0, RECOMMENDATIONS_MAX);
}

function reaches({ attempts, score_sum }: ConceptTally, score: number, attemptsMin: number): boolean {
  return attempts >= attemptsMin && score_sum / attempts >= score;
}

function meanOf(tally: ConceptTally | undefined): number {
  return tally && tally.attempts > 0 ? tally.score_sum / tally.attempts : 0;
}

function inWords(slug: string): string {
  return slug.replaceAll('-', ' ');
}
