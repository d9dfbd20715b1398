import { LEARNERS, NOW, type Row, random } from './mock-data.ts';

export const platform: Row = {
  version: '0.1.0',
  database: { engine: 'MongoDB', version: '8.0.12' },
  cache: { engine: 'Valkey' },
  listens_on: '127.0.0.1:4310',
  loopback_only: true,
  learners: LEARNERS.length,
  collections: [
    { name: 'users', documents: LEARNERS.length },
    { name: 'learning_dna', documents: 21 },
    { name: 'learning_sessions', documents: 4312 },
    { name: 'emotional_analytics', documents: 1730 },
    { name: 'content_mastery', documents: 1986 },
    { name: 'concepts', documents: 31 },
    { name: 'audit_log', documents: 28417 },
  ],
};

export function usage(days: number): Row[] {
  const r = random(11);
  return Array.from({ length: days }, (_, k) => {
    const quiet = (k + 2) % 7 < 2;
    const sessions = k < 4 ? 0 : Math.floor((quiet ? 8 : 22) + r() * 16);
    return {
      day: new Date(NOW - (days - 1 - k) * 86_400_000).toISOString().slice(0, 10),
      active_users: Math.round(sessions * 0.7),
      total_sessions: sessions,
      avg_session_duration: sessions === 0 ? null : 18 + r() * 14,
    };
  });
}

const QUERIES: [string, string, string, number, number, number][] = [
  ['users', 'user_authentication', 'find user by email for login', 10, 412, 1.1],
  ['users', 'user_profile', 'get complete user profile and learning DNA', 20, 2210, 0.9],
  ['users', 'recent_users', 'list accounts, newest first', 50, 310, 4.2],
  ['learning_dna', 'learner_dna', 'the learning DNA of a learner', 20, 1104, 1.3],
  ['learning_sessions', 'recent_sessions', 'sessions of a learner, newest first', 50, 3200, 6.4],
  ['learning_sessions', 'session_by_id', 'one session with its first pages', 20, 900, 2.8],
  ['learning_sessions', 'append_interaction', 'store one interaction', 15, 5400, 9.1],
  ['emotional_analytics', 'emotional_trends', 'wellness over time', 100, 700, 12],
  ['content_mastery', 'mastery_by_subject', 'mastery of a subject', 30, 860, 21],
  ['content_mastery', 'reviews_due', 'what is due for review', 30, 640, 3.1],
  ['content_mastery', 'user_progress_dashboard', 'progress by subject', 100, 0, 0],
];

export const serviceLevels: Row[] = QUERIES.map(([collection, query, why, sla, count, p50]) => ({
  collection,
  query,
  why,
  specification: 'Query performance',
  index: count === 0 ? null : 'region_1_user_id_1_started_at_-1',
  sla_ms: sla,
  count,
  p50_ms: p50,
  p95_ms: p50 * 2.6,
  p99_ms: p50 * 5.1,
  max_ms: p50 * 11,
  share_within_sla: count === 0 ? null : p50 * 2.6 > sla ? 0.938 : 0.9991,
}));
