import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Actor, asLearner, request } from './request.ts';
import type {
  Concept,
  EmotionalAnalytics,
  Interaction,
  Learner,
  LearnerSummary,
  LearningDNA,
  Mastery,
  Origin,
  Page,
  Platform,
  PracticeSubject,
  ReviewDue,
  ServiceLevel,
  Session,
  SessionHeader,
  SubjectProgress,
  UsageDay,
  WellnessDay,
} from './types.ts';

type Query = Record<string, string | number | undefined>;

/** One thing of the API, asked for once and kept. */
function one<T>(actor: Actor, path: string, query: Query = {}) {
  return queryOptions({
    queryKey: [actor, path, query],
    queryFn: ({ signal }) => request<T>(actor, 'GET', path, { query, signal }),
  });
}

/** A list of the API, page by page. */
function paged<T>(actor: Actor, path: string, query: Query = {}) {
  return infiniteQueryOptions({
    queryKey: [actor, path, query, 'paged'],
    queryFn: ({ signal, pageParam }) =>
      request<Page<T>>(actor, 'GET', path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

const of = (id: string) => `/learners/${encodeURIComponent(id)}`;

/** What the API can be asked, by name. Lists that may grow are paged. */
export const queries = {
  learners: (origin: Origin['kind'], limit: number) =>
    paged<LearnerSummary>('operator', '/learners', { origin, limit }),
  learner: (id: string) => one<Learner>(asLearner(id), of(id)),
  learningDna: (id: string) => one<LearningDNA>(asLearner(id), `${of(id)}/learning-dna`),
  latestSession: (id: string) => one<Page<SessionHeader>>(asLearner(id), `${of(id)}/sessions`, { limit: 1 }),
  sessionsSince: (id: string, since: string) =>
    paged<SessionHeader>(asLearner(id), `${of(id)}/sessions`, { since, limit: 50 }),
  session: (id: string, sessionId: string) =>
    one<Session>(asLearner(id), `${of(id)}/sessions/${encodeURIComponent(sessionId)}`),
  interactions: (id: string, sessionId: string) =>
    paged<Interaction>(asLearner(id), `${of(id)}/sessions/${encodeURIComponent(sessionId)}/interactions`, {
      limit: 20,
    }),
  progress: (id: string) => one<Page<SubjectProgress>>(asLearner(id), `${of(id)}/progress`),
  mastery: (id: string, subject: string) =>
    paged<Mastery>(asLearner(id), `${of(id)}/mastery`, { subject, limit: 100 }),
  reviewsDue: (id: string, until: string) =>
    paged<ReviewDue>(asLearner(id), `${of(id)}/reviews-due`, { until, limit: 50 }),
  wellness: (id: string, since: string) =>
    one<Page<WellnessDay>>(asLearner(id), `${of(id)}/wellness`, { since }),
  emotions: (id: string, period: EmotionalAnalytics['data_source'], since: string) =>
    one<Page<EmotionalAnalytics>>(asLearner(id), `${of(id)}/emotions`, { period, since }),
  concepts: (id: string, subject: string) => one<Page<Concept>>(asLearner(id), '/concepts', { subject }),
  practiceSubjects: (id: string) => one<Page<PracticeSubject>>(asLearner(id), '/practice/subjects'),
  platform: () => one<Platform>('operator', '/platform'),
  usage: (days: number) => one<Page<UsageDay>>('operator', '/platform/usage', { days }),
  serviceLevels: () => one<Page<ServiceLevel>>('operator', '/platform/service-levels'),
};
