import type { ActorDocuments } from '../documents/documents.ts';
import type { CoursePolicy } from '../learning/course/course.ts';
import type { ConceptKey } from './concept-key.ts';
import { learningChoices } from './learning-choices.ts';
import type { MasteryModel } from './mastery-models.ts';
import { reviewPolicies, spreadBy } from './review-policies.ts';

/**
 * By what the courses of some learners' concepts are worked out: the model in force, their reviews' parameters, and what
 * they agreed to. Two round trips side by side for each 200 learners.
 */
export async function coursePolicies(
  documents: ActorDocuments,
  learners: readonly string[],
  { version, parameters }: MasteryModel,
): Promise<(key: ConceptKey) => CoursePolicy> {
  const [reviews, choices] = await Promise.all([
    reviewPolicies(documents, learners),
    learningChoices(documents, learners),
  ]);
  return (key) => {
    const { analytics_participation: analytics = false, emotional_data_usage: emotionalData = false } =
      choices.get(key.user_id)?.preferences.privacy_settings ?? {};
    return {
      ...reviews(key.user_id),
      spreadBy: spreadBy(key),
      mastery: parameters,
      masteryVersion: version,
      consents: { analytics, emotionalData },
    };
  };
}
