import { answerOf, api, asLearner, from } from './request.ts';

const of = (id: string) => ({ params: { path: { user_id: id } }, ...from(asLearner(id)) });

/** Begins the one trial of an account. */
export const beginTrial = (id: string) =>
  answerOf(api.POST('/v1/learners/{user_id}/subscription/trial', { body: { plan: 'premium' }, ...of(id) }));

/** Ends a plan with what was paid for. */
export const cancelPlan = (id: string) =>
  answerOf(api.POST('/v1/learners/{user_id}/subscription/cancellation', of(id)));
