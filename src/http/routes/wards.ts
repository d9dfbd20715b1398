import Type from 'typebox';
import { listed, ok, type Route, route } from '../route.ts';
import { component, pageOf } from '../shapes.ts';
import { DECISIONS, TEXT_VERSION } from './guardian-requests.ts';
import { LEARNER } from './path-parts.ts';
import { CLOSED, COUNTRY, EDUCATION_LEVEL, NAME, STATED_AGE, TIME_ZONE } from './registration-inputs.ts';

const THE_LEARNER = { 200: { description: 'The learner as it stands now.', schema: component('Ward') } };

/** Learners in the care of the caller; everybody else's are not found. */
export const WARD_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/guardians/learners',
    operationId: 'listWards',
    tag: 'guardians',
    summary: 'The learners the caller is guardian of.',
    answers: { 200: { description: 'At most 50 of them.', schema: pageOf(component('Ward')) } },
    errors: ['not_found'],
    async handle({ platform }) {
      return listed(await platform.guardians.wards());
    },
  }),
  route({
    method: 'GET',
    path: '/v1/guardians/learners/{user_id}',
    operationId: 'getWard',
    tag: 'guardians',
    summary: 'One of them.',
    params: LEARNER,
    answers: THE_LEARNER,
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.guardians.ward(user_id));
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/guardians/learners/{user_id}',
    operationId: 'correctWard',
    tag: 'guardians',
    summary: 'Corrects what is kept of the learner.',
    params: LEARNER,
    body: Type.Object(
      {
        name: Type.Optional(NAME),
        ...STATED_AGE,
        country: Type.Optional(COUNTRY),
        timezone: Type.Optional(TIME_ZONE),
        education_level: Type.Optional(EDUCATION_LEVEL),
      },
      CLOSED,
    ),
    answers: THE_LEARNER,
    errors: ['not_found', 'write_conflict'],
    async handle({ platform, params: { user_id }, body }) {
      return ok(await platform.guardians.correct(user_id, body));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/learners/{user_id}/consents',
    operationId: 'decideForWard',
    tag: 'guardians',
    summary: 'Gives and withdraws consents; what is not named stays as it is.',
    params: LEARNER,
    body: Type.Object({ consents: DECISIONS, text_version: TEXT_VERSION }, CLOSED),
    answers: THE_LEARNER,
    errors: ['not_found', 'conflict', 'write_conflict'],
    async handle({ platform, params: { user_id }, body: { consents, text_version } }) {
      return ok(await platform.guardians.decide(user_id, consents, text_version));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/learners/{user_id}/deletion',
    operationId: 'deleteWard',
    tag: 'guardians',
    summary: 'Asks for everything that is kept of the learner to be deleted; it is gone within 30 days.',
    params: LEARNER,
    answers: THE_LEARNER,
    errors: ['not_found', 'write_conflict'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.guardians.delete(user_id));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/guardians/learners/{user_id}',
    operationId: 'withdrawGuardianConsent',
    tag: 'guardians',
    summary:
      'Withdraws the consent altogether: nothing more is collected, everything is deleted, the guardianship ends.',
    params: LEARNER,
    answers: { 204: { description: 'Done.' } },
    errors: ['not_found', 'write_conflict'],
    async handle({ platform, params: { user_id } }) {
      await platform.guardians.withdraw(user_id);
      return { status: 204 };
    },
  }),
];
