import type { LearningDNADocument } from '../../derive/generated/documents.ts';
import { logOddsOf, probabilityOf } from './log-odds.ts';
import { MEASURES, type MeasureName } from './measures.ts';

type Dna = Pick<
  LearningDNADocument,
  'cognitive_profile' | 'motivation_profile' | 'emotional_learning_patterns' | 'learning_effectiveness'
>;

/** The field that each measure speaks of. */
export const FIELD_OF: Readonly<Record<MeasureName, string>> = {
  ability: 'cognitive_profile.complexity_preferences.preferred_difficulty_level',
  attention: 'cognitive_profile.processing_characteristics.attention_span_minutes',
  persistence: 'cognitive_profile.complexity_preferences.challenge_tolerance',
  exploration: 'motivation_profile.autonomy_preference',
  velocity: 'learning_effectiveness.overall_learning_velocity',
  recovery: 'emotional_learning_patterns.emotional_resilience_score',
};

/** Share of right answers at which learning is fastest (Wilson and others, The eighty five percent rule, 2019). */
const BEST_SUCCESS = 0.85;

/** Values are told in steps: smaller changes are not worth telling. */
const SHARE_STEP = 0.05;
const VELOCITY_STEP = 0.1;

/** The difficulty at which a learner of an ability, in log-odds, is right in 85 of 100 tasks; in steps of 0.05. */
export function difficultyFor(ability: number): number {
  return stepped(1 - probabilityOf(logOddsOf(BEST_SUCCESS) - ability), SHARE_STEP);
}

export const shareFrom = (value: number): number => stepped(Math.min(1, Math.max(0, value)), SHARE_STEP);
export const attentionFrom = (minutes: number): number => Math.round(minutes);
export const velocityFrom = (velocity: number): number => stepped(velocity, VELOCITY_STEP);

export function toleranceFrom(
  persistence: number,
): Dna['cognitive_profile']['complexity_preferences']['challenge_tolerance'] {
  return persistence < 0.5 ? 'low' : persistence > 0.85 ? 'high' : 'moderate';
}

export function autonomyFrom(exploration: number): Dna['motivation_profile']['autonomy_preference'] {
  if (exploration < 0.15) return 'guided';
  return exploration > 0.5 ? 'self_directed' : 'semi_independent';
}

/** Where measures start for a learner of whom a view was given: what that view amounts to. */
export function startsFrom(dna: Dna): Readonly<Record<MeasureName, number>> {
  const { processing_characteristics, complexity_preferences } = dna.cognitive_profile;
  const difficulty = Math.min(0.98, Math.max(0.02, complexity_preferences.preferred_difficulty_level));
  const within = (name: MeasureName, value: number) =>
    Math.min(MEASURES[name].maximum, Math.max(MEASURES[name].minimum, value));
  return {
    ability: within('ability', logOddsOf(BEST_SUCCESS) - logOddsOf(1 - difficulty)),
    attention: within('attention', processing_characteristics.attention_span_minutes),
    persistence: { low: 0.25, moderate: 0.7, high: 0.95 }[complexity_preferences.challenge_tolerance],
    exploration: { guided: 0.05, semi_independent: 0.3, self_directed: 0.8 }[
      dna.motivation_profile.autonomy_preference
    ],
    velocity: within('velocity', dna.learning_effectiveness.overall_learning_velocity),
    recovery: dna.emotional_learning_patterns.emotional_resilience_score ?? MEASURES.recovery.start,
  };
}

/** The nearest step, without the noise of binary fractions. */
function stepped(value: number, step: number): number {
  return Math.round(Math.round(value / step) * step * 1e6) / 1e6;
}
