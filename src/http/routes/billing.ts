import Type from 'typebox';
import type { BillingCycle } from '../../accounts/subscription/changes.ts';
import { ok, type Route, route } from '../route.ts';
import { DOCUMENTS, instant, schemaAt } from '../shapes.ts';
import { LEARNER } from './path-parts.ts';
import { CLOSED } from './registration-inputs.ts';
import { paidPlan, QUERY_ID, REQUEST_ID_PATTERN, STANDING } from './subscriptions.ts';

const subscription = schemaAt(DOCUMENTS['UserDocument'], 'subscription');
const BILLING_CYCLE = Type.Unsafe<BillingCycle>(schemaAt(subscription, 'billing_cycle'));

/** How a billing system names a request, so that it changes something once however often and how late it is sent. */
const REQUEST_ID = Type.String({
  pattern: REQUEST_ID_PATTERN,
  description:
    'Made by whoever asks, another one for each request. Sent again it changes nothing and is answered as the plan stands; used for something else it is refused.',
});

const BILLING = {
  method: 'POST',
  tag: 'billing',
  scope: 'subscriptions:write',
  params: LEARNER,
  answers: STANDING,
  errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
} as const;

/** What billing systems and tutors do with plans. */
export const BILLING_ROUTES: readonly Route[] = [
  route({
    ...BILLING,
    path: '/v1/learners/{user_id}/subscription/purchase',
    operationId: 'buyPlan',
    summary: 'Begins a plan that was bought.',
    body: Type.Object(
      {
        request_id: REQUEST_ID,
        plan: paidPlan,
        billing_cycle: BILLING_CYCLE,
        payment_method_id: Type.Optional(Type.Unsafe<string>(schemaAt(subscription, 'payment_method_id'))),
      },
      CLOSED,
    ),
    async handle({ platform, params: { user_id }, body: { request_id: requestId, ...purchase } }) {
      return ok(await platform.subscriptions.subscribe(user_id, { requestId, ...purchase }));
    },
  }),
  route({
    ...BILLING,
    path: '/v1/learners/{user_id}/subscription/renewal',
    operationId: 'renewPlan',
    summary: 'Makes a plan go on for another cycle from where it ends, or from now where it has ended.',
    body: Type.Object(
      {
        request_id: REQUEST_ID,
        ending: instant('The end that is put off, as `expires_at` tells it.'),
      },
      CLOSED,
    ),
    async handle({ platform, params: { user_id }, body: { request_id: requestId, ending } }) {
      return ok(await platform.subscriptions.renew(user_id, { requestId, ending }));
    },
  }),
  route({
    ...BILLING,
    path: '/v1/learners/{user_id}/subscription/change',
    operationId: 'changePlan',
    summary: 'Goes over to another plan for what is left of the cycle; what is used stays counted.',
    body: Type.Object(
      { request_id: REQUEST_ID, plan: paidPlan, billing_cycle: Type.Optional(BILLING_CYCLE) },
      CLOSED,
    ),
    async handle({ platform, params: { user_id }, body: { request_id: requestId, ...to } }) {
      return ok(await platform.subscriptions.change(user_id, { requestId, ...to }));
    },
  }),
  route({
    ...BILLING,
    path: '/v1/learners/{user_id}/subscription/end',
    operationId: 'endPlan',
    summary: 'Ends a plan at once, such as one whose payment was taken back.',
    body: Type.Object({ request_id: REQUEST_ID }, CLOSED),
    async handle({ platform, params: { user_id }, body: { request_id: requestId } }) {
      return ok(await platform.subscriptions.expire(user_id, { requestId }));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/ai-queries/{query_id}',
    operationId: 'takeBackAiQuery',
    tag: 'billing',
    scope: 'ai-queries:count',
    summary: 'Takes back an AI query that was counted and failed.',
    params: { ...LEARNER, query_id: QUERY_ID },
    answers: {
      200: {
        description: 'Done, or done before.',
        schema: Type.Object(
          {
            taken_back: Type.Boolean({
              description: 'Whether it was counted in this period and is not any more.',
            }),
          },
          CLOSED,
        ),
      },
    },
    errors: ['not_found', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, query_id } }) {
      return ok({ taken_back: await platform.subscriptions.refundAiQuery(user_id, query_id) });
    },
  }),
];
