import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import {
  dnaOf,
  emotionsOf,
  indexOf,
  interactionsOf,
  isReal,
  LEARNERS,
  masteryOf,
  type Row,
  sessionsOf,
  userOf,
  wellnessOf,
} from './mock-data.ts';
import { platform, serviceLevels, usage } from './mock-platform.ts';
import { answer, end, start } from './mock-practice.ts';
import { SUBJECTS, wordsOf } from './mock-subjects.ts';

const notFound = (detail: string, hint: string) => ({
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  code: 'not_found',
  detail,
  hint,
  request_id: 'mock',
});

function page(rows: Row[], query: URLSearchParams): Row {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  const next = from + limit;
  return { items: rows.slice(from, next), next_cursor: next < rows.length ? String(next) : null };
}

const later = (rows: Row[], field: string, since: string | null) =>
  since === null ? rows : rows.filter((row) => String(row[field]) >= since);

function conceptRows(subject: string | null): Row[] {
  return Object.entries(SUBJECTS)
    .filter(([slug]) => subject === null || slug === subject)
    .flatMap(([slug, { name, topics }]) =>
      Object.entries(topics).flatMap(([topic, concepts]) =>
        concepts.map((concept) => ({
          subject: slug,
          topic,
          concept,
          names: { subject: name, topic: wordsOf(topic), concept: wordsOf(concept) },
          prerequisites: [],
        })),
      ),
    );
}

function progress(id: string): Row[] {
  const rows = masteryOf(id);
  return [...new Set(rows.map((row) => String(row['subject'])))].map((subject) => {
    const levels = rows
      .filter((row) => row['subject'] === subject)
      .map((row) => (row['mastery_tracking'] as { current_mastery_level: number }).current_mastery_level);
    return {
      subject,
      mastery_avg: levels.reduce((a, b) => a + b, 0) / levels.length,
      concepts: levels.length,
      mastered: levels.filter((level) => level > 0.8).length,
    };
  });
}

function explanationOf(id: string): Row | null {
  const dna = dnaOf(id);
  if (dna === null) return null;
  const field = {
    description: 'How hard tasks may be.',
    stated_at: null,
    samples_needed: 5,
    observed: 0.4,
    assumed: 0,
  };
  return {
    user_id: id,
    version: dna['version'],
    updated_at: dna['updated_at'],
    sessions: 21,
    items: [
      {
        ...field,
        field: 'cognitive_profile.complexity_preferences.preferred_difficulty_level',
        value: 0.35,
        basis: 'learned',
        evidence: 'Tasks were solved more often than their difficulty lets expect, by 0.4 in log-odds.',
        samples: 21,
        confidence: 0.68,
        missing: null,
      },
      {
        ...field,
        field: 'cognitive_profile.complexity_preferences.challenge_tolerance',
        value: 'moderate',
        basis: 'assumed',
        evidence: 'Nothing is known; a middle value is assumed.',
        samples: 3,
        confidence: 0,
        missing: '2 more sessions with at least 5 tasks and less than 60 % right',
      },
    ],
  };
}

function ofLearner(id: string, rest: string[], query: URLSearchParams): Row | null {
  const user = LEARNERS[indexOf(id)];
  if (user === undefined) return null;
  const [what, key, deeper] = rest;
  switch (what) {
    case undefined:
      return userOf(user);
    case 'learning-dna':
      return key === 'explanation' ? explanationOf(id) : dnaOf(id);
    case 'sessions': {
      const sessions = sessionsOf(id);
      if (key === undefined) return page(later(sessions, 'started_at', query.get('since')), query);
      const session = sessions.find((row) => row['session_id'] === key);
      if (session === undefined) return null;
      const interactions = interactionsOf(session, isReal(id));
      if (deeper === 'interactions') return page(interactions, query);
      const journey = session['emotional_journey'] as Row;
      const timeline = interactions
        .filter((row) => row['emotional_context'] !== undefined)
        .map((row) => {
          const felt = row['emotional_context'] as Row;
          return {
            timestamp: row['timestamp'],
            emotion: felt['detected_emotion'],
            intensity: felt['emotional_intensity'],
          };
        });
      return {
        ...session,
        interactions: interactions.slice(0, 50),
        emotional_journey: { ...journey, emotional_states_timeline: timeline, interventions_applied: [] },
      };
    }
    case 'progress':
      return { items: progress(id), next_cursor: null };
    case 'mastery':
      return page(
        masteryOf(id).filter(
          (row) => query.get('subject') === null || row['subject'] === query.get('subject'),
        ),
        query,
      );
    case 'reviews-due': {
      const due = (row: Row) => String((row['spaced_repetition_data'] as Row)['next_review_date']);
      const until = query.get('until') ?? new Date().toISOString();
      return page(
        masteryOf(id)
          .filter((row) => due(row) <= until)
          .sort((a, b) => due(a).localeCompare(due(b))),
        query,
      );
    }
    case 'wellness':
      return { items: later(wellnessOf(id), 'analysis_date', query.get('since')), next_cursor: null };
    case 'emotions':
      return { items: emotionsOf(id), next_cursor: null };
    default:
      return null;
  }
}

function get(path: string[], query: URLSearchParams): Row | null {
  const [room, id, ...rest] = path;
  if (room === 'learners' && id === undefined) {
    const origin = query.get('origin');
    return page(
      LEARNERS.filter((row) => origin === null || (row['origin'] as Row)['kind'] === origin),
      query,
    );
  }
  if (room === 'learners' && id !== undefined) return ofLearner(id, rest, query);
  if (room === 'concepts') return { items: conceptRows(query.get('subject')), next_cursor: null };
  if (room === 'practice') {
    const items = Object.entries(SUBJECTS).map(([subject, { name, topics }]) => ({
      subject,
      name,
      concepts: Object.values(topics)
        .flat()
        .map((concept) => ({ concept, name: wordsOf(concept) })),
    }));
    return { items, next_cursor: null };
  }
  if (room === 'auth') return { sign_in: 'local', may_continue: false };
  if (room === 'platform' && id === undefined) return platform;
  if (id === 'usage') return { items: usage(Number(query.get('days') ?? 30)), next_cursor: null };
  if (id === 'service-levels') return { items: serviceLevels, next_cursor: null };
  return null;
}

function post([, id = '', , sessionId, what]: string[], body: Row): Row | null {
  if (sessionId === undefined) return start(String(body['subject']));
  return what === 'answers' ? answer(id, sessionId, body) : end(id, sessionId);
}

async function bodyOf(request: IncomingMessage): Promise<Row> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : (JSON.parse(text) as Row);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
  response.end(JSON.stringify(body));
}

const handler: Connect.NextHandleFunction = async (request, response, next) => {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (!url.pathname.startsWith('/v1/')) return next();
  const path = url.pathname.slice('/v1/'.length).split('/').map(decodeURIComponent);
  await new Promise((wake) => setTimeout(wake, 80));
  const answered =
    request.method === 'POST' ? post(path, await bodyOf(request)) : get(path, url.searchParams);
  if (answered !== null) return send(response, 200, answered);
  send(response, 404, notFound(`Nothing is kept under ${url.pathname}.`, 'Choose a learner from the list.'));
};

/** Answers `/v1` with made-up data, in development and preview only; the build holds nothing of it. */
export function mockApi(): Plugin {
  return {
    name: 'masterx-mock-api',
    configureServer: (server) => void server.middlewares.use(handler),
    configurePreviewServer: (server) => void server.middlewares.use(handler),
  };
}
