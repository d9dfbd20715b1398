import { DocumentAccess } from '../../src/documents/documents.ts';
import type { Platform } from '../../src/platform.ts';
import type { ResolvedCollection } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { SeededRandom } from '../../src/std/random.ts';
import { bulkStore } from './bulk-store.ts';
import { ACTOR, partsOf } from './deployment.ts';
import { type Activity, documentsOf, type Logical, newLearnerId, OWNED } from './learners.ts';
import { valueMaker } from './values.ts';

/** So many learners, each of the same activity. */
export interface Cohort extends Activity {
  readonly name: string;
  readonly learners: number;
}

/** Some logical documents of each cohort and collection, to ask for. */
export type Samples = ReadonlyMap<string, ReadonlyMap<string, readonly Logical[]>>;

const SAMPLES_MAX = 64;
const BATCH_MAX = 250;
const CONCEPTS = 200;
/** Documents of so many elements travel in a transaction of their own. */
const ELEMENTS_OF_A_BATCH_MAX = 5000;

/** Stores a population through a door with a bulk store behind it: validated, sealed and paged as every document is. */
export async function fill(
  platform: Platform,
  cohorts: readonly Cohort[],
  seed: number,
  onDocuments: (stored: number) => void,
): Promise<Samples> {
  const random = new SeededRandom(seed);
  const access = new DocumentAccess(partsOf(platform, bulkStore(platform.connection.data)));
  let stored = 0;
  const store = async (collection: ResolvedCollection, documents: readonly Logical[], elements: number) => {
    const size = Math.max(
      1,
      Math.min(BATCH_MAX, Math.floor(ELEMENTS_OF_A_BATCH_MAX / Math.max(1, elements))),
    );
    for (let at = 0; at < documents.length; at += size) {
      const batch = documents.slice(at, at + size);
      await access.door(collection.name).inserter.insert(ACTOR, batch);
      stored += batch.length;
      onDocuments(stored);
    }
  };
  const samples = new Map<string, Map<string, Logical[]>>();
  for (const cohort of cohorts) {
    const cohortRandom = random.fork(cohort.name);
    const ids = Array.from({ length: cohort.learners }, () => newLearnerId(cohortRandom));
    const sampled = new Map<string, Logical[]>();
    samples.set(cohort.name, sampled);
    for (const collection of OWNED) {
      let waiting: Logical[] = [];
      const some: Logical[] = [];
      for (const [at, id] of ids.entries()) {
        const documents = documentsOf(collection, id, cohort, cohortRandom);
        // The last of a learner: what the cohort is asked for is spread over its learners.
        const last = documents.at(-1);
        if (at < SAMPLES_MAX && last) some.push(last);
        waiting.push(...documents);
        if (waiting.length >= BATCH_MAX) {
          await store(collection, waiting, cohort.interactions);
          waiting = [];
        }
      }
      await store(collection, waiting, cohort.interactions);
      sampled.set(collection.name, some);
    }
  }
  const shared = await fillConcepts(random.fork('concepts'), store);
  samples.set('shared', new Map([['concepts', shared]]));
  return samples;
}

async function fillConcepts(
  random: SeededRandom,
  store: (collection: ResolvedCollection, documents: readonly Logical[], elements: number) => Promise<void>,
): Promise<Logical[]> {
  const { concepts } = SCHEMA.collections;
  if (!concepts) return [];
  const make = valueMaker(random, { subject: () => `subject-${random.integer(1, 6)}` }, {});
  const documents = Array.from({ length: CONCEPTS }, () => make(concepts.root) as Logical);
  await store(concepts, documents, 1);
  return documents.slice(0, SAMPLES_MAX);
}
