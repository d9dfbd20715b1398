import type { ResolvedCollection } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { days } from '../../src/std/durations.ts';
import { SeededRandom, uuidFromBytes } from '../../src/std/random.ts';
import { type Chosen, PERIOD_DAYS, PERIOD_START, valueMaker } from './values.ts';

export type Logical = Record<string, unknown>;

/** How much there is of one learner. */
export interface Activity {
  /** Documents in each collection that has many of a learner: sessions, concepts, days. */
  readonly documents: number;
  /** Interactions of each session. */
  readonly interactions: number;
}

const SUBJECTS = 6;
const TOPICS_OF_A_SUBJECT = 5;
const ROOT_ELEMENTS = 4;

/** Fewer than there are days between two documents of one learner, so that no two fall on one moment. */
const STEP_SHARE = 0.9;

/** Collections whose documents belong to learners, the founding one first: it gives the others their key. */
export const OWNED: readonly ResolvedCollection[] = Object.values(SCHEMA.collections)
  .filter(({ owner, declaration }) => owner !== null && declaration.database === 'data')
  .sort((a, b) => Number(Boolean(b.declaration.founds)) - Number(Boolean(a.declaration.founds)));

/** Whether a learner has one document in the collection, or many. */
export const hasMany = ({ identity, owner }: ResolvedCollection): boolean =>
  !(identity.length === 1 && identity[0] === owner);

/** The documents of one learner in one collection. */
export function documentsOf(
  collection: ResolvedCollection,
  learner: string,
  { documents, interactions }: Activity,
  random: SeededRandom,
): Logical[] {
  const count = hasMany(collection) ? documents : 1;
  return Array.from({ length: count }, (_, at) => {
    // Dates run over the period, newest last, whatever the number: a page is of the newest.
    const moment = PERIOD_START.getTime() + days(PERIOD_DAYS) * ((at + random.next() * STEP_SHARE) / count);
    const chosen: Chosen = {
      ...(collection.owner !== null && { [collection.owner]: () => learner }),
      ...placeOf(learner),
      ...(collection.declaration.datedBy !== '_id' && {
        [collection.declaration.datedBy]: () => new Date(moment),
      }),
    };
    const lengths = Object.fromEntries(
      // Elements of the document itself grow with the work; those deep inside it are few.
      collection.growingLists.map(({ path }) => [
        path,
        path.includes('.') ? 2 : lengthOf(path, interactions),
      ]),
    );
    return valueMaker(random, chosen, lengths)(collection.root) as Logical;
  });
}

export const newLearnerId = (random: SeededRandom): string => uuidFromBytes(random.bytes(16), 4);

function lengthOf(path: string, interactions: number): number {
  return path === 'interactions' ? interactions : ROOT_ELEMENTS;
}

/** Few subjects and topics, and one of each for a learner: what is asked of a place fills its page. */
function placeOf(learner: string): Chosen {
  const random = new SeededRandom(Number.parseInt(learner.slice(0, 8), 16));
  const subject = `subject-${random.integer(1, SUBJECTS)}`;
  const topic = `${subject}-topic-${random.integer(1, TOPICS_OF_A_SUBJECT)}`;
  return {
    subject: () => subject,
    topic: () => topic,
    'session_context.subject': () => subject,
    data_source: () => 'daily_aggregation',
  };
}
