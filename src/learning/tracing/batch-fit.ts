import type { PracticeLog } from '../evaluation/practice-log.ts';
import { logistic, type Regression, regress } from '../logistic/regression.ts';
import { ObservedRows } from '../logistic/rows.ts';
import { FEATURES } from './features.ts';
import { Replay, TracingColumns } from './replay.ts';

/** The model as it was fitted to the training part of a log. */
export interface FittedTracing {
  readonly columns: TracingColumns;
  readonly weights: Float64Array;
  /** Inverse variance of each weight: how far one more attempt may move it. */
  readonly information: Float64Array;
  /** Log-odds that an average learner is right: the intercept, items and skills alone. */
  readonly ease: Ease;
}

/** How easy tasks are, whoever tries: the part of the model that looks at no history. */
export interface Ease {
  readonly weights: Float64Array;
  readonly columns: TracingColumns;
}

/** Inverse variance of the priors where nothing is known yet: a standard deviation of 1 for items and skills, … */
const EASE_PENALTY = 1;
/** … of about 0.5 for what is special about a skill, … */
const SLOPE_PENALTY = 4;
/** … of 10 for what holds for everything, … */
const FEATURE_PENALTY = 0.01;
/** … and next to nothing is assumed of the intercept. */
const INTERCEPT_PENALTY = 1e-6;

/** Bounds of the penalties that are learned: standard deviations from 0.1 to 3. */
const PENALTY_MIN = 0.1;
const PENALTY_MAX = 100;

/** Columns whose dependence on each other is looked at: beyond it a fit takes more, but cheaper steps. */
const DEPENDENT_MAX = 800;

/** Rounds in which the variance of items and of skills is learned. */
const VARIANCE_ROUNDS = 4;

/**
 * Fits the model to the training events of a log. First how easy items and skills are, with the variance of each kind
 * learned from the data (empirical Bayes: Laplace's approximation, MacKay 1992); with it the traces are weighted, then
 * everything is fitted together. Nothing is chosen by hand for a file.
 */
export function fitTracing(log: PracticeLog): FittedTracing {
  const columns = new TracingColumns(log.items.count, log.skills.count);
  const { ease, penalties } = fitEase(log, columns);
  const rows = new ObservedRows();
  const replay = new Replay(log, columns);
  for (let event = 0; event < log.length && !log.isTest(event); event++) {
    if (log.isAttempt(event)) {
      replay.features(event, (column, value) => rows.feature(column, value));
      rows.end(log.score(event));
    }
    replay.pass(event, logistic(easeOf(log, event, ease)));
  }
  penalties.fill(SLOPE_PENALTY, columns.slopes, columns.features);
  penalties.fill(FEATURE_PENALTY, columns.features, columns.intercept);
  const dependentFrom = columns.count - columns.skills <= DEPENDENT_MAX ? columns.skills : columns.features;
  const { weights, information } = regress({
    rows,
    penalties,
    signs: signsOf(columns),
    dependentFrom,
    start: ease.weights,
  });
  return { columns, weights, information, ease };
}

/** Log-odds that an average learner is right at an event's task. */
export function easeOf(log: PracticeLog, event: number, { weights, columns }: Ease): number {
  let logit = (weights[columns.intercept] as number) + (weights[columns.items + log.item(event)] as number);
  const count = log.skillCount(event);
  for (let which = 0; which < count; which++) {
    logit += (weights[columns.skills + log.skill(event, which)] as number) / count;
  }
  return logit;
}

/** The signs that keep right answers from ever lowering an estimate. */
function signsOf(columns: TracingColumns): Int8Array {
  const signs = new Int8Array(columns.count);
  for (let column = columns.slopes; column < columns.features; column += 2) signs[column] = 1;
  for (const [at, { sign }] of FEATURES.entries()) {
    signs.fill(sign, columns.features + 3 * at, columns.features + 3 * at + 3);
  }
  return signs;
}

function fitEase(log: PracticeLog, columns: TracingColumns) {
  const rows = new ObservedRows();
  for (let event = 0; event < log.length && !log.isTest(event); event++) {
    if (!log.isAttempt(event)) continue;
    rows.feature(columns.intercept, 1);
    rows.feature(columns.items + log.item(event), 1);
    const count = log.skillCount(event);
    for (let which = 0; which < count; which++)
      rows.feature(columns.skills + log.skill(event, which), 1 / count);
    rows.end(log.score(event));
  }
  const penalties = new Float64Array(columns.count).fill(EASE_PENALTY);
  penalties[columns.intercept] = INTERCEPT_PENALTY;
  const used = (from: number, to: number) => penalties.subarray(from, to);
  const kinds = [used(columns.items, columns.skills), used(columns.skills, columns.slopes)];
  let fitted: Regression | undefined;
  for (let round = 0; round < VARIANCE_ROUNDS; round++) {
    fitted = regress({
      rows,
      penalties,
      dependentFrom: columns.intercept,
      ...(fitted && { start: fitted.weights }),
    });
    let from = columns.items;
    for (const kind of kinds) {
      kind.fill(penaltyOf(fitted, from, from + kind.length));
      from += kind.length;
    }
  }
  const weights = fitted?.weights ?? new Float64Array(columns.count);
  return { ease: { weights, columns }, penalties };
}

/** The inverse variance that makes weights of one kind likeliest, given how sure each is. */
function penaltyOf({ weights, information }: Regression, from: number, to: number): number {
  let squares = 0;
  for (let column = from; column < to; column++) {
    squares += (weights[column] as number) ** 2 + 1 / (information[column] as number);
  }
  return Math.min(PENALTY_MAX, Math.max(PENALTY_MIN, (to - from) / Math.max(squares, 1e-9)));
}
