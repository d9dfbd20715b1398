import type { LearningSessionDocument } from '../derive/generated/documents.ts';
import { EMOTIONS, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import { minutes } from '../std/durations.ts';
import { scoreOf } from './attempt.ts';
import type { Felt, Observation } from './wellness.ts';

/** What emotional summaries look at in a session, with its lists complete. */
export type ObservedSession = Pick<
  LearningSessionDocument,
  'started_at' | 'ended_at' | 'interactions' | 'learning_progress'
> & {
  readonly session_context: Pick<LearningSessionDocument['session_context'], 'session_type'>;
  readonly emotional_journey: Pick<
    LearningSessionDocument['emotional_journey'],
    'emotional_states_timeline' | 'interventions_applied'
  >;
};

/** A stretch of time in one state: from its observation to the next one or the end of the session. */
export interface Spell extends Felt {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A judged attempt with the state it was made in. */
export interface FeltAttempt {
  readonly emotion: EmotionalState;
  readonly score: number;
  readonly kind: 'new' | 'practice' | 'assessment';
}

/** Longer spells count as this long: nothing was observed any more. */
export const SPELL_MS_MAX = minutes(15);

/** The spells of a session, in order of time. */
export function spellsOf(session: ObservedSession): Spell[] {
  const timeline = inOrder(session.emotional_journey.emotional_states_timeline);
  const lastMs = Math.max(
    session.ended_at?.getTime() ?? 0,
    session.interactions.at(-1)?.timestamp.getTime() ?? 0,
  );
  return timeline.map(({ emotion, intensity, timestamp }, index) => {
    const fromMs = timestamp.getTime();
    const untilMs = timeline[index + 1]?.timestamp.getTime() ?? Math.max(lastMs, fromMs);
    return { emotion, intensity, fromMs, toMs: Math.min(untilMs, fromMs + SPELL_MS_MAX) };
  });
}

/** Length of a spell in minutes. */
export function spellMinutes({ fromMs, toMs }: Spell): number {
  return (toMs - fromMs) / minutes(1);
}

/**
 * The judged attempts with the state observed last before each, since what is observed at an answer is already its
 * effect. Attempts before the first observation are left out.
 */
export function feltAttemptsOf(session: ObservedSession, spells: readonly Spell[]): FeltAttempt[] {
  const introduced = new Set(session.learning_progress.concepts_introduced);
  const isAssessment = session.session_context.session_type === 'assessment';
  const attempts: FeltAttempt[] = [];
  let next = 0;
  for (const { timestamp, assessed } of session.interactions) {
    const score = assessed && scoreOf(assessed);
    if (score === undefined) continue;
    while ((spells[next]?.fromMs ?? Number.POSITIVE_INFINITY) < timestamp.getTime()) next++;
    const before = spells[next - 1];
    if (!before) continue;
    const kind = isAssessment ? 'assessment' : introduced.has(assessed?.concept ?? '') ? 'new' : 'practice';
    attempts.push({ emotion: before.emotion, score, kind });
  }
  return attempts;
}

/** How long each unpleasant stretch lasted until a state that is not unpleasant, by the state it began with. */
export function recoveriesOf(spells: readonly Spell[]): { emotion: EmotionalState; minutes: number }[] {
  const recoveries: { emotion: EmotionalState; minutes: number }[] = [];
  let began: Spell | undefined;
  for (const spell of spells) {
    const isLow = EMOTIONS[spell.emotion].valence < 0;
    if (isLow) began ??= spell;
    else if (began) {
      recoveries.push({ emotion: began.emotion, minutes: (spell.fromMs - began.fromMs) / minutes(1) });
      began = undefined;
    }
  }
  return recoveries;
}

function inOrder(timeline: readonly Observation[]): Observation[] {
  return [...timeline].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
}
