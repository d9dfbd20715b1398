import Type from 'typebox';
import { DESIRED_RETENTION } from '../../learning/review-schedule.ts';
import { LIMITS } from '../../std/limits.ts';
import { ok, type Route, route } from '../route.ts';
import { component, DOCUMENTS, instant, schemaAt } from '../shapes.ts';
import { endOfLocalDay } from './local-day.ts';
import { LEARNER } from './path-parts.ts';

const CLOSED = { additionalProperties: false };
const retention = Type.Unsafe<number>(schemaAt(DOCUMENTS['ReviewSettingsDocument'], 'desired_retention'));
const loss = Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
  description: 'Mean log loss on the latest fifth of the reviews; null with too few.',
});

/** What to review, and how that is planned. */
export const REVIEW_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/review-plan',
    operationId: 'getReviewPlan',
    tag: 'insight',
    summary: 'What to review now: prerequisites first, otherwise what is recalled least.',
    params: LEARNER,
    query: {
      until: Type.Optional(instant('Up to when; the end of the learner’s local day unless given.')),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.answerDocumentsMax })),
    },
    answers: {
      200: {
        description: 'The first concepts of the plan, and how many are due in all, up to 1,000.',
        schema: Type.Object(
          { items: Type.Array(component('ReviewDue')), due: Type.Integer({ minimum: 0 }) },
          CLOSED,
        ),
      },
    },
    errors: ['not_found'],
    async handle({ platform, params: { user_id }, query: { until, limit }, around }) {
      const moment = until ?? (await endOfLocalDay(platform, user_id, around.platform.clock.now()));
      return ok(await platform.insight.reviewPlan(user_id, moment, limit ?? LIMITS.answerDocumentsDefault));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/review-settings',
    operationId: 'getReviewSettings',
    tag: 'insight',
    summary: 'How the reviews are planned: desired retention, and the version of the parameters.',
    params: LEARNER,
    answers: { 200: { description: 'The settings.', schema: component('ReviewSettings') } },
    errors: [],
    async handle({ platform, params: { user_id } }) {
      return ok(shown(await platform.insight.reviewSettings(user_id)));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/review-settings',
    operationId: 'setReviewSettings',
    tag: 'insight',
    summary: 'Sets how well the learner wants to remember; every due date follows.',
    params: LEARNER,
    body: Type.Object({ desired_retention: retention }, CLOSED),
    answers: { 200: { description: 'The settings.', schema: component('ReviewSettings') } },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body: { desired_retention } }) {
      return ok(shown(await platform.insight.setDesiredRetention(user_id, desired_retention)));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/review-settings/fit',
    operationId: 'fitReviewParameters',
    tag: 'insight',
    summary: 'Fits the parameters of forgetting to the learner’s own reviews, where there are enough.',
    params: LEARNER,
    answers: {
      200: {
        description: 'What became of it.',
        schema: Type.Object(
          {
            outcome: Type.Enum(['fitted', 'kept', 'too-few']),
            reviews: Type.Integer({ minimum: 0 }),
            version: Type.Integer({ minimum: 0 }),
            log_loss_before: loss,
            log_loss_after: loss,
          },
          CLOSED,
        ),
      },
    },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id } }) {
      const { logLossBefore, logLossAfter, ...fit } = await platform.insight.fitReviews(user_id);
      return ok({ ...fit, log_loss_before: logLossBefore, log_loss_after: logLossAfter });
    },
  }),
];

type Settings = Awaited<ReturnType<Parameters<Route['handle']>[0]['platform']['insight']['reviewSettings']>>;

function shown(settings: Settings) {
  return {
    desired_retention: settings?.desired_retention ?? DESIRED_RETENTION,
    parameters: settings?.parameters ?? null,
  };
}
