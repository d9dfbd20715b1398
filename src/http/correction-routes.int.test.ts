import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction } from '../../test/support/examples.ts';
import { contextOf, newHttpLearner, openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { ManualClock } from '../std/clock.ts';
import { days } from '../std/durations.ts';

const clock = new ManualClock('2026-05-01T10:00:00Z');
let test: TestPlatform;
let http: TestHttpService;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
  http = await openTestService(test.platform);
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const newLearner = () => newHttpLearner(test);

describe('sessions', () => {
  it('are corrected and deleted with what was derived from them', async () => {
    const { at, actor } = await newLearner();
    const begun = await http.ask('POST', `${at}/sessions`, {
      actor,
      body: { started_at: clock.now().toISOString(), session_context: contextOf() },
    });
    const session = `${at}/sessions/${begun.body.session_id}`;
    const [first, second] = [newInteraction('a', 1), newInteraction('b', 2)];
    const interactions = [first, second];
    await http.ask('POST', `${session}/interactions`, { actor, body: { interactions } });
    await http.ask('POST', `${session}/end`, { actor });
    const wrong = { ...first, assessed: { ...first.assessed, correct: false } };
    const put = await http.ask('PUT', `${session}/interactions/a`, { actor, body: wrong });
    expect([put.status, put.body.performance_metrics.questions_correct]).toEqual([200, 1]);
    expect((await http.ask('PUT', `${session}/interactions/b`, { actor, body: wrong })).status).toBe(400);
    const gone = await http.ask('DELETE', `${session}/interactions/b`, { actor });
    expect([gone.status, gone.body.performance_metrics.questions_attempted]).toEqual([200, 1]);
    expect((await http.ask('DELETE', `${session}/interactions/b`, { actor })).status).toBe(404);
    const started_at = new Date(clock.now().getTime() - days(1)).toISOString();
    const patched = await http.ask('PATCH', session, { actor, body: { started_at } });
    expect([patched.status, patched.body.started_at]).toEqual([200, started_at]);
    expect((await http.ask('GET', `${at}/mastery`, { actor })).body.items).toHaveLength(1);
    expect((await http.ask('DELETE', session, { actor })).status).toBe(204);
    expect((await http.ask('GET', session, { actor })).status).toBe(404);
    expect((await http.ask('DELETE', session, { actor })).status).toBe(404);
    expect((await http.ask('GET', `${at}/mastery`, { actor })).body.items).toEqual([]);
  });
});

it('answers every operation with success, as documented', () => {
  expect(unansweredIn('correction-routes', http.seen)).toEqual([]);
});
