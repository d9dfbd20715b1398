import type { ConceptSlug } from '../../learning/questions/curriculum.ts';
import type { EmotionalState } from '../../schema/vocabulary/emotions.ts';
import type { Nature } from './nature.ts';

/** One attempt with the chance it really had. */
export interface TrueAttempt {
  readonly at: Date;
  readonly concept: ConceptSlug;
  /** Difficulty of the task, [0, 1]. */
  readonly difficulty: number;
  /** Skill in logits before the attempt. */
  readonly skill: number;
  /** Share of what practice had added that time had left, [0, 1]. */
  readonly retention: number;
  /** Chance of a right answer, [0, 1]. */
  readonly chance: number;
  readonly right: boolean;
  /** How the learner felt before it. */
  readonly emotion: EmotionalState;
  readonly isFirstOfSession: boolean;
}

/** What is true of an invented learner and never stored: the yardstick for estimates. */
export interface Truth {
  readonly nature: Nature;
  readonly attempts: readonly TrueAttempt[];
}
