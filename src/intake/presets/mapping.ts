import { distance } from 'fastest-levenshtein';
import { MasterXError } from '../../errors/error.ts';

/** What a column of a table may be mapped to, and what it then must hold. */
export const MAPPING_TARGETS = {
  learner: "the source's identifier of the learner",
  at: 'when the attempt ended: ISO 8601, or seconds or milliseconds since 1970',
  concept: 'what was practised',
  correct: 'whether the answer was right: 1/0, true/false, yes/no, correct/incorrect',
  score: 'points, 0 to 1',
  rating: 'FSRS rating, 1 to 4',
  subject: 'the field the concept belongs to',
  topic: 'the part of the subject',
  item: 'the single task',
  attempt: 'identifier of the attempt, unique in the table; the line number otherwise',
  session: 'identifier of the session; the learner and the day otherwise',
  sessionType: 'study, practice, assessment, revision or exploration',
  difficulty: 'of the task, 0 (easy) to 1 (hard)',
  responseSeconds: 'seconds until the answer',
  input: 'what the learner typed',
  name: "the learner's name",
  email: "the learner's e-mail address",
  country: "the learner's country, two letters (ISO 3166-1)",
  region: "the learner's region",
  educationLevel: 'middle_school, high_school, undergraduate, graduate or professional',
} as const;

export type MappingTarget = keyof typeof MAPPING_TARGETS;

/** Which column each target is read from. */
export type Mapping = Readonly<Partial<Record<MappingTarget, string>>> &
  Readonly<Record<'learner' | 'at' | 'concept', string>>;

const TARGETS = Object.keys(MAPPING_TARGETS);
const REQUIRED = ['learner', 'at', 'concept'] as const;
const OUTCOMES = ['correct', 'score', 'rating'] as const;

/**
 * Reads `learner=col,at=col,concept=col,correct=col,…`. A column's name may hold anything but a comma. `usage` for an
 * unknown target (with the nearest known one), one that is mapped twice, and when a needed one is missing: `learner`,
 * `at`, `concept` and one of `correct`, `score`, `rating`.
 */
export function parseMapping(text: string): Mapping {
  const found: Partial<Record<MappingTarget, string>> = {};
  for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
    const [target = '', ...rest] = part.split('=');
    const name = target.trim();
    const column = rest.join('=').trim();
    if (!isTarget(name)) throw unknownTarget(name);
    if (column === '') throw usage(`"${name}" is mapped to no column.`);
    if (found[name] !== undefined) throw usage(`"${name}" is mapped twice.`);
    found[name] = column;
  }
  const { learner, at, concept } = found;
  if (!learner || !at || !concept) {
    throw usage(`No column is mapped to ${REQUIRED.filter((target) => !found[target]).join(', ')}.`);
  }
  if (OUTCOMES.every((target) => found[target] === undefined)) {
    throw usage(`No column says how an attempt ended: map one to ${OUTCOMES.join(', ')}.`);
  }
  return { ...found, learner, at, concept };
}

function isTarget(name: string): name is MappingTarget {
  return Object.hasOwn(MAPPING_TARGETS, name);
}

function unknownTarget(name: string): MasterXError {
  const [nearest] = TARGETS.map((target) => ({
    target,
    far: distance(name.toLowerCase(), target.toLowerCase()),
  }))
    .filter(({ target, far }) => far <= Math.max(2, target.length / 3))
    .sort((a, b) => a.far - b.far);
  const suggestion = nearest ? ` Did you mean "${nearest.target}"?` : '';
  return usage(`No column can be mapped to "${name}".${suggestion} Possible: ${TARGETS.join(', ')}.`);
}

function usage(detail: string): MasterXError {
  return new MasterXError('usage', {
    detail,
    hint: 'Write --map learner=student,at=time,concept=skill,correct=right with the names of your own columns.',
  });
}
