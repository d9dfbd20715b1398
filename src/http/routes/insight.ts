import Type from 'typebox';
import { MasterXError } from '../../errors/error.ts';
import { days } from '../../std/durations.ts';
import { SLUG_PATTERN } from '../../std/slugs.ts';
import { pageFromMoment } from '../moment-cursor.ts';
import { listed, ok, paged, type Route, route } from '../route.ts';
import { component, instant, PAGING, pageOf } from '../shapes.ts';
import { endOfLocalDay } from './local-day.ts';
import { CONCEPT, LEARNER } from './path-parts.ts';

const PERIODS = ['daily_aggregation', 'weekly_summary', 'monthly_report'] as const;

/** How far back feelings are told unless asked otherwise: a month of days, half a year of weeks, two years. */
const PERIOD_DAYS: Readonly<Record<(typeof PERIODS)[number], number>> = {
  daily_aggregation: 30,
  weekly_summary: 182,
  monthly_report: 730,
};

const daysBefore = (now: Date, count: number): Date => new Date(now.getTime() - days(count));

/** What is known of a learner. */
export const INSIGHT_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/progress',
    operationId: 'getProgress',
    tag: 'insight',
    summary: 'Mean mastery by subject.',
    params: LEARNER,
    answers: {
      200: { description: 'A row for each subject.', schema: pageOf(component('SubjectProgress')) },
    },
    errors: [],
    async handle({ platform, params: { user_id } }) {
      return listed((await platform.insight.progress(user_id)).items);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/mastery',
    operationId: 'listMastery',
    tag: 'insight',
    summary: 'Concepts the learner met, and how well they are known, now and as of the last practice.',
    params: LEARNER,
    query: {
      ...PAGING,
      subject: Type.Optional(Type.String({ pattern: SLUG_PATTERN, description: 'Only of this subject.' })),
    },
    answers: { 200: { description: 'One page of concepts.', schema: pageOf(component('Mastery')) } },
    errors: ['invalid_cursor'],
    async handle({ platform, params: { user_id }, query: { subject, ...options } }) {
      return paged(await platform.insight.masteryNow(user_id, subject, options));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/mastery/{subject}/{topic}/{concept}',
    operationId: 'getConceptMastery',
    tag: 'insight',
    summary: 'One concept: how well it is known, now and as of the last practice, and why.',
    params: CONCEPT,
    answers: { 200: { description: 'The concept.', schema: component('ConceptMastery') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id, subject, topic, concept } }) {
      const known = await platform.insight.conceptNow(user_id, subject, topic, concept);
      if (known === null) throw new MasterXError('not_found', { detail: 'The learner never met it.' });
      return ok(known);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/reviews-due',
    operationId: 'listReviewsDue',
    tag: 'insight',
    summary: 'Concepts that are due, longest due first.',
    params: LEARNER,
    query: {
      ...PAGING,
      until: Type.Optional(instant('Up to when; the end of the learner’s local day unless given.')),
    },
    answers: { 200: { description: 'One page of reviews.', schema: pageOf(component('ReviewDue')) } },
    errors: ['not_found', 'invalid_cursor'],
    async handle({ platform, params: { user_id }, query: { until, ...asked }, around }) {
      return pageFromMoment(
        { ...asked, moment: until },
        () => endOfLocalDay(platform, user_id, around.platform.clock.now()),
        (moment, options) => platform.insight.reviewsDue(user_id, moment, options),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/wellness',
    operationId: 'listWellness',
    tag: 'insight',
    summary: 'Emotional wellness by day, latest first.',
    params: LEARNER,
    query: {
      ...PAGING,
      since: Type.Optional(instant(`From when on; ${PERIOD_DAYS.daily_aggregation} days ago unless given.`)),
    },
    answers: { 200: { description: 'One page of days.', schema: pageOf(component('WellnessDay')) } },
    errors: ['invalid_cursor'],
    async handle({ platform, params: { user_id }, query: { since, ...asked }, around }) {
      return pageFromMoment(
        { ...asked, moment: since },
        () => daysBefore(around.platform.clock.now(), PERIOD_DAYS.daily_aggregation),
        (moment, options) => platform.insight.wellness(user_id, moment, options),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/emotions',
    operationId: 'listEmotions',
    tag: 'insight',
    summary: 'Summaries of feelings, latest first.',
    params: LEARNER,
    query: {
      ...PAGING,
      period: Type.Optional(
        Type.Enum([...PERIODS], { description: 'What one summary spans; a day unless given.' }),
      ),
      since: Type.Optional(
        instant('From when on; unless given, 30 days, half a year or two years ago, by the period.'),
      ),
    },
    answers: {
      200: { description: 'One page of summaries.', schema: pageOf(component('EmotionalAnalyticsDocument')) },
    },
    errors: ['invalid_cursor'],
    async handle({
      platform,
      params: { user_id },
      query: { since, period = 'daily_aggregation', ...asked },
      around,
    }) {
      return pageFromMoment(
        { ...asked, moment: since },
        () => daysBefore(around.platform.clock.now(), PERIOD_DAYS[period]),
        (moment, options) => platform.insight.emotions(user_id, period, moment, options),
      );
    },
  }),
];
