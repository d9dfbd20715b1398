import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { generateLearner } from '../generator/population.ts';
import { storePopulation } from './store-population.ts';

const options = { learners: 4, days: 20, seed: 7, until: new Date('2026-06-01T12:00:00Z') };
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
});
afterAll(() => test.close());

it('stores a population once, however often it is asked for, also after an interruption', async () => {
  const interruption = new AbortController();
  const stopped = storePopulation(test.system.documents, options, {
    signal: interruption.signal,
    onProgress: ({ learners }) => {
      if (learners === 2) interruption.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  const report = await storePopulation(test.system.documents, options);
  expect(report.learners).toBe(4);
  expect(report.repeated).toBeGreaterThan(0);
  const again = await storePopulation(test.system.documents, options);
  expect(again).toMatchObject({ learners: 4, sessions: report.sessions });
  const { items } = await test.system.learners.list('generated');
  expect(items).toHaveLength(4);

  const first = generateLearner(options, 0);
  const profile = await test.system.learners.profile(first.user.user_id);
  const { password_hash: _, ...given } = first.user;
  expect(profile).toMatchObject(given);
  const { items: sessions } = await test.system.sessions.recent(first.user.user_id, new Date(0), {
    limit: 200,
  });
  expect(sessions).toHaveLength(first.sessions.length);
  for (const { session_id } of sessions.slice(0, 5)) {
    expect(await test.system.sessions.verify(session_id)).toEqual([]);
  }
  const long = first.sessions.find(({ interactions }) => interactions.length > 60);
  if (!long) throw new Error('the first learner has a long session');
  const page = await test.system.sessions.interactions(first.user.user_id, long.session_id, { limit: 200 });
  expect(page.items).toEqual(long.interactions);
});
