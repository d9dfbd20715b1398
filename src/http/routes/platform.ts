import Type from 'typebox';
import { SCHEMA } from '../../schema/schema.ts';
import { LIMITS } from '../../std/limits.ts';
import { listed, ok, type Route, route } from '../route.ts';
import { component, pageOf } from '../shapes.ts';

/** Days of use told unless asked otherwise. */
const USAGE_DAYS = 30;

/** The platform itself. */
export const PLATFORM_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/platform',
    operationId: 'getPlatform',
    tag: 'platform',
    summary: 'Version, engines, address, and about how much is stored.',
    answers: { 200: { description: 'The platform.', schema: component('Platform') } },
    errors: [],
    async handle({ platform, around }) {
      const collections = await platform.operation.sizes();
      return ok({
        ...around.about,
        listens_on: around.listensOn(),
        loopback_only: true,
        sign_in: around.signInMode,
        learners: collections.find(({ name }) => name === 'users')?.documents ?? 0,
        collections,
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/platform/usage',
    operationId: 'listUsage',
    tag: 'platform',
    summary: 'Learners, sessions and their mean length, by day.',
    query: {
      days: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: LIMITS.summaryRowsMax,
          description: `How many days back; ${USAGE_DAYS} unless given.`,
        }),
      ),
    },
    answers: {
      200: { description: 'A row for each day with sessions.', schema: pageOf(component('UsageDay')) },
    },
    errors: [],
    async handle({ platform, query }) {
      return listed((await platform.operation.usage(query.days ?? USAGE_DAYS)).items);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/platform/service-levels',
    operationId: 'listServiceLevels',
    tag: 'platform',
    summary: 'Every named query, what is promised of it, and how it has done since the process began.',
    answers: { 200: { description: 'A row for each query.', schema: pageOf(component('ServiceLevel')) } },
    errors: [],
    async handle({ platform }) {
      const measured = platform.operation.serviceLevels();
      return listed(
        Object.values(SCHEMA.collections)
          .filter(({ declaration }) => declaration.database === 'data')
          .flatMap(({ name: collection, queries }) =>
            Object.values(queries).map(({ name: query, declaration, index }) => {
              const found = measured.find((one) => one.collection === collection && one.query === query);
              return {
                collection,
                query,
                why: declaration.why,
                specification: declaration.specification ?? null,
                index: index.name,
                sla_ms: declaration.promise.slaMs,
                count: found?.count ?? 0,
                p50_ms: found?.p50Ms ?? 0,
                p95_ms: found?.p95Ms ?? 0,
                p99_ms: found?.p99Ms ?? 0,
                max_ms: found?.latencyMsMax ?? 0,
                share_within_sla: found?.withinSla ?? null,
              };
            }),
          ),
      );
    },
  }),
];
