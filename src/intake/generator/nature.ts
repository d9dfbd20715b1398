import { SUBJECTS, type SubjectSlug } from '../../learning/questions/curriculum.ts';
import type { SeededRandom } from '../../std/random.ts';

/** How easily a learner falls into and out of states; each in [0, 1]. */
export interface Temperament {
  readonly anxiety: number;
  readonly boredom: number;
  readonly resilience: number;
  readonly curiosity: number;
  /** How strongly states show. */
  readonly expressiveness: number;
}

/** What a learner is like: hidden from the platform, which only ever sees what follows from it. */
export interface Nature {
  /** Ability by subject in logits, about normal with mean 0 and standard deviation 1 over all learners. */
  readonly ability: Readonly<Record<SubjectSlug, number>>;
  /** Share of a school career behind the learner, [0, 1]; compare `demand` of a concept. */
  readonly stage: number;
  /** Factor on what practice brings; 1 is usual. */
  readonly learningRate: number;
  /** Days until half of what was just learned is gone, before any review. */
  readonly memoryDays: number;
  /** Study days in a usual week, (0, 7]. */
  readonly studyDays: number;
  /** Factor on the study days at weekends. */
  readonly weekendFactor: number;
  /** Local hour around which the learner studies, [6, 23]. */
  readonly favouriteHour: number;
  /** Minutes until attention drops. */
  readonly attentionMinutes: number;
  /** Factor on the time an answer takes; 1 is usual, less is faster. */
  readonly slowness: number;
  readonly temperament: Temperament;
}

/** The nature of a learner of that age. */
export function natureOf(age: number, random: SeededRandom): Nature {
  // A general factor and one of the subject, as ability tests find them: correlation 0.6 between subjects.
  const general = random.normal(0, Math.sqrt(0.6));
  const ability = Object.fromEntries(
    Object.keys(SUBJECTS).map((subject) => [subject, general + random.normal(0, Math.sqrt(0.4))]),
  ) as Record<SubjectSlug, number>;
  const isPupil = age < 18;
  return {
    ability,
    stage: Math.min(0.85, isPupil ? Math.max(0.15, (age - 6) / 15) : random.between(0.5, 0.85)),
    learningRate: Math.exp(random.normal(0, 0.3)),
    memoryDays: 6 * Math.exp(random.normal(0, 0.4)),
    studyDays: random.between(1.5, 5.5),
    weekendFactor: random.between(0.4, 1.4),
    favouriteHour: isPupil ? random.between(14.5, 19.5) : random.pick([7, 12.5, 18, 20.5, 21.5]),
    attentionMinutes: Math.round((isPupil ? 10 + age : 30) * random.between(0.7, 1.3)),
    slowness: Math.exp(random.normal(0, 0.25)),
    temperament: {
      anxiety: random.next(),
      boredom: random.next(),
      resilience: random.next(),
      curiosity: random.next(),
      expressiveness: random.between(0.3, 1),
    },
  };
}
