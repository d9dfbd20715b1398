import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { systemEntropy } from '../std/random.ts';
import { ROUTES } from './routes/table.ts';

let test: TestPlatform;
let http: TestHttpService;
const learner = systemEntropy.uuid();
const actor = `learner:${learner}`;
let paths: { method: string; url: string }[];
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  http = await openTestService(test.platform);
  await test.system.documents.collection('users').insert([newUser(learner)]);
  const begun = await http.ask('POST', `/v1/learners/${learner}/sessions`, {
    actor,
    body: { session_context: newSessionDocument(learner, learner).session_context },
  });
  const ids: Record<string, string> = { user_id: learner, session_id: begun.body.session_id };
  paths = ROUTES.map(({ method, path }) => ({
    method,
    url: path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ''),
  }));
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const isAnswered = ({ status }: { status: number }) => expect(status).toBeLessThan(500);

/** Values that have caused trouble somewhere. */
const odd = fc.constantFrom(
  { $gt: '' },
  { $where: 'sleep(1000)' },
  '__proto__',
  'constructor',
  '\u0000',
  '\ufeff',
  '\u{1f600}',
  '9'.repeat(400),
  -0,
  1e308,
  2 ** 53,
  '',
  [],
  {},
  null,
  true,
);

describe('whatever is sent', () => {
  it('as a body, the service answers', async () => {
    const posts = paths.filter(({ method }) => method === 'POST');
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.oneof(fc.jsonValue(), odd), async (pick, body) => {
        const post = posts[pick % posts.length];
        isAnswered(await http.ask('POST', post?.url ?? '', { actor, body }));
      }),
      { numRuns: 200 },
    );
  });

  it('in one place of a body that is right otherwise, the service answers', async () => {
    const { session_context } = newSessionDocument(learner, learner);
    const bodies: Readonly<Record<string, object>> = {
      sessions: { session_id: systemEntropy.uuid(), started_at: '2026-05-01T10:00:00Z', session_context },
      interactions: { interactions: [newInteraction('i-1', 1), newInteraction('i-2', 2)] },
      practice: { subject: 'mathematics' },
      answers: { question_id: 'order-of-operations-d25-s6gsuw9', answer: '1', response_time_seconds: 1 },
      end: { ratings: { user_satisfaction_rating: 3 }, user_satisfaction_rating: 3 },
      feedback: { user_satisfaction_rating: 3 },
      'review-settings': { desired_retention: 0.9 },
      fit: {},
      statements: { field: 'motivation_profile.feedback_preference', value: 'periodic' },
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.oneof(fc.jsonValue(), odd), async (pick, place, value) => {
        const posts = paths.filter(({ method }) => method === 'POST');
        const { url } = posts[pick % posts.length] ?? { url: '' };
        // What takes no body is sent an empty one.
        const body = JSON.parse(JSON.stringify(bodies[url.split('/').at(-1) ?? ''] ?? {}));
        const places = placesOf(body);
        places[place % places.length]?.(value);
        isAnswered(await http.ask('POST', url, { actor, body }));
      }),
      { numRuns: 300 },
    );
  });

  it('as bytes of any type, the service answers', async () => {
    const type = fc.oneof(
      fc.constantFrom('application/json', 'application/json;charset=utf-8', 'text/html'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), type, async (bytes, contentType) => {
        const printable = contentType.replace(/[^\x20-\x7e]/g, '');
        isAnswered(
          await http.ask('POST', `/v1/learners/${learner}/practice`, {
            actor,
            payload: Buffer.from(bytes),
            headers: { 'content-type': printable },
          }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('as a query, the service answers', async () => {
    const name = fc.constantFrom(
      'limit',
      'cursor',
      'since',
      'until',
      'period',
      'subject',
      'origin',
      'days',
      '$where',
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('1', '-1', '1e9', '2026-05-01T00:00:00Z', '{"$gt":1}', '%00'),
    );
    const gets = paths.filter(({ method }) => method === 'GET');
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(fc.tuple(name, value), { maxLength: 3 }), async (pick, pairs) => {
        const query = new URLSearchParams(pairs);
        isAnswered(await http.ask('GET', `${gets[pick % gets.length]?.url}?${query}`, { actor }));
      }),
      { numRuns: 200 },
    );
  });

  it('as a cursor that was tampered with, the service answers', async () => {
    const user = newUser(systemEntropy.uuid());
    await test.system.documents.collection('users').insert([user]);
    const first = await http.ask('GET', '/v1/learners?limit=1');
    const given = JSON.parse(Buffer.from(first.body.next_cursor, 'base64url').toString());
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      odd,
      fc.constantFrom({ $date: 'x' }, { $minKey: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(value, fc.oneof(fc.double(), fc.integer(), value), async (place, skip) => {
        const cursor = Buffer.from(JSON.stringify({ ...given, value: place, skip })).toString('base64url');
        isAnswered(await http.ask('GET', `/v1/learners?limit=1&cursor=${cursor}`));
      }),
      {
        numRuns: 200,
        examples: [
          [given.value, 1e300],
          [given.value, 2 ** 53],
          [given.value, 2 ** 40],
        ],
      },
    );
  });
});

/** Everything in a JSON value that can be replaced. */
function placesOf(value: unknown): ((other: unknown) => void)[] {
  if (value === null || typeof value !== 'object') return [];
  const inside = value as Record<string, unknown>;
  return Object.keys(inside).flatMap((name) => [
    (other: unknown) => {
      inside[name] = other;
    },
    ...placesOf(inside[name]),
  ]);
}
