import type { ActorDocuments } from '../documents/documents.ts';
import type { CoursePolicy } from '../learning/course/course.ts';
import type { ConceptKey } from './concept-key.ts';
import type { MasteryModel } from './mastery-models.ts';
import { reviewPolicies, spreadBy } from './review-policies.ts';

/**
 * By what the courses of some learners' concepts are worked out: the model in force, their reviews' parameters, and what
 * they allow. One round trip for each 200 learners.
 */
export async function coursePolicies(
  documents: ActorDocuments,
  learners: readonly string[],
  { version, parameters }: MasteryModel,
): Promise<(key: ConceptKey) => CoursePolicy> {
  const [reviews, allowed] = await Promise.all([
    reviewPolicies(documents, learners),
    documents.allowedBy(learners),
  ]);
  return (key) => {
    const { analytics = false, emotional_data: emotionalData = false } = allowed.get(key.user_id) ?? {};
    return {
      ...reviews(key.user_id),
      spreadBy: spreadBy(key),
      mastery: parameters,
      masteryVersion: version,
      consents: { analytics, emotionalData },
    };
  };
}
