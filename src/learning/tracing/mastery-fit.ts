import { PASSING_SCORE } from '../attempt.ts';
import { type Quality, qualityOf } from '../evaluation/metrics.ts';
import { logistic, regress } from '../logistic/regression.ts';
import { ObservedRows } from '../logistic/rows.ts';
import { expectedOf, type MasteryParameters } from '../mastery.ts';
import { FEATURES } from './features.ts';
import { exposed, NO_TRACE, type PracticeTrace, traced } from './practice-trace.ts';

/** What a learner did with a concept at a moment. */
export interface ConceptAttempt {
  /** One key for subject, topic and concept. */
  readonly concept: string;
  readonly atMs: number;
  /** Share of the points, [0, 1]; undefined where nothing was judged. */
  readonly score: number | undefined;
  /** Difficulty of the task, [0, 1], where it is known. */
  readonly difficulty: number | undefined;
}

/** Standard deviation of each weight before anything is seen: 1. The intercept may be anything. */
const WEIGHT_PENALTY = 1;
const INTERCEPT_PENALTY = 1e-6;

/**
 * Attempts as the stored model sees them: what the trace of learner and concept says before each, and how it went.
 * About 90 bytes an attempt; learners are given one after the other, so that nothing else is held.
 */
export class MasteryRows {
  readonly #rows = new ObservedRows();

  get attempts(): number {
    return this.#rows.count;
  }

  /** Adds what one learner did, in order of time; the number of judged attempts. */
  add(attempts: readonly ConceptAttempt[]): number {
    const traces = new Map<string, PracticeTrace>();
    const before = this.#rows.count;
    for (const { concept, atMs, score, difficulty } of attempts) {
      const trace = traces.get(concept) ?? NO_TRACE;
      if (score === undefined) {
        traces.set(concept, exposed(trace, atMs));
        continue;
      }
      for (const [column, { value }] of FEATURES.entries()) this.#rows.feature(column, value(trace, atMs));
      this.#rows.feature(FEATURES.length, 1);
      this.#rows.end(score);
      traces.set(concept, traced(trace, { atMs, score, expected: expectedOf(difficulty) }));
    }
    return this.#rows.count - before;
  }

  /** The weights under which these attempts are likeliest, with the signs that keep the model monotone. */
  fit(): MasteryParameters {
    const penalties = new Float64Array(FEATURES.length + 1).fill(WEIGHT_PENALTY);
    penalties[FEATURES.length] = INTERCEPT_PENALTY;
    const { weights } = regress({
      rows: this.#rows,
      penalties,
      signs: Int8Array.from([...FEATURES.map(({ sign }) => sign), 0]),
      dependentFrom: 0,
    });
    return {
      intercept: weights[FEATURES.length] as number,
      weights: Object.fromEntries(FEATURES.map(({ name }, column) => [name, weights[column] as number])),
    };
  }

  /** How well a model predicts these attempts; each from what came before it. */
  judge({ intercept, weights }: MasteryParameters): Quality {
    const byColumn = [...FEATURES.map(({ name }) => weights[name] ?? 0), intercept];
    const { columns, values, ends, outcomes } = this.#rows.view();
    const predictions = new Float64Array(outcomes.length);
    for (let row = 0, at = 0; row < outcomes.length; row++) {
      let logit = 0;
      for (; at < (ends[row] as number); at++) {
        logit += (byColumn[columns[at] as number] as number) * (values[at] as number);
      }
      predictions[row] = logistic(logit);
    }
    return qualityOf(
      predictions,
      Uint8Array.from(outcomes, (score) => (score >= PASSING_SCORE ? 1 : 0)),
    );
  }
}
