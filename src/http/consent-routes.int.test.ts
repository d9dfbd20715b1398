import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { newHttpLearner, openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { CONSENTS } from '../schema/vocabulary/consents.ts';
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

it('a consent is given and withdrawn by one call each, with words to show', async () => {
  const { at, actor } = await newHttpLearner(test);
  const { body } = await http.ask('GET', `${at}/consents`, { actor });
  expect(body.items.map(({ consent }: { consent: string }) => consent)).toEqual(Object.keys(CONSENTS));
  const [first] = body.items;
  expect(first.words.en).toMatch(/MasterX/);
  for (const given of [true, false]) {
    const decided = await http.ask('PUT', `${at}/consents/research`, {
      actor,
      body: { given, version: first.version, language: 'de' },
    });
    expect(decided.status).toBe(200);
    const standing = decided.body.items.find(({ consent }: { consent: string }) => consent === 'research');
    expect(standing).toMatchObject({ allowed: given, basis: given ? 'consent' : null, decided_by: 'self' });
  }
  const old = await http.ask('PUT', `${at}/consents/research`, {
    actor,
    body: { given: true, version: '1' },
  });
  expect([old.status, old.body.code]).toEqual([409, 'conflict']);
  expect((await http.ask('PUT', `${at}/consents/everything`, { actor, body: { given: true } })).status).toBe(
    400,
  );
});

it('a share is given, listed and taken back', async () => {
  const { at, actor } = await newHttpLearner(test);
  const educator = systemEntropy.uuid();
  await test.system.documents
    .collection('users')
    .insert([{ ...newUser(educator), email: `${educator}@example.org`, roles: ['educator'] }]);
  const share = `${at}/shares/${educator}`;
  const known = await http.ask('GET', `/v1/educators/${educator}`, { actor });
  expect(known.body).toEqual({ educator_id: educator, name: 'Ada' });
  // The number of somebody who teaches nobody leads to no name.
  expect((await http.ask('GET', `/v1/educators/${actor.replace('learner:', '')}`, { actor })).status).toBe(
    404,
  );
  expect((await http.ask('PUT', share, { actor })).body).toMatchObject({
    status: 'active',
    given_by: 'self',
  });
  const { body } = await http.ask('GET', `${at}/shares`, { actor });
  expect(body.items).toHaveLength(1);
  expect((await http.ask('DELETE', share, { actor })).body.status).toBe('ended');
  expect((await http.ask('PUT', `${at}/shares/${systemEntropy.uuid()}`, { actor })).status).toBe(404);
});

it('every operation on consents was answered', () => {
  expect(unansweredIn('consent-routes', http.seen)).toEqual([]);
});
