import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, asLearner, from } from './request.ts';
import type { LearnerSummary } from './types.ts';

/** How many accounts are compared, and how many of them looked at. */
const COMPARED = 200;
const LOOKED_AT = 12;

const WEEK_MS = 7 * 86_400_000;

/** A long record, then many subjects: there will be something to look at. */
function byRichness(one: LearnerSummary, other: LearnerSummary): number {
  return weeks(other) - weeks(one) || other.subjects_of_interest.length - one.subjects_of_interest.length;
}

function weeks({ created_at, last_login }: LearnerSummary): number {
  return last_login === null ? 0 : Math.floor((Date.parse(last_login) - Date.parse(created_at)) / WEEK_MS);
}

/** The generated learner to begin with: a rich one who withholds nothing, so that no part of the record is empty. */
export const featuredLearner = () =>
  queryOptions({
    queryKey: ['operator', 'featured'],
    queryFn: async ({ signal }): Promise<LearnerSummary | null> => {
      const { items } = await answerOf(
        api.GET('/v1/learners', {
          params: { query: { origin: 'generated', limit: COMPARED } },
          ...from('operator', signal),
        }),
        signal,
      );
      const richest = items.sort(byRichness).slice(0, LOOKED_AT);
      for (const learner of richest) {
        const { preferences } = await answerOf(
          api.GET('/v1/learners/{user_id}', {
            params: { path: { user_id: learner.user_id } },
            ...from(asLearner(learner.user_id), signal),
          }),
          signal,
        );
        if (preferences && Object.values(preferences.privacy_settings).every(Boolean)) return learner;
      }
      return richest[0] ?? null;
    },
  });
