import { answerOf, api, asLearner, from } from './request.ts';
import type { ConsentStanding } from './types.ts';

/** Gives or withdraws one consent, under the words that were shown. */
export const decideConsent = (
  id: string,
  { consent, version }: Pick<ConsentStanding, 'consent' | 'version'>,
  given: boolean,
) =>
  answerOf(
    api.PUT('/v1/learners/{user_id}/consents/{consent}', {
      params: { path: { user_id: id, consent } },
      body: { given, version, language: 'en' },
      ...from(asLearner(id)),
    }),
  );

const ofShare = (id: string, educatorId: string) => ({
  params: { path: { user_id: id, educator_id: educatorId } },
  ...from(asLearner(id)),
});

export const giveShare = (id: string, educatorId: string) =>
  answerOf(api.PUT('/v1/learners/{user_id}/shares/{educator_id}', ofShare(id, educatorId)));

export const endShare = (id: string, educatorId: string) =>
  answerOf(api.DELETE('/v1/learners/{user_id}/shares/{educator_id}', ofShare(id, educatorId)));
