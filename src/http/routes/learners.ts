import Type from 'typebox';
import type { UserDocument } from '../../derive/generated/documents.ts';
import { ok, paged, type Route, route } from '../route.ts';
import { component, DOCUMENTS, PAGING, pageOf, schemaAt } from '../shapes.ts';
import { LEARNER } from './path-parts.ts';

type OriginKind = UserDocument['origin']['kind'];

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
];
