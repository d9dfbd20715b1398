import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES, EMOTIONS, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import {
  type FeltAttempt,
  feltAttemptsOf,
  type ObservedSession,
  recoveriesOf,
  type Spell,
  spellMinutes,
} from './emotional-spells.ts';
import { sumsByEmotion } from './emotional-summary.ts';

type Correlation = EmotionalAnalyticsDocument['learning_correlation_analysis'];

/** Fewer attempts in a state say nothing about it. */
const ATTEMPTS_MIN = 3;
const PRODUCTIVE_MAX = 5;
const TRIGGERS_MAX = 3;
const RATE_MAX = 1000;

/** A session with the spells seen in it. */
export interface SessionSpells {
  readonly session: ObservedSession;
  readonly spells: readonly Spell[];
}

/**
 * How feelings and learning went together in a period. A state counts from three judged attempts in it.
 *
 * - productive: states, other than hindering ones, in which the mean score is at least that of all attempts, best first; with the concepts
 *   mastered in an hour of the state, a concept counting for the state before the session's last attempt at it.
 * - problematic: states, other than helping ones, in which it is lower; the hindrance is the difference, recovery the mean time until a state
 *   that is not unpleasant.
 * - optimal: the state, other than a hindering one, with the best mean score for new concepts, practice and assessment; null with too little data.
 *
 * The role of a state (`emotions.ts`) comes first, since easy tasks bring both boredom and right answers, hard ones pride
 * and wrong ones. What is left are correlations of one learner's period; they say nothing of causes.
 */
export function learningCorrelation(sessions: readonly SessionSpells[]): Correlation {
  const attempts = sessions.flatMap(({ session, spells }) => feltAttemptsOf(session, spells));
  const overall = meanScore(attempts) ?? 0;
  const states = EMOTIONAL_STATES.flatMap((emotion) => {
    const mean = meanOfState(attempts, emotion);
    return mean === undefined ? [] : [{ emotion, mean }];
  }).sort((a, b) => b.mean - a.mean);
  const mastered = masteredByEmotion(sessions);
  const minutesIn = sumsByEmotion(
    sessions.flatMap(({ spells }) => spells),
    spellMinutes,
  );
  const recoveries = sessions.flatMap(({ spells }) => recoveriesOf(spells));
  return {
    most_productive_emotions: states
      .filter(({ emotion, mean }) => EMOTIONS[emotion].role !== 'hinders' && mean >= overall)
      .slice(0, PRODUCTIVE_MAX)
      .map(({ emotion, mean }) => ({
        emotion,
        learning_effectiveness_score: mean,
        concepts_mastered_rate: hourlyRate(mastered.get(emotion) ?? 0, minutesIn.get(emotion) ?? 0),
      })),
    problematic_emotional_patterns: states
      .filter(({ emotion, mean }) => EMOTIONS[emotion].role !== 'helps' && mean < overall)
      .reverse()
      .map(({ emotion, mean }) => ({
        emotion,
        learning_hindrance_score: overall - mean,
        common_triggers: commonTriggers(sessions, emotion),
        recovery_time_minutes: meanOf(
          recoveries.filter((recovery) => recovery.emotion === emotion).map((recovery) => recovery.minutes),
        ),
      })),
    optimal_learning_conditions: {
      best_emotional_state_for_new_concepts: bestFor(attempts, 'new'),
      best_emotional_state_for_practice: bestFor(attempts, 'practice'),
      best_emotional_state_for_assessment: bestFor(attempts, 'assessment'),
    },
  };
}

function meanScore(attempts: readonly FeltAttempt[]): number | undefined {
  if (attempts.length === 0) return undefined;
  return attempts.reduce((sum, { score }) => sum + score, 0) / attempts.length;
}

function meanOfState(attempts: readonly FeltAttempt[], emotion: EmotionalState): number | undefined {
  const inState = attempts.filter((attempt) => attempt.emotion === emotion);
  return inState.length < ATTEMPTS_MIN ? undefined : meanScore(inState);
}

function bestFor(attempts: readonly FeltAttempt[], kind: FeltAttempt['kind']): EmotionalState | null {
  const ofKind = attempts.filter((attempt) => attempt.kind === kind);
  let best: { emotion: EmotionalState; mean: number } | undefined;
  for (const emotion of EMOTIONAL_STATES) {
    if (EMOTIONS[emotion].role === 'hinders') continue;
    const mean = meanOfState(ofKind, emotion);
    if (mean !== undefined && mean > (best?.mean ?? -1)) best = { emotion, mean };
  }
  return best?.emotion ?? null;
}

function masteredByEmotion(sessions: readonly SessionSpells[]): Map<EmotionalState, number> {
  const states = sessions.flatMap(({ session, spells }) =>
    session.learning_progress.concepts_mastered.flatMap((concept) => {
      const last = session.interactions.findLast(({ assessed }) => assessed?.concept === concept);
      const spell = last && spells.findLast(({ fromMs }) => fromMs < last.timestamp.getTime());
      return spell ? [{ emotion: spell.emotion }] : [];
    }),
  );
  return sumsByEmotion(states, () => 1);
}

function hourlyRate(concepts: number, minutesIn: number): number {
  return minutesIn > 0 ? Math.min(RATE_MAX, (60 * concepts) / minutesIn) : 0;
}

function commonTriggers(sessions: readonly SessionSpells[], emotion: EmotionalState): string[] {
  const numbers = new Map<string, number>();
  for (const { session } of sessions) {
    for (const observation of session.emotional_journey.emotional_states_timeline) {
      if (observation.emotion !== emotion || observation.trigger === undefined) continue;
      numbers.set(observation.trigger, (numbers.get(observation.trigger) ?? 0) + 1);
    }
  }
  return [...numbers]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TRIGGERS_MAX)
    .map(([trigger]) => trigger);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
