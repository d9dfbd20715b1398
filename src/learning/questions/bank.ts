import { MasterXError } from '../../errors/error.ts';
import { SeededRandom } from '../../std/random.ts';
import { checkAnswer } from './check-answer.ts';
import { type ConceptSlug, conceptOf } from './curriculum.ts';
import { ENGLISH } from './english.ts';
import { MATHEMATICS } from './mathematics.ts';
import type { AskedQuestion, Question, Writer } from './question.ts';
import { SCIENCE } from './science.ts';

const WRITERS: Readonly<Record<ConceptSlug, Writer>> = { ...MATHEMATICS, ...ENGLISH, ...SCIENCE };

const SEED_MAX = 2 ** 31 - 1;
const ID = /^([a-z-]+)-d(\d{1,3})-s([0-9a-z]{1,6})$/;

/**
 * A question about a concept. `difficulty` in [0, 1] is kept to the nearest hundredth. One number is drawn from
 * `random`; everything else follows from the id.
 */
export function questionFor(concept: ConceptSlug, difficulty: number, random: SeededRandom): Question {
  const hundredths = Math.round(100 * Math.min(1, Math.max(0, difficulty)));
  return write(concept, hundredths, random.integer(0, SEED_MAX));
}

/**
 * The question of an id, exactly as it was asked, so that an answer can be checked without trusting whoever sends it.
 * @throws MasterXError `not_found` for an id this bank cannot have given.
 */
export function questionFrom(id: string): Question {
  const [, slug = '', hundredths = '', seed = ''] = ID.exec(id) ?? [];
  const concept = conceptOf(slug);
  const question = concept && write(concept.slug, Number(hundredths), Number.parseInt(seed, 36));
  if (question?.id !== id || question.difficulty > 1 || Number.parseInt(seed, 36) > SEED_MAX) {
    throw new MasterXError('not_found', { detail: 'No question of the bank has this identifier.' });
  }
  return question;
}

/** The question without what would give its answer away. */
export function asked({ id, concept, difficulty, prompt, kind, choices }: Question): AskedQuestion {
  return { id, concept, difficulty, prompt, kind, ...(choices ? { choices } : {}) };
}

function write(concept: ConceptSlug, hundredths: number, seed: number): Question {
  const difficulty = hundredths / 100;
  const draft = WRITERS[concept](Math.min(1, difficulty), new SeededRandom(seed));
  const checked = { ...draft, alsoRight: draft.alsoRight ?? [] };
  const wrong = [...new Set(draft.mistakes)].filter((mistake) => !checkAnswer(checked, mistake));
  return {
    id: `${concept}-d${hundredths}-s${seed.toString(36)}`,
    concept,
    difficulty,
    ...checked,
    mistakes: wrong.length > 0 ? wrong : [draft.kind === 'number' ? `${Number(draft.answer) + 1}` : '?'],
  };
}
