import { answerOf, api, asLearner, doneOf, from } from './request.ts';

const of = (id: string) => ({ params: { path: { user_id: id } }, ...from(asLearner(id)) });

/** Makes a code that lets one person join. */
export const invite = (id: string) => answerOf(api.POST('/v1/learners/{user_id}/family/invitations', of(id)));

/** Takes back every code that nobody has used. */
export const withdrawInvitations = (id: string) =>
  doneOf(api.DELETE('/v1/learners/{user_id}/family/invitations', of(id)));

export const joinFamily = (id: string, code: string) =>
  answerOf(api.POST('/v1/learners/{user_id}/family/membership', { body: { code }, ...of(id) }));

export const leaveFamily = (id: string) =>
  doneOf(api.DELETE('/v1/learners/{user_id}/family/membership', of(id)));

export const removeMember = (id: string, memberId: string) =>
  doneOf(
    api.DELETE('/v1/learners/{user_id}/family/members/{member_id}', {
      params: { path: { user_id: id, member_id: memberId } },
      ...from(asLearner(id)),
    }),
  );
