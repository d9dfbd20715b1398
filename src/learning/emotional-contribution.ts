import type { NewEmotionalContributionDocument } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES, EMOTIONS, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import { PARTS_OF_DAY, type PartOfDay } from '../schema/vocabulary/parts-of-day.ts';
import {
  feltAttemptsOf,
  type ObservedSession,
  recoveriesOf,
  type Spell,
  spellMinutes,
  spellsOf,
} from './emotional-spells.ts';
import { localTimeOf } from './local-day.ts';
import { pleasure, wellness } from './wellness.ts';

/**
 * The sums that a session adds to the summaries of its periods. Every number of a summary follows from the sums of its
 * sessions, so a period can be made again from them, and one session changes only its own.
 */
export type Contribution = Pick<
  NewEmotionalContributionDocument,
  'stability_steps' | 'stability_squares' | 'states' | 'parts_of_day' | 'interventions'
>;

export type FeltSums = Contribution['states'][number];
type InterventionSums = Contribution['interventions'][number];

const TRIGGERS_MAX = 20;
const INTERVENTIONS_MAX = 50;

/** Local hour with which each part of the day begins; the night runs over midnight. */
const PART_STARTS: readonly { readonly part: PartOfDay; readonly from: number }[] = [
  { part: 'night', from: 0 },
  { part: 'morning', from: 5 },
  { part: 'afternoon', from: 12 },
  { part: 'evening', from: 17 },
  { part: 'night', from: 22 },
];

/** What a session adds; the time zone says which part of the day its spells fall into. Linear in its events. */
export function contributionOf(session: ObservedSession, timeZone: string): Contribution {
  const spells = spellsOf(session);
  return {
    ...stabilityOf(spells),
    states: statesOf(session, spells),
    parts_of_day: partsOf(spells, timeZone),
    interventions: interventionsOf(session, spells),
  };
}

/** The first and the second sum of several sessions are taken in the order given. */
function stabilityOf(spells: readonly Spell[]): Pick<Contribution, 'stability_steps' | 'stability_squares'> {
  let squares = 0;
  for (let at = 1; at < spells.length; at++) {
    const [before, after] = [spells[at - 1], spells[at]];
    if (before && after) squares += (pleasure(after) - pleasure(before)) ** 2;
  }
  return { stability_steps: Math.max(0, spells.length - 1), stability_squares: squares };
}

/** Sums of one state before anything was felt. */
export function nothingFelt(emotion: EmotionalState): FeltSums {
  const none = { count: 0, score_sum: 0 };
  return {
    emotion,
    observations: 0,
    minutes: 0,
    wellness_sum: 0,
    wellness_minutes: 0,
    attempts_new: none,
    attempts_practice: none,
    attempts_assessment: none,
    mastered: 0,
    recoveries: 0,
    recovery_minutes: 0,
    triggers: [],
  };
}

function statesOf(session: ObservedSession, spells: readonly Spell[]): FeltSums[] {
  const sums = new Map<EmotionalState, FeltSums>();
  const change = (emotion: EmotionalState, of: (felt: FeltSums) => Partial<FeltSums>): void => {
    const felt = sums.get(emotion) ?? nothingFelt(emotion);
    sums.set(emotion, { ...felt, ...of(felt) });
  };
  for (const spell of spells) {
    const [minutes, well] = [spellMinutes(spell), wellness(spell)];
    change(spell.emotion, (felt) => ({
      observations: felt.observations + 1,
      minutes: felt.minutes + minutes,
      wellness_sum: felt.wellness_sum + well,
      wellness_minutes: felt.wellness_minutes + well * minutes,
    }));
  }
  for (const { emotion, kind, score } of feltAttemptsOf(session, spells)) {
    const name = `attempts_${kind}` as const;
    change(emotion, (felt) => ({
      [name]: { count: felt[name].count + 1, score_sum: felt[name].score_sum + score },
    }));
  }
  for (const { emotion, minutes } of recoveriesOf(spells)) {
    change(emotion, (felt) => ({
      recoveries: felt.recoveries + 1,
      recovery_minutes: felt.recovery_minutes + minutes,
    }));
  }
  for (const concept of session.learning_progress.concepts_mastered) {
    const last = session.interactions.findLast(({ assessed }) => assessed?.concept === concept);
    const spell = last && spells.findLast(({ fromMs }) => fromMs < last.timestamp.getTime());
    if (spell) change(spell.emotion, (felt) => ({ mastered: felt.mastered + 1 }));
  }
  for (const { emotion, trigger } of session.emotional_journey.emotional_states_timeline) {
    if (trigger !== undefined) change(emotion, (felt) => ({ triggers: counted(felt.triggers, trigger) }));
  }
  return inVocabularyOrder(sums);
}

