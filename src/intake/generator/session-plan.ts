import type { NewLearningSessionDocument } from '../../derive/generated/documents.ts';
import { MASTERY_LEVEL } from '../../learning/mastery.ts';
import {
  type CurriculumConcept,
  conceptOf,
  conceptsOf,
  SUBJECTS,
  type SubjectSlug,
} from '../../learning/questions/curriculum.ts';
import type { SeededRandom } from '../../std/random.ts';
import type { MasteryBook } from './mastery-book.ts';
import { reachable } from './memory.ts';
import type { Nature } from './nature.ts';

type SessionType = NewLearningSessionDocument['session_context']['session_type'];

/** What a session is to be about. */
export interface SessionPlan {
  readonly type: SessionType;
  readonly subject: SubjectSlug;
  /** In the order in which they are worked on; never empty. */
  readonly concepts: readonly CurriculumConcept[];
  readonly tasks: number;
  /** The learner does every task, however it goes. */
  readonly endures?: true;
}

const TASKS_MIN = 4;
const TASKS_MAX = 22;
/** Minutes a task takes with all that is said about it, about. */
const TASK_MINUTES = 1.6;

/**
 * What the platform would suggest next: concepts whose prerequisites are mastered, reviews that are due, and now and
 * then an assessment or an exploration.
 */
export function planSession(
  { nature, interests, book }: { nature: Nature; interests: readonly SubjectSlug[]; book: MasteryBook },
  at: Date,
  random: SeededRandom,
): SessionPlan {
  const subject = subjectOf(interests, random);
  const within = reachable(nature).filter((concept) => concept.subject === subject);
  const all = within.length > 0 ? within : conceptsOf(subject).slice(0, 2);
  const due = book.due(subject, at).flatMap((slug) => conceptOf(slug) ?? []);
  const frontier = frontierOf(all, book);
  const known = all.filter(({ slug }) => book.has(slug));
  const wanted = random.weighted<SessionType>({
    practice: 5,
    study: 2,
    revision: due.length > 1 ? 4 : 0,
    assessment: known.length > 2 ? 1.2 : 0,
    exploration: 0.3 + nature.temperament.curiosity,
  });
  const concepts = {
    practice: [...frontier.slice(0, 2), ...due.slice(0, 1)],
    study: frontier.slice(0, 1),
    revision: due.slice(0, 4),
    assessment: random.shuffle(known).slice(0, 4),
    exploration: [random.pick(all)],
  }[wanted];
  const usual = (nature.attentionMinutes / TASK_MINUTES) * random.between(0.6, 1.1);
  return {
    type: wanted,
    subject,
    concepts: unique(concepts.length > 0 ? concepts : [random.pick(all)]),
    tasks: Math.min(TASKS_MAX, Math.max(TASKS_MIN, Math.round(usual))),
  };
}

/** Concepts not yet mastered whose prerequisites in the subject are; begun ones first. */
function frontierOf(all: readonly CurriculumConcept[], book: MasteryBook): CurriculumConcept[] {
  const open = all.filter(
    ({ slug, subject, prerequisites }) =>
      book.level(slug) <= MASTERY_LEVEL &&
      prerequisites.every(
        ({ concept, mastery_required }) =>
          conceptOf(concept)?.subject !== subject || book.level(concept) >= mastery_required,
      ),
  );
  return open.sort((a, b) => Number(book.has(b.slug)) - Number(book.has(a.slug)));
}

function subjectOf(interests: readonly SubjectSlug[], random: SeededRandom): SubjectSlug {
  const weights = Object.fromEntries(
    Object.keys(SUBJECTS).map((subject) => [subject, interests.includes(subject as SubjectSlug) ? 4 : 1]),
  ) as Record<SubjectSlug, number>;
  return random.weighted(weights);
}

function unique(concepts: readonly CurriculumConcept[]): CurriculumConcept[] {
  return [...new Set(concepts)];
}
