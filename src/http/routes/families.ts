import Type from 'typebox';
import { TOKEN_LENGTH } from '../../accounts/tokens/single-use-token.ts';
import { UUID_PATTERN } from '../../schema/fields/uuid.ts';
import { created, noContent, ok, type Route, route } from '../route.ts';
import { component } from '../shapes.ts';
import { LEARNER } from './path-parts.ts';

const CLOSED = { additionalProperties: false };
const CHANGING = ['not_found', 'conflict', 'write_conflict', 'key_destroyed'] as const;
const DONE = { 204: { description: 'It is done.' } };

/** Who shares a family plan. */
export const FAMILY_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/family',
    operationId: 'getFamily',
    tag: 'subscription',
    summary:
      'Who shares the family plan: whoever holds it is told the names, and nothing of what anybody learns.',
    params: LEARNER,
    answers: { 200: { description: 'The family.', schema: component('Family') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.families.of(user_id));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/family/invitations',
    operationId: 'inviteToFamily',
    tag: 'subscription',
    summary: 'Makes an invitation to the family plan: a code that works once, to be passed on.',
    params: LEARNER,
    answers: { 201: { description: 'The invitation.', schema: component('FamilyInvitation') } },
    errors: CHANGING,
    async handle({ platform, params: { user_id } }) {
      return created(await platform.families.invite(user_id));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/family/invitations',
    operationId: 'withdrawFamilyInvitations',
    tag: 'subscription',
    summary: 'Takes back every invitation that was not accepted.',
    params: LEARNER,
    answers: DONE,
    errors: CHANGING,
    async handle({ platform, params: { user_id } }) {
      await platform.families.withdrawInvitations(user_id);
      return noContent();
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/family/membership',
    operationId: 'joinFamily',
    tag: 'subscription',
    summary: 'Joins the family plan that an invitation is to.',
    params: LEARNER,
    body: Type.Object(
      { code: Type.String({ minLength: 1, maxLength: TOKEN_LENGTH, description: 'The invitation.' }) },
      CLOSED,
    ),
    answers: {
      200: { description: 'The subscription as it stands then.', schema: component('Subscription') },
    },
    errors: [...CHANGING, 'link_refused', 'guardian_decides'],
    async handle({ platform, params: { user_id }, body: { code } }) {
      await platform.families.join(user_id, code);
      return ok(await platform.subscriptions.of(user_id));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/family/membership',
    operationId: 'leaveFamily',
    tag: 'subscription',
    summary: 'Leaves the family plan.',
    params: LEARNER,
    answers: DONE,
    errors: CHANGING,
    async handle({ platform, params: { user_id } }) {
      await platform.families.leave(user_id);
      return noContent();
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/family/members/{member_id}',
    operationId: 'removeFromFamily',
    tag: 'subscription',
    summary: 'Removes a member from the family plan.',
    params: {
      ...LEARNER,
      member_id: Type.String({ format: 'uuid', pattern: UUID_PATTERN, description: 'The member.' }),
    },
    answers: DONE,
    errors: CHANGING,
    async handle({ platform, params: { user_id, member_id } }) {
      await platform.families.remove(user_id, member_id);
      return noContent();
    },
  }),
];