function counted(triggers: FeltSums['triggers'], trigger: string): FeltSums['triggers'] {
  const known = triggers.some((one) => one.trigger === trigger);
  if (!known) return triggers.length < TRIGGERS_MAX ? [...triggers, { trigger, count: 1 }] : triggers;
  return triggers.map((one) => (one.trigger === trigger ? { trigger, count: one.count + 1 } : one));
}

/** The part of the day an instant falls into where the learner is. */
export function partOfDay(instant: Date, timeZone: string): PartOfDay {
  const { hour } = localTimeOf(instant, timeZone);
  return PART_STARTS.findLast(({ from }) => from <= hour)?.part ?? 'night';
}

function partsOf(spells: readonly Spell[], timeZone: string): Contribution['parts_of_day'] {
  const sums = new Map<PartOfDay, Contribution['parts_of_day'][number]>();
  for (const spell of spells) {
    const part = partOfDay(new Date(spell.fromMs), timeZone);
    const before = sums.get(part) ?? {
      part,
      minutes: 0,
      wellness_minutes: 0,
      helping_minutes: 0,
      hindering_minutes: 0,
    };
    const minutes = spellMinutes(spell);
    const { role } = EMOTIONS[spell.emotion];
    sums.set(part, {
      part,
      minutes: before.minutes + minutes,
      wellness_minutes: before.wellness_minutes + wellness(spell) * minutes,
      helping_minutes: before.helping_minutes + (role === 'helps' ? minutes : 0),
      hindering_minutes: before.hindering_minutes + (role === 'hinders' ? minutes : 0),
    });
  }
  return PARTS_OF_DAY.flatMap((part) => sums.get(part) ?? []);
}

function interventionsOf(session: ObservedSession, spells: readonly Spell[]): InterventionSums[] {
  const sums = new Map<string, InterventionSums>();
  for (const one of session.emotional_journey.interventions_applied) {
    const kind = one.intervention_type;
    const known = sums.get(kind);
    if (!known && sums.size >= INTERVENTIONS_MAX) continue;
    const atMs = one.timestamp.getTime();
    const before = spells.findLast(({ fromMs }) => fromMs <= atMs);
    const after = spells.find(({ fromMs }) => fromMs > atMs);
    const judged = before !== undefined && after !== undefined;
    const helped = judged && wellness(after) > wellness(before);
    const rating = one.effectiveness_rating;
    const states = new Set([...(known?.helped_states ?? []), ...(helped ? [before.emotion] : [])]);
    sums.set(kind, {
      intervention_type: kind,
      applied: (known?.applied ?? 0) + 1,
      judged: (known?.judged ?? 0) + (judged ? 1 : 0),
      helped: (known?.helped ?? 0) + (helped ? 1 : 0),
      ratings: (known?.ratings ?? 0) + (rating === undefined ? 0 : 1),
      rating_sum: (known?.rating_sum ?? 0) + (rating ?? 0),
      helped_states: EMOTIONAL_STATES.filter((state) => states.has(state)),
    });
  }
  return [...sums.values()];
}

function inVocabularyOrder(sums: ReadonlyMap<EmotionalState, FeltSums>): FeltSums[] {
  return EMOTIONAL_STATES.flatMap((emotion) => sums.get(emotion) ?? []);
}
