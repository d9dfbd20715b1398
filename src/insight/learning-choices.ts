import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer } from '../documents/parts.ts';
import { LIMITS } from '../std/limits.ts';

/** What a learner chose that bears on what is worked out of them. */
export type LearningChoices = Answer<'users', 'learning_choices_of_learners'>;

/** How learners want to learn. One round trip for each 200. Who has no account yet, as in an import, is absent. */
export async function learningChoices(
  documents: ActorDocuments,
  learners: readonly string[],
): Promise<ReadonlyMap<string, LearningChoices>> {
  const distinct = [...new Set(learners)];
  const found = new Map<string, LearningChoices>();
  for (let at = 0; at < distinct.length; at += LIMITS.parameterValuesMax) {
    const { items } = await documents
      .collection('users')
      .query(
        'learning_choices_of_learners',
        { learners: distinct.slice(at, at + LIMITS.parameterValuesMax) },
        { limit: LIMITS.answerDocumentsMax },
      );
    for (const choices of items) found.set(choices.user_id, choices);
  }
  return found;
}
