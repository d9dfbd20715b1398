import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newAccount } from '../../test/support/accounts.ts';
import { newInteraction } from '../../test/support/examples.ts';
import { contextOf, newHttpLearner, openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { days } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';

let test: TestPlatform;
let http: TestHttpService;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  http = await openTestService(test.platform);
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const newLearner = () => newHttpLearner(test);

it('learners see nothing of each other', async () => {
  const [mine, other] = [await newLearner(), await newLearner()];
  const sessionOf = async ({ at, actor }: typeof mine) =>
    (await http.ask('POST', `${at}/sessions`, { actor, body: { session_context: contextOf() } })).body
      .session_id;
  const [own, theirs] = [await sessionOf(mine), await sessionOf(other)];
  const { actor } = mine;
  for (const path of [
    '',
    '/learning-dna',
    '/sessions',
    '/progress',
    '/mastery',
    '/mastery?subject=mathematics',
    '/mastery/mathematics/algebra/equations',
    '/reviews-due',
    '/reviews-due?until=2026-05-02T00:00:00Z',
    '/wellness',
    '/emotions',
    '/accesses',
    `/sessions/${theirs}/interactions`,
    `/sessions/${theirs}/stored`,
  ]) {
    const { status, body } = await http.ask('GET', other.at + path, { actor });
    expect({ path, status, code: body.code }).toEqual({ path, status: 403, code: 'access_denied' });
  }
  for (const [at, session] of [
    [other.at, theirs],
    [mine.at, theirs],
    [other.at, own],
  ]) {
    expect((await http.ask('GET', `${at}/sessions/${session}`, { actor })).status).toBe(404);
    for (const [path, body] of [
      ['interactions', { interactions: [newInteraction('i-1', 1)] }],
      ['end', {}],
    ] as const) {
      const refused = await http.ask('POST', `${at}/sessions/${session}/${path}`, { actor, body });
      expect([403, 404]).toContain(refused.status);
    }
  }
  for (const path of ['interactions', 'stored']) {
    expect((await http.ask('GET', `${mine.at}/sessions/${theirs}/${path}`, { actor })).status).toBe(404);
  }
  const begun = { actor, body: { session_context: contextOf() } };
  expect((await http.ask('POST', `${other.at}/sessions`, begun)).status).toBe(403);
  const practised = { actor, body: { subject: 'mathematics' } };
  expect((await http.ask('POST', `${other.at}/practice`, practised)).status).toBe(403);
  const taken = { actor, body: { session_id: theirs, session_context: contextOf() } };
  expect((await http.ask('POST', `${mine.at}/sessions`, taken)).status).toBe(409);
  for (const path of ['', '/usage']) {
    expect((await http.ask('GET', `/v1/platform${path}`, { actor })).status).toBe(403);
  }
  const { body } = await http.ask('GET', '/v1/learners', { actor });
  expect(body.items.map(({ user_id }: { user_id: string }) => user_id)).toEqual([mine.id]);
});

it('the operator looks at learners, but does not write for them', async () => {
  const { at } = await newLearner();
  expect((await http.ask('GET', at)).status).toBe(200);
  const body = { session_context: contextOf() };
  expect((await http.ask('POST', `${at}/sessions`, { body })).status).toBe(403);
  expect((await http.ask('POST', `${at}/practice`, { body: { subject: 'english' } })).status).toBe(403);
});

it('learners that nobody knows are not found', async () => {
  const id = systemEntropy.uuid();
  const [at, actor] = [`/v1/learners/${id}`, `learner:${id}`];
  expect((await http.ask('GET', at, { actor })).status).toBe(404);
  expect((await http.ask('GET', `${at}/reviews-due`, { actor })).status).toBe(404);
  const begun = await http.ask('POST', `${at}/sessions`, { actor, body: { session_context: contextOf() } });
  expect(begun.status).toBe(404);
  expect((await http.ask('GET', '/v1/learners/somebody')).body.violations[0].path).toBe('user_id');
});

it('support sees an account with a ticket, which stands in the trail, and without one nothing', async () => {
  const { at, id } = await newLearner();
  const agent = await newAccount(test, { roles: ['support'] });
  const signIn = systemEntropy.uuid();
  const now = test.platform.clock.now();
  await test.system.documents.collection('sign_ins').insert([
    {
      ...{ sign_in_id: signIn, user_id: agent.id, role: 'support', stage: 'open', channel: 'api' },
      ...{ began_at: now, last_used_at: now, expires_at: new Date(now.getTime() + days(1)) },
      ...{ device: null, address: null, family_key: 'a'.repeat(43), generation: 1 },
      ...{ token_digest: 'a'.repeat(43), attempts: 0 },
    },
  ]);
  const { token } = await test.platform.accessTokens.issue({ subject: agent.id, role: 'support', signIn });
  const authorization = `Bearer ${token}`;
  const ask = (path: string, headers: object = {}) =>
    http.ask('GET', at + path, { headers: { authorization, ...headers } });
  expect((await ask('/profile')).status).toBe(403);
  const stated = { 'masterx-ticket': 'HELP-4711' };
  const seen = await ask('/profile', stated);
  expect([seen.status, seen.body.name]).toEqual([200, 'Ada']);
  expect((await ask('/mastery', stated)).status).toBe(403);
  expect((await ask('/profile', { 'masterx-ticket': 'a word too much' })).status).toBe(400);
  const { items } = await test.system.audit.search(
    { since: new Date(0), until: new Date('2099-01-01T00:00:00Z'), about: id },
    { limit: 50 },
  );
  const looked = items.filter(({ actor, outcome }) => actor === agent.id && outcome !== 'denied');
  expect(looked.map(({ purpose }) => purpose)).toContain('support (HELP-4711)');
});
