import Type from 'typebox';
import type { UserDocument } from '../../derive/generated/documents.ts';
import { days } from '../../std/durations.ts';
import { pageFromMoment } from '../moment-cursor.ts';
import { ok, paged, type Route, route } from '../route.ts';
import { component, DOCUMENTS, instant, PAGING, pageOf, schemaAt } from '../shapes.ts';
import { LEARNER } from './path-parts.ts';

type OriginKind = UserDocument['origin']['kind'];

/** How far back accesses are told unless asked otherwise. */
const ACCESS_DAYS = 30;

/** The end of the years that instants of the interface may have. */
const EVER = new Date('9999-12-31T23:59:59.999Z');

/** Accounts. */
export const LEARNER_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners',
    operationId: 'listLearners',
    tag: 'learners',
    summary: 'Accounts, newest first.',
    query: {
      ...PAGING,
      origin: Type.Optional(Type.Unsafe<OriginKind>(schemaAt(DOCUMENTS['UserDocument'], 'origin', 'kind'))),
    },
    answers: { 200: { description: 'One page of accounts.', schema: pageOf(component('LearnerSummary')) } },
    errors: ['invalid_cursor'],
    async handle({ platform, query: { origin, ...options } }) {
      return paged(await platform.learners.list(origin, options));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}',
    operationId: 'getLearner',
    tag: 'learners',
    summary: 'One account, without its secrets.',
    params: LEARNER,
    answers: { 200: { description: 'The account.', schema: component('Learner') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.learners.profile(user_id));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/learning-dna',
    operationId: 'getLearningDna',
    tag: 'learners',
    summary: 'How the learner learns, and how that view came about.',
    params: LEARNER,
    answers: { 200: { description: 'The learning DNA.', schema: component('LearningDNADocument') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.learners.learningDna(user_id));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/accesses',
    operationId: 'listAccesses',
    tag: 'learners',
    summary: 'Who looked at or changed the learner’s data, and why, latest first.',
    params: LEARNER,
    query: {
      cursor: PAGING.cursor,
      since: Type.Optional(instant(`From when; ${ACCESS_DAYS} days ago unless given.`)),
    },
    answers: {
      200: {
        description: 'Accesses by name, never a value. A page may hold few of them, or none, and yet go on.',
        schema: pageOf(component('Access')),
      },
    },
    errors: ['invalid_cursor'],
    async handle({ platform, params: { user_id }, query: { since, ...asked }, around }) {
      return pageFromMoment(
        { ...asked, moment: since },
        () => new Date(around.platform.clock.now().getTime() - days(ACCESS_DAYS)),
        (moment, options) => platform.audit.accesses(user_id, { since: moment, until: EVER }, options),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/learning-dna/explanation',
    operationId: 'explainLearningDna',
    tag: 'learners',
    summary: 'Why the learning DNA says what it says, field by field.',
    params: LEARNER,
    answers: { 200: { description: 'The explanation.', schema: component('LearningDnaExplanation') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.insight.learningDnaExplanation(user_id));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/learning-dna/statements',
    operationId: 'stateLearningDna',
    tag: 'learners',
    summary:
      'Enters what the learner states of a field, which goes before what is learned; null takes it back.',
    params: LEARNER,
    body: Type.Object(
      {
        field: Type.String({
          maxLength: 120,
          description: 'Path of the field, as the explanation names it.',
        }),
        value: Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Null()]),
      },
      { additionalProperties: false },
    ),
    answers: { 200: { description: 'The explanation.', schema: component('LearningDnaExplanation') } },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body: { field, value } }) {
      return ok(await platform.insight.stateLearningDna(user_id, field, value));
    },
  }),
];
