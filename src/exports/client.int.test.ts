import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { systemEntropy } from '../std/random.ts';
import { answerOf, createClient, type MasterXClient, ProblemError } from './client.ts';

let test: TestPlatform;
let http: TestHttpService;
let baseUrl: string;
const learner = systemEntropy.uuid();

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  await test.system.documents.collection('users').insert([newUser(learner)]);
  http = await openTestService(test.platform);
  baseUrl = await http.service.listen();
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const path = { user_id: learner };

async function thrownBy(asked: Promise<unknown>): Promise<ProblemError> {
  const thrown: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(ProblemError);
  return thrown as ProblemError;
}

async function profileBy(client: MasterXClient) {
  return answerOf(client.GET('/v1/learners/{user_id}', { params: { path } }));
}

describe('the client of the HTTP API', () => {
  it('asks and answers by the types of the description, over the network', async () => {
    const client = createClient({ baseUrl, actor: `learner:${learner}` });
    const profile = await profileBy(client);
    expect([profile.user_id, profile.profile.name]).toEqual([learner, 'Ada']);
    const session = await answerOf(
      client.POST('/v1/learners/{user_id}/sessions', {
        params: { path },
        body: {
          session_context: {
            session_type: 'study',
            subject: 'statistics',
            topics: ['variance'],
            learning_objectives: [],
            initial_difficulty_level: 0.4,
            device_type: 'desktop',
            platform: 'web',
          },
        },
      }),
    );
    const { items } = await answerOf(
      client.GET('/v1/learners/{user_id}/sessions', { params: { path, query: { limit: 1 } } }),
    );
    expect(items.map(({ session_id }) => session_id)).toEqual([session.session_id]);
  });

  it('throws what the service says of a refusal', async () => {
    const client = createClient({ baseUrl, actor: `learner:${systemEntropy.uuid()}` });
    const { status, problem, message, retryAfterSeconds } = await thrownBy(profileBy(client));
    expect([status, problem?.code, problem?.instance]).toEqual([
      403,
      'access_denied',
      `/requests/${problem?.request_id}`,
    ]);
    expect([message, retryAfterSeconds]).toEqual([problem?.detail ?? problem?.title, null]);
  });

  it('carries an access token, asked for anew with each request', async () => {
    let asked = 0;
    const client = createClient({ baseUrl, token: async () => `nonsense${++asked}` });
    for (const _ of [1, 2]) {
      expect((await thrownBy(profileBy(client))).problem?.code).toBe('token_refused');
    }
    expect(asked).toBe(2);
  });

  it('tells what something in between answered from what the service says', async () => {
    const answers = [
      new Response('<html>', { status: 502, statusText: 'Bad Gateway', headers: { 'Retry-After': '7' } }),
    ];
    const fetch = async () => answers.shift() ?? Response.error();
    const { status, problem, retryAfterSeconds, message } = await thrownBy(
      profileBy(createClient({ baseUrl: 'http://127.0.0.1:9', fetch })),
    );
    expect([status, problem, retryAfterSeconds]).toEqual([502, null, 7]);
    expect(message).toBe('The service answered 502 Bad Gateway');
  });
});
