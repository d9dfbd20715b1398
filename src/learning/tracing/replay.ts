import type { PracticeLog } from '../evaluation/practice-log.ts';
import { FEATURES } from './features.ts';
import { exposed, NO_TRACE, type PracticeTrace, traced } from './practice-trace.ts';

/** Takes the features of an attempt, one by one. */
export type FeatureSink = (column: number, value: number) => void;

/** Where the features of each kind stand among the columns of a regression. */
export class TracingColumns {
  readonly items: number;
  readonly skills: number;
  /** Of each skill, what a right and what a wrong answer add to or take from the weight of all skills. */
  readonly slopes: number;
  readonly features: number;
  readonly intercept: number;
  readonly count: number;

  constructor(itemCount: number, skillCount: number) {
    this.items = 0;
    this.skills = this.items + itemCount;
    this.slopes = this.skills + skillCount;
    this.features = this.slopes + 2 * skillCount;
    this.intercept = this.features + 3 * FEATURES.length;
    this.count = this.intercept + 1;
  }
}

/**
 * The traces of everybody in a log, as they were before each event: learner × item, learner × skill, learner. Constant
 * time an event.
 */
export class Replay {
  readonly #log: PracticeLog;
  readonly #columns: TracingColumns;
  readonly #ofItem = new Map<number, PracticeTrace>();
  readonly #ofSkill = new Map<number, PracticeTrace>();
  readonly #ofAll = new Map<number, PracticeTrace>();

  constructor(log: PracticeLog, columns: TracingColumns) {
    this.#log = log;
    this.#columns = columns;
  }

  /** What is known before an event, as features. Several skills count as their mean. */
  features(event: number, sink: FeatureSink): void {
    const log = this.#log;
    const columns = this.#columns;
    const learner = log.learner(event);
    const nowMs = log.atMs(event);
    const count = log.skillCount(event);
    sink(columns.intercept, 1);
    sink(columns.items + log.item(event), 1);
    const ofSkill = new Float64Array(FEATURES.length);
    for (let which = 0; which < count; which++) {
      const skill = log.skill(event, which);
      const trace = this.#ofSkill.get(this.#skillKey(learner, skill)) ?? NO_TRACE;
      sink(columns.skills + skill, 1 / count);
      sink(columns.slopes + 2 * skill, Math.log1p(trace.right) / count);
      sink(columns.slopes + 2 * skill + 1, Math.log1p(trace.wrong) / count);
      for (let at = 0; at < FEATURES.length; at++) {
        ofSkill[at] = (ofSkill[at] as number) + (FEATURES[at]?.value(trace, nowMs) ?? 0) / count;
      }
    }
    const ofItem = this.#ofItem.get(this.#itemKey(learner, log.item(event))) ?? NO_TRACE;
    const ofAll = this.#ofAll.get(learner) ?? NO_TRACE;
    for (let at = 0; at < FEATURES.length; at++) {
      const column = columns.features + 3 * at;
      sink(column, FEATURES[at]?.value(ofItem, nowMs) ?? 0);
      sink(column + 1, ofSkill[at] as number);
      sink(column + 2, FEATURES[at]?.value(ofAll, nowMs) ?? 0);
    }
  }

  /** Goes behind an event. `expected` is the probability that an average learner is right. */
  pass(event: number, expected: number): void {
    const log = this.#log;
    const learner = log.learner(event);
    const atMs = log.atMs(event);
    const after = log.isAttempt(event)
      ? (trace: PracticeTrace) => traced(trace, { atMs, score: log.score(event), expected })
      : (trace: PracticeTrace) => exposed(trace, atMs);
    const change = (traces: Map<number, PracticeTrace>, key: number) =>
      traces.set(key, after(traces.get(key) ?? NO_TRACE));
    change(this.#ofItem, this.#itemKey(learner, log.item(event)));
    change(this.#ofAll, learner);
    for (let which = 0; which < log.skillCount(event); which++) {
      change(this.#ofSkill, this.#skillKey(learner, log.skill(event, which)));
    }
  }

  #itemKey(learner: number, item: number): number {
    return learner * this.#log.items.count + item;
  }

  #skillKey(learner: number, skill: number): number {
    return learner * this.#log.skills.count + skill;
  }
}
