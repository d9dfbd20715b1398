import { logistic, regress } from '../logistic/regression.ts';
import { ObservedRows } from '../logistic/rows.ts';
import type { PracticeLog } from './practice-log.ts';

/** What a batch regression looks at. */
export interface CountRegression {
  /** One weight for each item. */
  readonly items: boolean;
  /** One weight for each skill. */
  readonly skills: boolean;
  /** Attempts and right answers so far on each skill, with weights of the skill's own. */
  readonly skillCounts: boolean;
  /** Attempts and right answers so far on the item, and on all items. */
  readonly otherCounts: boolean;
}

/** Item difficulty only: the Rasch model without learners. */
export const ITEM_ONLY: CountRegression = {
  items: true,
  skills: false,
  skillCounts: false,
  otherCounts: false,
};

/** Performance Factors Analysis (Pavlik, Cen and Koedinger, 2009), counts as log(1 + x) (Gervet and others, 2020). */
export const PFA: CountRegression = { items: false, skills: true, skillCounts: true, otherCounts: false };

/** Best-LR (Gervet, Koedinger, Schneider and Mitchell, When is deep learning the best approach?, 2020), no windows. */
export const BEST_LR: CountRegression = { items: true, skills: true, skillCounts: true, otherCounts: true };

/** Inverse variance of the prior on every weight but the intercept: as the original, C = 1. */
const PENALTY = 1;
const PENALTY_OF_INTERCEPT = 1e-6;

/**
 * Fits a regression to the attempts for training and answers the probability of a right answer for each attempt of the
 * test, in order. Counts go on through the test: what came before an attempt is known, its weights are not fitted to it.
 */
export function predictByCounts(log: PracticeLog, kind: CountRegression): Float64Array {
  const { rows, columns, training } = encode(log, kind);
  const penalties = new Float64Array(columns).fill(PENALTY);
  penalties[0] = PENALTY_OF_INTERCEPT;
  const { weights } = regress({ rows, penalties, counts: (row) => row < training });
  return predictRows(rows, weights, training);
}

/** Probabilities of the rows from one on. */
export function predictRows(rows: ObservedRows, weights: Float64Array, from: number): Float64Array {
  const { columns, values, ends, outcomes } = rows.view();
  const predictions = new Float64Array(outcomes.length - from);
  for (let row = from; row < outcomes.length; row++) {
    let logit = 0;
    for (let at = row === 0 ? 0 : (ends[row - 1] as number); at < (ends[row] as number); at++) {
      logit += (weights[columns[at] as number] as number) * (values[at] as number);
    }
    predictions[row - from] = logistic(logit);
  }
  return predictions;
}

function encode(log: PracticeLog, kind: CountRegression) {
  const rows = new ObservedRows();
  const itemsFrom = 1;
  const skillsFrom = itemsFrom + log.items.count;
  const skillAttempts = skillsFrom + log.skills.count;
  const skillWins = skillAttempts + log.skills.count;
  const others = skillWins + log.skills.count;
  const [ofSkill, ofItem, ofAll] = [new Counts(), new Counts(), new Counts()];
  let training = 0;
  for (let event = 0; event < log.length; event++) {
    if (!log.isAttempt(event)) continue;
    const [learner, item, won] = [log.learner(event), log.item(event), log.outcome(event)];
    rows.feature(0, 1);
    if (kind.items) rows.feature(itemsFrom + item, 1);
    for (let which = 0; which < log.skillCount(event); which++) {
      const skill = log.skill(event, which);
      if (kind.skills) rows.feature(skillsFrom + skill, 1);
      if (kind.skillCounts) {
        const { attempts, wins } = ofSkill.add(learner * log.skills.count + skill, won);
        rows.feature(skillAttempts + skill, Math.log1p(attempts));
        rows.feature(skillWins + skill, Math.log1p(wins));
      }
    }
    if (kind.otherCounts) {
      const own = ofItem.add(learner * log.items.count + item, won);
      const all = ofAll.add(learner, won);
      [own.attempts, own.wins, all.attempts, all.wins].forEach((count, at) => {
        rows.feature(others + at, Math.log1p(count));
      });
    }
    rows.end(won);
    if (!log.isTest(event)) training++;
  }
  return { rows, columns: others + 4, training };
}

/** Attempts and right answers by key. */
class Counts {
  readonly #counts = new Map<number, { attempts: number; wins: number }>();

  /** Counts an attempt; answers what was counted before it. */
  add(key: number, won: number): { readonly attempts: number; readonly wins: number } {
    const known = this.#counts.get(key);
    if (!known) {
      this.#counts.set(key, { attempts: 1, wins: won });
      return { attempts: 0, wins: 0 };
    }
    const before = { ...known };
    known.attempts++;
    known.wins += won;
    return before;
  }
}
