import type { NewDocuments } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { CollectionName } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import { conceptDocuments } from '../../learning/questions/concept-documents.ts';
import { generateLearner, type PopulationOptions } from '../generator/population.ts';

/** Documents of one write: a long session is some hundreds of kilobytes. */
const BATCH_DOCUMENTS = 50;

/** How far the population is stored. */
export interface PopulationProgress {
  /** Learners that are stored. */
  readonly learners: number;
  readonly of: number;
  readonly sessions: number;
}

/** What was stored. Documents that were there before, from an earlier run of the same seed, count as well. */
export interface PopulationReport {
  readonly learners: number;
  readonly sessions: number;
  readonly interactions: number;
  readonly concepts: number;
  /** Documents that were there before. */
  readonly repeated: number;
}

/**
 * Invents a population and stores it, learner by learner, holding one at a time. The same seed stores the same
 * population; run again after an interruption it passes over what is there.
 *
 * @throws MasterXError `interrupted` between two learners; `conflict` where a learner of this seed was changed since.
 */
export async function storePopulation(
  documents: ActorDocuments,
  options: PopulationOptions,
  { onProgress, signal }: { onProgress?: (progress: PopulationProgress) => void; signal?: AbortSignal } = {},
): Promise<PopulationReport> {
  const tally = { learners: 0, sessions: 0, interactions: 0, concepts: 0, repeated: 0 };
  const store = async <C extends CollectionName>(
    name: C,
    given: readonly NewDocuments[C][],
    same?: () => boolean,
  ): Promise<void> => {
    for (let at = 0; at < given.length; at += BATCH_DOCUMENTS) {
      const batch = given.slice(at, at + BATCH_DOCUMENTS);
      const stored = await documents.collection(name).insert(batch, same);
      tally.repeated += stored.filter(({ repeated }) => repeated).length;
    }
  };
  const concepts = conceptDocuments();
  await store('concepts', concepts, () => true);
  tally.concepts = concepts.length;
  for (let index = 0; index < options.learners; index++) {
    if (signal?.aborted) throw new MasterXError('interrupted');
    const learner = generateLearner(options, index);
    await store('users', [learner.user]);
    await store('learning_dna', learner.dna ? [learner.dna] : []);
    await store('learning_sessions', learner.sessions);
    await store('content_mastery', learner.mastery);
    await store('emotional_analytics', learner.emotions);
    tally.learners++;
    tally.sessions += learner.sessions.length;
    tally.interactions += learner.sessions.reduce((sum, { interactions }) => sum + interactions.length, 0);
    onProgress?.({ learners: tally.learners, of: options.learners, sessions: tally.sessions });
  }
  return tally;
}
