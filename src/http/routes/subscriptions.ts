import Type from 'typebox';
import type { PaidPlan } from '../../accounts/subscription/changes.ts';
import { PLAN_NAMES, PLANS } from '../../schema/vocabulary/plans.ts';
import { created, listed, ok, type Route, route } from '../route.ts';
import { component, pageOf } from '../shapes.ts';
import { LEARNER } from './path-parts.ts';
import { CLOSED } from './registration-inputs.ts';

/** Identifiers of requests, as whoever asks makes them. */
export const REQUEST_ID_PATTERN = '^[\\w.-]{8,128}$';

/** How whoever asks names a query, so that it counts once however often it is sent. */
export const QUERY_ID = Type.String({
  pattern: REQUEST_ID_PATTERN,
  description: 'Made by whoever asks, another one for each query; sent again, it counts once.',
});

/** A plan that can be tried or bought. */
export const paidPlan = Type.Unsafe<PaidPlan>(
  Type.Enum(
    PLAN_NAMES.filter((name) => PLANS[name].isPaid),
    { description: 'A plan that somebody pays for.' },
  ),
);

export const STANDING = {
  200: { description: 'The subscription as it stands.', schema: component('Subscription') },
};

/** Plans, and the AI queries they give. */
export const SUBSCRIPTION_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/plans',
    operationId: 'listPlans',
    tag: 'subscription',
    summary: 'Every plan with its limits.',
    answers: { 200: { description: 'The plans.', schema: pageOf(component('Plan')) } },
    errors: [],
    async handle() {
      return listed(
        PLAN_NAMES.map((plan) => {
          const { description, aiQueriesMax, peopleMax, isPaid, trialDays } = PLANS[plan];
          return {
            plan,
            description,
            ai_queries_max: aiQueriesMax,
            people_max: peopleMax,
            is_paid: isPaid,
            trial_days: trialDays,
          };
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/subscription',
    operationId: 'getSubscription',
    tag: 'subscription',
    summary: 'The plan of a learner, and what of it is used.',
    params: LEARNER,
    answers: STANDING,
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.subscriptions.of(user_id));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/subscription/trial',
    operationId: 'beginTrial',
    tag: 'subscription',
    summary: 'Begins the one trial of an account.',
    description: 'Sent again, it answers the trial that has begun.',
    params: LEARNER,
    body: Type.Object({ plan: paidPlan }, CLOSED),
    answers: STANDING,
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body: { plan } }) {
      return ok(await platform.subscriptions.beginTrial(user_id, plan));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/subscription/cancellation',
    operationId: 'cancelPlan',
    tag: 'subscription',
    summary: 'Ends a plan with what was paid for: it stays in force until then.',
    params: LEARNER,
    body: Type.Object(
      {
        request_id: Type.Optional(
          Type.String({
            pattern: REQUEST_ID_PATTERN,
            description: 'By which a billing system’s request is known when it is sent again.',
          }),
        ),
      },
      CLOSED,
    ),
    bodyOptional: true,
    answers: STANDING,
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body }) {
      return ok(await platform.subscriptions.cancel(user_id, body.request_id));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/ai-queries',
    operationId: 'consumeAiQuery',
    tag: 'subscription',
    summary: 'Counts an AI query before it is asked.',
    description:
      'At the limit it answers 429 with the moment the next period begins, in `retry_at` and `Retry-After`, and the query is not to be asked.',
    params: LEARNER,
    body: Type.Object({ request_id: QUERY_ID }, CLOSED),
    answers: {
      200: { description: 'It was counted before.', schema: component('AiAllowance') },
      201: { description: 'It is counted.', schema: component('AiAllowance') },
    },
    errors: ['not_found', 'quota_exhausted', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body: { request_id } }) {
      const { repeated, allowance } = await platform.subscriptions.consumeAiQuery(user_id, request_id);
      return repeated ? ok(allowance) : created(allowance);
    },
  }),
];
