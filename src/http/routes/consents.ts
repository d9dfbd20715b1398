import Type from 'typebox';
import { CONSENT_LANGUAGES, type ConsentLanguage } from '../../schema/vocabulary/consent-texts.ts';
import { CONSENTS, type ConsentName } from '../../schema/vocabulary/consents.ts';
import { ok, paged, type Route, route } from '../route.ts';
import { component, PAGING, pageOf } from '../shapes.ts';
import { identifier, LEARNER } from './path-parts.ts';

const CONSENT = {
  ...LEARNER,
  consent: Type.Unsafe<ConsentName>({
    type: 'string',
    enum: Object.keys(CONSENTS),
    description: 'The consent.',
  }),
};
const EDUCATOR = { educator_id: identifier('The educator’s account.') };
const SHARE = { ...LEARNER, ...EDUCATOR };

/** What learners decide about the use of their data, and with whom they share it. */
export const CONSENT_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/consents',
    operationId: 'listConsents',
    tag: 'consents',
    summary: 'How each consent stands, the words to ask for it with, and what was decided, latest first.',
    params: LEARNER,
    answers: { 200: { description: 'The consents.', schema: component('Consents') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.consents.of(user_id));
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/learners/{user_id}/consents/{consent}',
    operationId: 'decideConsent',
    tag: 'consents',
    summary: 'Gives or withdraws one consent. Withdrawn, its data is neither kept nor used from then on.',
    params: CONSENT,
    body: Type.Object(
      {
        given: Type.Boolean({ description: 'Given, or withdrawn.' }),
        version: Type.Optional(
          Type.String({ maxLength: 40, description: 'Version of the words that were shown.' }),
        ),
        language: Type.Optional(
          Type.Unsafe<ConsentLanguage>({
            type: 'string',
            enum: CONSENT_LANGUAGES,
            description: 'Language they were shown in; `en` unless given.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 200: { description: 'How all consents stand now.', schema: component('Consents') } },
    errors: ['not_found', 'guardian_decides', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, consent }, body }) {
      return ok(await platform.consents.decide(user_id, consent, body));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/shares',
    operationId: 'listShares',
    tag: 'consents',
    summary: 'With which educators the learner shares, or shared.',
    params: LEARNER,
    query: PAGING,
    answers: { 200: { description: 'One page of shares.', schema: pageOf(component('ShareDocument')) } },
    errors: ['invalid_cursor', 'not_found'],
    async handle({ platform, params: { user_id }, query }) {
      return paged(await platform.consents.shares(user_id, query));
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/learners/{user_id}/shares/{educator_id}',
    operationId: 'giveShare',
    tag: 'consents',
    summary: 'Shares what the learner learned with an educator, while the learner consents to sharing.',
    params: SHARE,
    answers: { 200: { description: 'The share.', schema: component('ShareDocument') } },
    errors: ['not_found', 'guardian_decides', 'write_conflict', 'conflict'],
    async handle({ platform, params: { user_id, educator_id } }) {
      return ok(await platform.consents.share(user_id, educator_id));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/shares/{educator_id}',
    operationId: 'endShare',
    tag: 'consents',
    summary: 'Takes a share back; the educator sees nothing from then on.',
    params: SHARE,
    answers: { 200: { description: 'The share, ended.', schema: component('ShareDocument') } },
    errors: ['not_found', 'write_conflict', 'conflict'],
    async handle({ platform, params: { user_id, educator_id } }) {
      return ok(await platform.consents.endShare(user_id, educator_id));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/educators/{educator_id}',
    operationId: 'getEducator',
    tag: 'consents',
    summary: 'Whom one would share with: the name that belongs to the number an educator gave.',
    params: EDUCATOR,
    answers: { 200: { description: 'The educator.', schema: component('Educator') } },
    errors: ['not_found'],
    async handle({ platform, params: { educator_id } }) {
      return ok(await platform.consents.educator(educator_id));
    },
  }),
];
