import type { ReviewSettingsDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { DESIRED_RETENTION, type ReviewPolicy } from '../learning/review-schedule.ts';
import { PUBLISHED } from '../learning/reviews/fsrs-parameters.ts';
import { LIMITS } from '../std/limits.ts';

type Settings = Pick<ReviewSettingsDocument, 'desired_retention' | 'parameters'>;

/** How the reviews of some learners are planned. One round trip for each 200 learners. */
export async function reviewPolicies(
  documents: ActorDocuments,
  learners: readonly string[],
): Promise<(learner: string) => Omit<ReviewPolicy, 'spreadBy'>> {
  const distinct = [...new Set(learners)];
  const found = new Map<string, Settings>();
  for (let at = 0; at < distinct.length; at += LIMITS.parameterValuesMax) {
    const { items } = await documents
      .collection('review_settings')
      .query(
        'review_settings_of_learners',
        { learners: distinct.slice(at, at + LIMITS.parameterValuesMax) },
        { limit: LIMITS.answerDocumentsMax },
      );
    for (const settings of items) found.set(settings.user_id, settings);
  }
  return (learner) => policyOf(found.get(learner));
}

/** The policy that settings come to; without any, what holds for everybody. */
export function policyOf(settings: Settings | null | undefined): Omit<ReviewPolicy, 'spreadBy'> {
  return {
    parameters: settings?.parameters ?? PUBLISHED,
    desiredRetention: settings?.desired_retention ?? DESIRED_RETENTION,
  };
}

/** What moves the due dates of a concept apart from those of the learner's others. */
export const spreadBy = ({ user_id, concept }: { readonly user_id: string; readonly concept: string }) =>
  `${user_id} ${concept}`;
