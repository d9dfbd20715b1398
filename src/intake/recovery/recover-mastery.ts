import { type Practice, practiceOf } from '../../learning/course/practice.ts';
import { logistic } from '../../learning/logistic/regression.ts';
import {
  DEFAULT_PARAMETERS,
  type Evidence,
  expectedOf,
  masteryAt,
  NO_EVIDENCE,
  withAttempt,
  withExposure,
} from '../../learning/mastery.ts';
import { groundOf } from '../../learning/prerequisite-ground.ts';
import { conceptOf } from '../../learning/questions/curriculum.ts';
import { chanceOf as chanceAt } from '../generator/memory.ts';
import type { GeneratedLearner } from '../generator/population.ts';

/** How near an estimate comes to the chance that an attempt really had. */
export interface Recovered {
  readonly attempts: number;
  /** Root of the mean squared difference from the true chance. */
  readonly rmse: number;
  /** Mean of the absolute difference. */
  readonly meanError: number;
  /** Correlation with the true chance. */
  readonly correlation: number;
  /** Mean negative log likelihood of what was answered, nats. */
  readonly logLoss: number;
}

/** Difficulty of the task that true chances are told for, [0, 1]: the middle one of what invented learners are given. */
const USUAL_DIFFICULTY = 0.55;

/** The estimates that are compared, each made before the attempt it is compared with. */
export interface MasteryRecovery {
  readonly constant: Recovered;
  /** The concept's own practice alone. */
  readonly own: Recovered;
  /** The same with what the concept builds on. */
  readonly withPrerequisites: Recovered;
  /** The same two on the first attempt at each concept alone. */
  readonly first: { readonly own: Recovered; readonly withPrerequisites: Recovered };
}

/** Replays invented learners, whose chances are known, and compares estimates with them. */
export class MasteryRecoveries {
  readonly #constant = new Comparison();
  readonly #own = new Comparison();
  readonly #both = new Comparison();
  readonly #firstOwn = new Comparison();
  readonly #firstBoth = new Comparison();
  readonly #level: number;

  /** @param level what the constant says of every attempt, (0, 1): the share of right answers of other learners. */
  constructor(level: number) {
    this.#level = level;
  }

  add({ sessions, truth }: Pick<GeneratedLearner, 'sessions' | 'truth'>): void {
    const known = new Map<string, Evidence>();
    let next = 0;
    for (const { practice, concept } of practicesOf(sessions)) {
      const evidence = known.get(concept) ?? NO_EVIDENCE;
      const atMs = practice.at.getTime();
      if (practice.score === undefined) {
        known.set(concept, withExposure(evidence, practice.at));
        continue;
      }
      const attempt = truth.attempts[next++];
      if (!attempt) continue;
      const ground = groundOf(
        (conceptOf(concept)?.prerequisites ?? []).map(({ concept: needed, importance_weight }) => {
          const own = known.get(needed);
          const level = own && own.attempts > 0 ? masteryAt(own, practice.at).level : null;
          return { concept: needed, importance: importance_weight, level };
        }),
        evidence.attempts,
      );
      const own = chanceOf(evidence, practice.at, 0);
      const both = chanceOf(evidence, practice.at, ground?.logOdds ?? 0);
      const truly = {
        chance: chanceAt(attempt.skill, { difficulty: USUAL_DIFFICULTY, guess: 0, mood: 0 }),
        right: attempt.right,
      };
      this.#constant.add(this.#level, truly);
      this.#own.add(own, truly);
      this.#both.add(both, truly);
      if (evidence.attempts === 0 && ground) {
        this.#firstOwn.add(own, truly);
        this.#firstBoth.add(both, truly);
      }
      known.set(
        concept,
        withAttempt(evidence, { atMs, score: practice.score, expected: expectedOf(practice.difficulty) }),
      );
    }
  }

  result(): MasteryRecovery {
    return {
      constant: this.#constant.result(),
      own: this.#own.result(),
      withPrerequisites: this.#both.result(),
      first: { own: this.#firstOwn.result(), withPrerequisites: this.#firstBoth.result() },
    };
  }
}

/** Chance of a right answer by the evidence, also before the first attempt. */
function chanceOf(evidence: Evidence, at: Date, ground: number): number {
  const { intercept } = DEFAULT_PARAMETERS;
  const { because } = masteryAt(evidence, at);
  return logistic(because.reduce((sum, { logOdds }) => sum + logOdds, intercept + ground));
}

function practicesOf(
  sessions: GeneratedLearner['sessions'],
): readonly { readonly practice: Practice; readonly concept: string }[] {
  return sessions.flatMap((session) =>
    session.interactions.flatMap((interaction) => {
      const practice = practiceOf(session, interaction);
      return practice && interaction.assessed ? [{ practice, concept: interaction.assessed.concept }] : [];
    }),
  );
}

/** Estimates beside what was true, in sums. */
class Comparison {
  #n = 0;
  #squares = 0;
  #absolutes = 0;
  #loss = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  add(estimate: number, { chance, right }: { readonly chance: number; readonly right: boolean }): void {
    const error = estimate - chance;
    this.#n++;
    this.#squares += error ** 2;
    this.#absolutes += Math.abs(error);
    this.#loss -= Math.log(right ? estimate : 1 - estimate);
    this.#x += estimate;
    this.#y += chance;
    this.#xx += estimate ** 2;
    this.#yy += chance ** 2;
    this.#xy += estimate * chance;
  }

  result(): Recovered {
    const n = Math.max(1, this.#n);
    const spread = (this.#xx - this.#x ** 2 / n) * (this.#yy - this.#y ** 2 / n);
    return {
      attempts: this.#n,
      rmse: Math.sqrt(this.#squares / n),
      meanError: this.#absolutes / n,
      correlation: spread > 1e-12 ? (this.#xy - (this.#x * this.#y) / n) / Math.sqrt(spread) : 0,
      logLoss: this.#loss / n,
    };
  }
}
