import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Actor, answerOf, api, asLearner, from, signedIn } from './request.ts';
import type { EmotionalAnalytics, Origin } from './types.ts';

type Init = ReturnType<typeof from>;
type Asked<T> = Parameters<typeof answerOf<T>>[0];
interface Page {
  next_cursor: string | null;
}

/** One thing of the API, asked for once and kept under its key. */
function one<T>(actor: Actor, key: readonly unknown[], ask: (init: Init) => Asked<T>) {
  return queryOptions({
    queryKey: [actor, ...key],
    queryFn: ({ signal }) => answerOf(ask(from(actor, signal)), signal),
  });
}

/** What belongs to whoever signed in. */
function own<T>(key: readonly unknown[], ask: (init: ReturnType<typeof signedIn>) => Asked<T>) {
  return queryOptions({
    queryKey: ['own', ...key],
    queryFn: ({ signal }) => answerOf(ask(signedIn(signal)), signal),
  });
}

/** A list of the API, page by page. */
function paged<T extends Page>(
  actor: Actor,
  key: readonly unknown[],
  ask: (cursor: string | undefined, init: Init) => Asked<T>,
) {
  return infiniteQueryOptions({
    queryKey: [actor, ...key, 'paged'],
    queryFn: ({ signal, pageParam }) => answerOf(ask(pageParam, from(actor, signal)), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

const BEGINNING = new Date(0).toISOString();

/** What one answer holds at most, for lists that no learner fills. */
const MOST = 200;

/** What the API can be asked, by name. Lists that may grow are paged. */
export const queries = {
  learners: (origin: Origin['kind'], limit: number) =>
    paged('operator', ['learners', origin, limit], (cursor, init) =>
      api.GET('/v1/learners', { params: { query: { origin, limit, cursor } }, ...init }),
    ),
  /** Those who share with an educator. */
  sharedLearners: (educatorId: string) =>
    paged(asLearner(educatorId), ['shared-learners'], (cursor, init) =>
      api.GET('/v1/learners', { params: { query: { limit: 24, cursor } }, ...init }),
    ),
  learner: (id: string) =>
    one(asLearner(id), ['learner'], (init) =>
      api.GET('/v1/learners/{user_id}', { params: { path: { user_id: id } }, ...init }),
    ),
  learningDna: (id: string) =>
    one(asLearner(id), ['learning-dna'], (init) =>
      api.GET('/v1/learners/{user_id}/learning-dna', { params: { path: { user_id: id } }, ...init }),
    ),
  learningDnaExplanation: (id: string) =>
    one(asLearner(id), ['learning-dna', 'explanation'], (init) =>
      api.GET('/v1/learners/{user_id}/learning-dna/explanation', {
        params: { path: { user_id: id } },
        ...init,
      }),
    ),
  latestSession: (id: string) =>
    one(asLearner(id), ['latest-session'], (init) =>
      api.GET('/v1/learners/{user_id}/sessions', {
        params: { path: { user_id: id }, query: { since: BEGINNING, limit: 1 } },
        ...init,
      }),
    ),
  sessionsSince: (id: string, since: string) =>
    paged(asLearner(id), ['sessions', since], (cursor, init) =>
      api.GET('/v1/learners/{user_id}/sessions', {
        params: { path: { user_id: id }, query: { since, limit: 50, cursor } },
        ...init,
      }),
    ),
  session: (id: string, sessionId: string) =>
    one(asLearner(id), ['session', sessionId], (init) =>
      api.GET('/v1/learners/{user_id}/sessions/{session_id}', {
        params: { path: { user_id: id, session_id: sessionId } },
        ...init,
      }),
    ),
  interactions: (id: string, sessionId: string) =>
    paged(asLearner(id), ['interactions', sessionId], (cursor, init) =>
      api.GET('/v1/learners/{user_id}/sessions/{session_id}/interactions', {
        params: { path: { user_id: id, session_id: sessionId }, query: { limit: 20, cursor } },
        ...init,
      }),
    ),
  progress: (id: string) =>
    one(asLearner(id), ['progress'], (init) =>
      api.GET('/v1/learners/{user_id}/progress', { params: { path: { user_id: id } }, ...init }),
    ),
  mastery: (id: string, subject: string) =>
    paged(asLearner(id), ['mastery', subject], (cursor, init) =>
      api.GET('/v1/learners/{user_id}/mastery', {
        params: { path: { user_id: id }, query: { subject, limit: 100, cursor } },
        ...init,
      }),
    ),
  concept: (id: string, subject: string, topic: string, concept: string) =>
    one(asLearner(id), ['concept', subject, topic, concept], (init) =>
      api.GET('/v1/learners/{user_id}/mastery/{subject}/{topic}/{concept}', {
        params: { path: { user_id: id, subject, topic, concept } },
        ...init,
      }),
    ),
  reviewsDue: (id: string, until: string) =>
    paged(asLearner(id), ['reviews-due', until], (cursor, init) =>
      api.GET('/v1/learners/{user_id}/reviews-due', {
        params: { path: { user_id: id }, query: { until, limit: MOST, cursor } },
        ...init,
      }),
    ),
  emotions: (id: string, period: EmotionalAnalytics['data_source'], since: string) =>
    one(asLearner(id), ['emotions', period, since], (init) =>
      api.GET('/v1/learners/{user_id}/emotions', {
        params: { path: { user_id: id }, query: { period, since, limit: MOST } },
        ...init,
      }),
    ),
  accesses: (id: string) =>
    paged(asLearner(id), ['accesses'], (cursor, init) =>
      api.GET('/v1/learners/{user_id}/accesses', {
        params: { path: { user_id: id }, query: { cursor } },
        ...init,
      }),
    ),
  consents: (id: string) =>
    one(asLearner(id), ['consents'], (init) =>
      api.GET('/v1/learners/{user_id}/consents', { params: { path: { user_id: id } }, ...init }),
    ),
  shares: (id: string) =>
    one(asLearner(id), ['shares'], (init) =>
      api.GET('/v1/learners/{user_id}/shares', {
        params: { path: { user_id: id }, query: { limit: MOST } },
        ...init,
      }),
    ),
  /** Whose number an educator's is, as a learner may know it. */
  educator: (id: string, educatorId: string) =>
    one(asLearner(id), ['educator', educatorId], (init) =>
      api.GET('/v1/educators/{educator_id}', { params: { path: { educator_id: educatorId } }, ...init }),
    ),
  family: (id: string) =>
    one(asLearner(id), ['family'], (init) =>
      api.GET('/v1/learners/{user_id}/family', { params: { path: { user_id: id } }, ...init }),
    ),
  profile: (id: string) =>
    one(asLearner(id), ['profile'], (init) =>
      api.GET('/v1/learners/{user_id}/profile', { params: { path: { user_id: id } }, ...init }),
    ),
  preferences: (id: string) =>
    one(asLearner(id), ['preferences'], (init) =>
      api.GET('/v1/learners/{user_id}/preferences', { params: { path: { user_id: id } }, ...init }),
    ),
  subscription: (id: string) =>
    one(asLearner(id), ['subscription'], (init) =>
      api.GET('/v1/learners/{user_id}/subscription', { params: { path: { user_id: id } }, ...init }),
    ),
  plans: () => own(['plans'], (init) => api.GET('/v1/plans', init)),
  ownAccount: () => own(['account'], (init) => api.GET('/v1/auth/account', init)),
  signIns: () => own(['sign-ins'], (init) => api.GET('/v1/auth/sessions', init)),
  guardianNotice: () => own(['guardian-notice'], (init) => api.GET('/v1/guardians/notice', init)),
  guardianRequests: () => own(['guardian-requests'], (init) => api.GET('/v1/guardians/requests', init)),
  wards: () => own(['wards'], (init) => api.GET('/v1/guardians/learners', init)),
  ward: (id: string) =>
    own(['ward', id], (init) =>
      api.GET('/v1/guardians/learners/{user_id}', { params: { path: { user_id: id } }, ...init }),
    ),
  concepts: (id: string, subject: string) =>
    one(asLearner(id), ['concepts', subject], (init) =>
      api.GET('/v1/concepts', { params: { query: { subject, limit: MOST } }, ...init }),
    ),
  practiceSubjects: (id: string) =>
    one(asLearner(id), ['practice-subjects'], (init) => api.GET('/v1/practice/subjects', init)),
  platform: () => one('operator', ['platform'], (init) => api.GET('/v1/platform', init)),
  usage: (days: number) =>
    one('operator', ['usage', days], (init) =>
      api.GET('/v1/platform/usage', { params: { query: { days } }, ...init }),
    ),
  serviceLevels: () =>
    one('operator', ['service-levels'], (init) => api.GET('/v1/platform/service-levels', init)),
};
