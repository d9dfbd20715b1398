import { EMOTIONAL_STATES, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import { PARTS_OF_DAY } from '../schema/vocabulary/parts-of-day.ts';
import { type Contribution, type FeltSums, nothingFelt } from './emotional-contribution.ts';

/** A session's sums with the date it belongs to. */
export interface DatedContribution extends Contribution {
  /** Midnight UTC of the local date. */
  readonly local_date: Date;
}

type Part = Contribution['parts_of_day'][number];
type InterventionSums = Contribution['interventions'][number];

/** Sums over the sessions of a period. */
export interface PeriodSums {
  readonly sessions: number;
  readonly steps: number;
  readonly squares: number;
  /** In the order of the vocabulary; only states that were observed. */
  readonly states: readonly (FeltSums & { readonly sessions: number })[];
  readonly parts: readonly Part[];
  /** 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly {
    readonly weekday: number;
    readonly minutes: number;
    readonly wellness_minutes: number;
  }[];
  readonly interventions: readonly InterventionSums[];
}

/**
 * Adds up the sessions of a period, in the order given: the same sessions in the same order give the same sums to the
 * last bit, wherever they come from.
 */
export function periodSums(contributions: readonly DatedContribution[]): PeriodSums {
  const states = new Map<EmotionalState, FeltSums & { sessions: number }>();
  const parts = new Map<string, Part>();
  const weekdays = new Map<number, { minutes: number; wellness_minutes: number }>();
  const interventions = new Map<string, InterventionSums>();
  let [steps, squares] = [0, 0];
  for (const one of contributions) {
    steps += one.stability_steps;
    squares += one.stability_squares;
    for (const felt of one.states) {
      const before = states.get(felt.emotion) ?? { ...nothingFelt(felt.emotion), sessions: 0 };
      states.set(felt.emotion, { ...addFelt(before, felt), sessions: before.sessions + 1 });
    }
    const weekday = one.local_date.getUTCDay() || 7;
    for (const part of one.parts_of_day) {
      parts.set(part.part, addPart(parts.get(part.part), part));
      const day = weekdays.get(weekday) ?? { minutes: 0, wellness_minutes: 0 };
      weekdays.set(weekday, {
        minutes: day.minutes + part.minutes,
        wellness_minutes: day.wellness_minutes + part.wellness_minutes,
      });
    }
    for (const sums of one.interventions) {
      interventions.set(
        sums.intervention_type,
        addIntervention(interventions.get(sums.intervention_type), sums),
      );
    }
  }
  return {
    sessions: contributions.length,
    steps,
    squares,
    states: EMOTIONAL_STATES.flatMap((emotion) => states.get(emotion) ?? []),
    parts: PARTS_OF_DAY.flatMap((part) => parts.get(part) ?? []),
    weekdays: [...weekdays].sort(([a], [b]) => a - b).map(([weekday, sums]) => ({ weekday, ...sums })),
    interventions: [...interventions.values()],
  };
}

/** Judged attempts in a state, of every kind. */
export function attemptsIn({ attempts_new, attempts_practice, attempts_assessment }: FeltSums) {
  return {
    count: attempts_new.count + attempts_practice.count + attempts_assessment.count,
    score_sum: attempts_new.score_sum + attempts_practice.score_sum + attempts_assessment.score_sum,
  };
}

function addFelt(a: FeltSums, b: FeltSums): FeltSums {
  const attempts = (name: 'attempts_new' | 'attempts_practice' | 'attempts_assessment') => ({
    count: a[name].count + b[name].count,
    score_sum: a[name].score_sum + b[name].score_sum,
  });
  const triggers = new Map(a.triggers.map(({ trigger, count }) => [trigger, count]));
  for (const { trigger, count } of b.triggers) triggers.set(trigger, (triggers.get(trigger) ?? 0) + count);
  return {
    emotion: a.emotion,
    observations: a.observations + b.observations,
    minutes: a.minutes + b.minutes,
    wellness_sum: a.wellness_sum + b.wellness_sum,
    wellness_minutes: a.wellness_minutes + b.wellness_minutes,
    attempts_new: attempts('attempts_new'),
    attempts_practice: attempts('attempts_practice'),
    attempts_assessment: attempts('attempts_assessment'),
    mastered: a.mastered + b.mastered,
    recoveries: a.recoveries + b.recoveries,
    recovery_minutes: a.recovery_minutes + b.recovery_minutes,
    triggers: [...triggers].map(([trigger, count]) => ({ trigger, count })),
  };
}

function addPart(a: Part | undefined, b: Part): Part {
  if (!a) return b;
  return {
    part: a.part,
    minutes: a.minutes + b.minutes,
    wellness_minutes: a.wellness_minutes + b.wellness_minutes,
    helping_minutes: a.helping_minutes + b.helping_minutes,
    hindering_minutes: a.hindering_minutes + b.hindering_minutes,
  };
}

function addIntervention(a: InterventionSums | undefined, b: InterventionSums): InterventionSums {
  if (!a) return b;
  const states = new Set([...a.helped_states, ...b.helped_states]);
  return {
    intervention_type: a.intervention_type,
    applied: a.applied + b.applied,
    judged: a.judged + b.judged,
    helped: a.helped + b.helped,
    ratings: a.ratings + b.ratings,
    rating_sum: a.rating_sum + b.rating_sum,
    helped_states: EMOTIONAL_STATES.filter((state) => states.has(state)),
  };
}
