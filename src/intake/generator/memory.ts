import {
  CONCEPTS,
  type ConceptSlug,
  type CurriculumConcept,
  conceptOf,
} from '../../learning/questions/curriculum.ts';
import { days } from '../../std/durations.ts';
import type { Nature } from './nature.ts';

/** What is really known of a concept. */
interface Trace {
  /** What practice has added to the ability, logits, when it was last practised. */
  gain: number;
  /** Days until half of the gain is gone. */
  halfLifeDays: number;
  lastMs: number;
}

/** Most that practice can add, logits. */
const GAIN_MAX = 3;
/** What the stage of the learner and the demand of a concept weigh, logits for the whole of a career. */
const STAGE_WEIGHT = 3.2;
/** Skill in a concept as demanding as the stage of an average learner, before any practice, logits. */
const START = -0.9;
/** How sharply the chance falls with the difficulty of a task. */
const DISCRIMINATION = 1.4;
/** Logits between the easiest and the hardest task. */
const DIFFICULTY_RANGE = 4;
const SLIP = 0.03;
/** Days of spacing that make a success strengthen the trace most. */
const HALF_LIFE_DAYS_MAX = 400;

/**
 * What a learner knows, hidden from the platform: an item-response model whose ability grows with practice and falls
 * with time. Skill in logits = a common start + ability in the subject + head start by stage + what practice added and time left of it
 * + what the prerequisites lend. The chance of a right answer is a three-parameter logistic of skill less difficulty
 * (Birnbaum, 1968). Forgetting halves the gain in a half-life that grows with each spaced success (Settles and Meeder,
 * 2016, half-life regression).
 */
export class Memory {
  readonly #traces = new Map<ConceptSlug, Trace>();

  constructor(readonly nature: Nature) {}

  /** Share of the gain that is left, [0, 1]; 1 before any practice. */
  retention(concept: ConceptSlug, at: Date): number {
    const trace = this.#traces.get(concept);
    if (!trace) return 1;
    return 2 ** (-Math.max(0, at.getTime() - trace.lastMs) / days(trace.halfLifeDays));
  }

  /** Skill in logits; 0 is an even chance at a task of middling difficulty. */
  skill(slug: ConceptSlug, at: Date): number {
    const concept = conceptOf(slug);
    if (!concept) return 0;
    const { ability, stage } = this.nature;
    const headStart = STAGE_WEIGHT * (stage - concept.demand);
    return START + ability[concept.subject] + headStart + this.#gain(slug, at) + this.#lent(concept, at);
  }

  /** Chance of a right answer, [0, 1]. `guess` is the chance of one without any knowledge; `mood` is in logits. */
  chance(slug: ConceptSlug, task: { difficulty: number; guess: number; mood: number; at: Date }): number {
    return chanceOf(this.skill(slug, task.at), task);
  }

  /** An explanation or an answer that was looked at: adds to the gain, most while little is known. */
  practise(slug: ConceptSlug, at: Date, effect: number): void {
    const trace = this.#at(slug, at);
    trace.gain += effect * this.nature.learningRate * (1 - trace.gain / GAIN_MAX);
  }

  /**
   * The first recall of a session: a success strengthens the trace, the more was forgotten before; a failure weakens
   * it a little. Half of what was forgotten comes back with it.
   */
  recall(slug: ConceptSlug, at: Date, right: boolean): void {
    const before = this.#traces.get(slug)?.gain ?? 0;
    const forgotten = 1 - this.retention(slug, at);
    const trace = this.#at(slug, at);
    trace.gain += (before - trace.gain) / 2;
    trace.halfLifeDays = Math.min(
      HALF_LIFE_DAYS_MAX,
      trace.halfLifeDays * (right ? 1.15 + 1.5 * forgotten : 0.85),
    );
  }

  /** The trace, brought forward to that moment. */
  #at(slug: ConceptSlug, at: Date): Trace {
    const trace = this.#traces.get(slug) ?? {
      gain: 0,
      halfLifeDays: this.nature.memoryDays,
      lastMs: at.getTime(),
    };
    trace.gain *= this.retention(slug, at);
    trace.lastMs = Math.max(trace.lastMs, at.getTime());
    this.#traces.set(slug, trace);
    return trace;
  }

  #gain(slug: ConceptSlug, at: Date): number {
    return (this.#traces.get(slug)?.gain ?? 0) * this.retention(slug, at);
  }

  /** Prerequisites that are well practised help; weak ones do not hold back beyond that. */
  #lent({ prerequisites }: CurriculumConcept, at: Date): number {
    return prerequisites.reduce(
      (sum, { concept, importance_weight }) => sum + 0.25 * importance_weight * this.#gain(concept, at),
      0,
    );
  }
}

/** Chance of a right answer, [0, 1], with a skill in logits; `guess` and `mood` as in `Memory.chance`. */
export function chanceOf(
  skill: number,
  { difficulty, guess, mood }: { difficulty: number; guess: number; mood: number },
): number {
  const gap = skill - difficultyLogits(difficulty) + mood;
  return guess + (1 - SLIP - guess) / (1 + Math.exp(-DISCRIMINATION * gap));
}

/** The difficulty of a task, [0, 1], on the scale of skill. */
export function difficultyLogits(difficulty: number): number {
  return DIFFICULTY_RANGE * (difficulty - 0.5);
}

/** The concepts within a learner's reach: not far beyond the stage. */
export function reachable(nature: Nature): readonly CurriculumConcept[] {
  return CONCEPTS.filter(({ demand }) => demand <= nature.stage + 0.25);
}
