import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import type { SessionSpells } from './emotional-correlation.ts';
import { recoveriesOf } from './emotional-spells.ts';
import { wellness } from './wellness.ts';

type Interventions = EmotionalAnalyticsDocument['intervention_effectiveness'];

const KINDS_MAX = 50;
const STRATEGIES_MAX = 5;
/** A strategy is worth naming when it helped at least this often. */
const SUCCESS_MIN = 0.5;

interface Outcome {
  readonly kind: string;
  /** The state before; null where none was observed yet. */
  readonly before: EmotionalState | null;
  /** Whether wellness rose; undefined where nothing was observed before or after. */
  readonly helped: boolean | undefined;
  readonly rating: number | undefined;
}

/**
 * What was done and how it worked. An intervention succeeded when the next observed state of the session has a higher
 * wellness than the last one before; those without both do not count for the rate, which is 0 without any. Recovery is
 * the mean time from an unpleasant state to one that is not. Improvement after an intervention is no proof that the
 * intervention caused it.
 */
export function interventionEffectiveness(sessions: readonly SessionSpells[]): Interventions {
  const byKind = groupedByKind(sessions.flatMap(outcomesOf));
  const kinds = [...byKind].sort((a, b) => b[1].length - a[1].length).slice(0, KINDS_MAX);
  const applied = kinds.map(([kind, outcomes]) => ({
    intervention_type: kind,
    application_count: outcomes.length,
    success_rate: share(outcomes.filter(({ helped }) => helped !== undefined).map(({ helped }) => helped)),
    average_effectiveness_rating: meanOrNull(outcomes.flatMap(({ rating }) => rating ?? [])),
  }));
  return {
    interventions_applied: applied,
    emotional_recovery_patterns: {
      average_recovery_time_minutes: recoveryTimes(sessions),
      most_effective_recovery_strategies: applied
        .filter(({ success_rate }) => success_rate >= SUCCESS_MIN)
        .sort((a, b) => b.success_rate - a.success_rate)
        .slice(0, STRATEGIES_MAX)
        .map(({ intervention_type, success_rate }) => ({
          strategy: intervention_type.replaceAll('-', ' '),
          success_rate,
          applicable_emotions: statesHelped(byKind.get(intervention_type) ?? []),
        })),
    },
  };
}

function outcomesOf({ session, spells }: SessionSpells): Outcome[] {
  return session.emotional_journey.interventions_applied.map(
    ({ timestamp, intervention_type, effectiveness_rating }) => {
      const atMs = timestamp.getTime();
      const before = spells.findLast(({ fromMs }) => fromMs <= atMs);
      const after = spells.find(({ fromMs }) => fromMs > atMs);
      return {
        kind: intervention_type,
        before: before?.emotion ?? null,
        helped: before && after ? wellness(after) > wellness(before) : undefined,
        rating: effectiveness_rating,
      };
    },
  );
}

function recoveryTimes(sessions: readonly SessionSpells[]): Partial<Record<EmotionalState, number>> {
  const recoveries = sessions.flatMap(({ spells }) => recoveriesOf(spells));
  const times: Partial<Record<EmotionalState, number>> = {};
  for (const emotion of EMOTIONAL_STATES) {
    const mean = meanOrNull(recoveries.filter((one) => one.emotion === emotion).map((one) => one.minutes));
    if (mean !== null) times[emotion] = mean;
  }
  return times;
}

function statesHelped(outcomes: readonly Outcome[]): EmotionalState[] {
  const helped = new Set(outcomes.flatMap(({ helped, before }) => (helped && before ? [before] : [])));
  return EMOTIONAL_STATES.filter((emotion) => helped.has(emotion));
}

function share(values: readonly (boolean | undefined)[]): number {
  return values.length === 0 ? 0 : values.filter(Boolean).length / values.length;
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function groupedByKind(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(outcome.kind);
    if (group) group.push(outcome);
    else groups.set(outcome.kind, [outcome]);
  }
  return groups;
}
