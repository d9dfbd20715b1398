import type { PracticeLog } from './practice-log.ts';

/** Bayesian knowledge tracing of one skill (Corbett and Anderson, 1995): known or not, learned once, never forgotten. */
export interface BktParameters {
  /** Probability that the skill is known before the first attempt. */
  readonly known: number;
  /** That it is learned with an attempt. */
  readonly learn: number;
  /** That an answer is right though the skill is not known. */
  readonly guess: number;
  /** That it is wrong though the skill is known. */
  readonly slip: number;
}

/** Where the fit begins, and what holds for a skill the training does not have. */
const BEGINNING: BktParameters = { known: 0.4, learn: 0.1, guess: 0.2, slip: 0.1 };

/** Rounds of expectation and maximisation. */
const ROUNDS = 40;

/** Attempts each estimate starts with, so that a skill with few of them stays near the beginning. */
const PRIOR_ATTEMPTS = 2;

/**
 * Fits each skill by expectation and maximisation (Baum and Welch) to the training part, and answers the probability of
 * a right answer for each attempt of the test, in order. Of several skills of an attempt the mean is taken, and each
 * learns from it.
 */
export function predictByBkt(log: PracticeLog): Float64Array {
  const sequences = sequencesOf(log);
  const parameters = sequences.map((ofSkill) => fitBkt([...ofSkill.values()]));
  const beliefs = new Map<number, number>();
  const predictions: number[] = [];
  for (let event = 0; event < log.length; event++) {
    if (!log.isAttempt(event)) continue;
    let sum = 0;
    for (let which = 0; which < log.skillCount(event); which++) {
      const skill = log.skill(event, which);
      const of = parameters[skill] ?? BEGINNING;
      const key = log.learner(event) * log.skills.count + skill;
      const belief = beliefs.get(key) ?? of.known;
      sum += probabilityOf(of, belief);
      beliefs.set(key, after(of, belief, log.outcome(event)));
    }
    if (log.isTest(event)) predictions.push(sum / log.skillCount(event));
  }
  return Float64Array.from(predictions);
}

function probabilityOf({ guess, slip }: BktParameters, belief: number): number {
  return belief * (1 - slip) + (1 - belief) * guess;
}

/** The belief that the skill is known, after an answer and the chance to learn from it. */
function after({ learn, guess, slip }: BktParameters, belief: number, outcome: number): number {
  const ifKnown = belief * (outcome === 1 ? 1 - slip : slip);
  const ifNot = (1 - belief) * (outcome === 1 ? guess : 1 - guess);
  const known = ifKnown / (ifKnown + ifNot);
  return known + (1 - known) * learn;
}

/** Outcomes of the training by skill and learner. */
function sequencesOf(log: PracticeLog): Map<number, number[]>[] {
  const sequences = Array.from({ length: log.skills.count }, () => new Map<number, number[]>());
  for (let event = 0; event < log.length && !log.isTest(event); event++) {
    if (!log.isAttempt(event)) continue;
    for (let which = 0; which < log.skillCount(event); which++) {
      const ofSkill = sequences[log.skill(event, which)];
      const own = ofSkill?.get(log.learner(event));
      if (own) own.push(log.outcome(event));
      else ofSkill?.set(log.learner(event), [log.outcome(event)]);
    }
  }
  return sequences;
}

/** The parameters of a skill that make the outcomes likeliest, each list those of one learner in order. */
export function fitBkt(sequences: readonly (readonly number[])[]): BktParameters {
  let parameters = BEGINNING;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new ExpectedCounts();
    for (const outcomes of sequences) sums.add(parameters, outcomes);
    parameters = sums.maximum();
  }
  return parameters;
}

/** A count of what would be seen, and of how often it could have been. */
class Share {
  #hits: number;
  #of = PRIOR_ATTEMPTS;

  constructor(beginning: number) {
    this.#hits = beginning * PRIOR_ATTEMPTS;
  }

  add(hits: number, of: number): void {
    this.#hits += hits;
    this.#of += of;
  }

  value(): number {
    return Math.min(1 - 1e-4, Math.max(1e-4, this.#hits / this.#of));
  }
}

class ExpectedCounts {
  readonly #known = new Share(BEGINNING.known);
  readonly #learn = new Share(BEGINNING.learn);
  readonly #guess = new Share(BEGINNING.guess);
  readonly #slip = new Share(BEGINNING.slip);

  /** Forward, then backward through one learner's outcomes. */
  add(of: BktParameters, outcomes: readonly number[]): void {
    const likelihood = (outcome: number) =>
      outcome === 1 ? ([of.guess, 1 - of.slip] as const) : ([1 - of.guess, of.slip] as const);
    // The probability of being known before each attempt, given what came before it.
    const before = new Float64Array(outcomes.length);
    let belief = of.known;
    for (const [at, outcome] of outcomes.entries()) {
      before[at] = belief;
      belief = after(of, belief, outcome);
    }
    // How much likelier what follows is when known than when not: the ratio is all that counts.
    let [ifNot, ifKnown] = [1, 1];
    for (let at = outcomes.length - 1; at >= 0; at--) {
      const outcome = outcomes[at] as number;
      const [seenNot, seenKnown] = likelihood(outcome);
      const prior = before[at] as number;
      const isLast = at === outcomes.length - 1;
      const stays = (1 - prior) * seenNot * (1 - of.learn) * ifNot;
      const learns = (1 - prior) * seenNot * of.learn * ifKnown;
      const knows = prior * seenKnown * ifKnown;
      const all = stays + learns + knows;
      const unknown = (stays + learns) / all;
      if (!isLast) this.#learn.add(learns / all, unknown);
      this.#guess.add(outcome * unknown, unknown);
      this.#slip.add((1 - outcome) * (1 - unknown), 1 - unknown);
      if (at === 0) this.#known.add(1 - unknown, 1);
      const nextNot = seenNot * ((1 - of.learn) * ifNot + of.learn * ifKnown);
      const nextKnown = seenKnown * ifKnown;
      const scale = nextNot + nextKnown;
      [ifNot, ifKnown] = [nextNot / scale, nextKnown / scale];
    }
  }

  maximum(): BktParameters {
    return {
      known: this.#known.value(),
      learn: this.#learn.value(),
      guess: this.#guess.value(),
      slip: this.#slip.value(),
    };
  }
}
