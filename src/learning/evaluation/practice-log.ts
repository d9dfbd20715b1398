import { Float32Column, Float64Column, Int32Column, Uint8Column } from '../logistic/columns.ts';

/** One event of a practice log. */
export interface PracticeEvent {
  readonly learner: string;
  /** The single task; the first skill where the log does not name it. */
  readonly item: string;
  /** What the task exercises; at least one. */
  readonly skills: readonly string[];
  readonly at: Date;
  /** Share of the points, [0, 1]; null for an exposure, which shows nothing. */
  readonly score: number | null;
}

/** What stands in for the score of an exposure. */
const EXPOSURE = -1;

/**
 * Attempts and exposures in their order, in columns: about thirty bytes an event, besides the names of learners, items
 * and skills, each once.
 */
export class PracticeLog {
  readonly learners = new Names();
  readonly items = new Names();
  readonly skills = new Names();
  readonly #learner = new Int32Column();
  readonly #item = new Int32Column();
  readonly #skillEnds = new Int32Column();
  readonly #skill = new Int32Column();
  readonly #atMs = new Float64Column();
  readonly #score = new Float32Column();
  readonly #isTest = new Uint8Column();

  get length(): number {
    return this.#score.length;
  }

  /** Adds an event; those for testing come after those for training. */
  add({ learner, item, skills, at, score }: PracticeEvent, isTest: boolean): void {
    this.#learner.push(this.learners.numberOf(learner));
    this.#item.push(this.items.numberOf(item));
    for (const skill of skills) this.#skill.push(this.skills.numberOf(skill));
    this.#skillEnds.push(this.#skill.length);
    this.#atMs.push(at.getTime());
    this.#score.push(score ?? EXPOSURE);
    this.#isTest.push(isTest ? 1 : 0);
  }

  learner(event: number): number {
    return this.#learner.at(event);
  }

  item(event: number): number {
    return this.#item.at(event);
  }

  /** How many skills the event exercises. */
  skillCount(event: number): number {
    return this.#skillEnds.at(event) - this.#skillsFrom(event);
  }

  skill(event: number, which: number): number {
    return this.#skill.at(this.#skillsFrom(event) + which);
  }

  /** Milliseconds since 1970. */
  atMs(event: number): number {
    return this.#atMs.at(event);
  }

  isAttempt(event: number): boolean {
    return this.#score.at(event) !== EXPOSURE;
  }

  /** Share of the points of an attempt. */
  score(event: number): number {
    return this.#score.at(event);
  }

  /** Whether an attempt counts as right: 1 or 0. */
  outcome(event: number): 0 | 1 {
    return this.score(event) >= 0.5 ? 1 : 0;
  }

  isTest(event: number): boolean {
    return this.#isTest.at(event) === 1;
  }

  #skillsFrom(event: number): number {
    return event === 0 ? 0 : this.#skillEnds.at(event - 1);
  }
}

/** Names as numbers from 0, in the order in which they are met. */
export class Names {
  readonly #numbers = new Map<string, number>();

  get count(): number {
    return this.#numbers.size;
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
