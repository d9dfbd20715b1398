import type { GrowingLists } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import { minutes } from '../std/durations.ts';
import { type Assessed, type Interaction, scoreOf } from './attempt.ts';
import { expectedOf } from './mastery.ts';
import type { TracedAttempt } from './tracing/practice-trace.ts';

/** One entry of a concept's learning history: the work on it in one session. */
export type HistoryEntry = GrowingLists['content_mastery']['learning_history'];

/** What a session did for one concept. */
export interface ConceptWork {
  readonly concept: string;
  readonly topic: string;
  /** Every assessed exchange, in order; those without a verdict are mere study. */
  readonly assessed: readonly Assessed[];
  /** The judged attempts among them. */
  readonly judged: readonly TracedAttempt[];
  /** Judged attempts, and the sum of their scores. */
  readonly attempts: number;
  readonly scoreSum: number;
  /** Mean difficulty of the tasks that say theirs, [0, 1]; 0 where none does. */
  readonly difficulty: number;
  readonly spentMinutes: number;
  /** The state seen most often with the concept; null where none was. */
  readonly dominantEmotion: EmotionalState | null;
  readonly lastAt: Date;
}

/** Longer gaps between two exchanges count as a pause of this length: the learner was elsewhere. */
export const PAUSE_MS_MAX = minutes(10);

/**
 * What a session did, concept by concept. Time on a concept is the time from the exchange before (at first, from the
 * start of the session), at most `PAUSE_MS_MAX` each; exchanges without a concept count for the last one.
 */
export function workByConcept(
  startedAt: Date,
  interactions: Iterable<Interaction>,
): ReadonlyMap<string, ConceptWork> {
  const tallies = new Map<string, Tally>();
  let before = startedAt.getTime();
  let current: Tally | undefined;
  for (const { timestamp, assessed, emotional_context } of interactions) {
    if (assessed) {
      current = tallies.get(assessed.concept) ?? new Tally(assessed.concept, assessed.topic);
      tallies.set(assessed.concept, current);
      current.add(assessed, timestamp);
    }
    current?.spend(before, timestamp);
    if (emotional_context) current?.feel(emotional_context.detected_emotion);
    before = Math.max(before, timestamp.getTime());
  }
  return new Map([...tallies].map(([concept, tally]) => [concept, tally.total()]));
}

/**
 * The history entry of a session's work on a concept. Without a judged attempt it is an introduction with score 0;
 * otherwise `activity` says what the session was for.
 */
export function historyEntry(
  sessionId: string,
  work: ConceptWork,
  activity: HistoryEntry['activity_type'],
): HistoryEntry {
  return {
    session_id: sessionId,
    date: work.lastAt,
    activity_type: work.attempts === 0 ? 'introduction' : activity,
    performance_score: work.attempts === 0 ? 0 : work.scoreSum / work.attempts,
    difficulty_level: work.difficulty,
    emotional_state: work.dominantEmotion,
    time_spent_minutes: work.spentMinutes,
  };
}

class Tally {
  readonly #assessed: Assessed[] = [];
  readonly #judged: TracedAttempt[] = [];
  readonly #seen = new Map<EmotionalState, number>();
  #attempts = 0;
  #scoreSum = 0;
  #difficultySum = 0;
  #difficulties = 0;
  #spentMs = 0;
  #lastMs = 0;

  constructor(
    readonly concept: string,
    readonly topic: string,
  ) {}

  add(assessed: Assessed, at: Date): void {
    this.#assessed.push(assessed);
    const score = scoreOf(assessed);
    if (score !== undefined) {
      this.#attempts++;
      this.#scoreSum += score;
      this.#judged.push({ atMs: at.getTime(), score, expected: expectedOf(assessed.difficulty) });
    }
    if (assessed.difficulty !== undefined) {
      this.#difficulties++;
      this.#difficultySum += assessed.difficulty;
    }
  }

  spend(fromMs: number, to: Date): void {
    this.#spentMs += Math.min(PAUSE_MS_MAX, Math.max(0, to.getTime() - fromMs));
    this.#lastMs = Math.max(this.#lastMs, to.getTime());
  }

  feel(emotion: EmotionalState): void {
    this.#seen.set(emotion, (this.#seen.get(emotion) ?? 0) + 1);
  }

  total(): ConceptWork {
    return {
      concept: this.concept,
      topic: this.topic,
      assessed: this.#assessed,
      judged: this.#judged,
      attempts: this.#attempts,
      scoreSum: this.#scoreSum,
      difficulty: this.#difficulties === 0 ? 0 : this.#difficultySum / this.#difficulties,
      spentMinutes: this.#spentMs / minutes(1),
      dominantEmotion: mostCommon(this.#seen),
      lastAt: new Date(this.#lastMs),
    };
  }
}

/** The state with the highest number; of equal ones the first of the vocabulary. Null without any. */
export function mostCommon(numbers: ReadonlyMap<EmotionalState, number>): EmotionalState | null {
  let best: EmotionalState | null = null;
  for (const emotion of EMOTIONAL_STATES) {
    const number = numbers.get(emotion) ?? 0;
    if (number > (best === null ? 0 : (numbers.get(best) ?? 0))) best = emotion;
  }
  return best;
}
