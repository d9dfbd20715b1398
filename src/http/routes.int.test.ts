import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import { newInteraction } from '../../test/support/examples.ts';
import { contextOf, newHttpLearner, openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import type {
  NewConceptDocument,
  NewEmotionalAnalyticsDocument,
  NewLearningDNADocument,
} from '../derive/generated/documents.ts';
import { questionFrom } from '../learning/questions/bank.ts';
import { SCHEMA } from '../schema/schema.ts';
import { ManualClock } from '../std/clock.ts';
import { days, minutes } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';

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

/** A document that fits the schema, the same in every run. */
function someDocument(name: string): unknown {
  const collection = SCHEMA.collections[name];
  if (!collection) throw new Error(`no collection ${name}`);
  return fc.sample(arbitraryDocument(collection), { seed: 7, numRuns: 1 })[0];
}

describe('learners', () => {
  it('are listed, newest first, page by page', async () => {
    const those = [await newLearner(), await newLearner(), await newLearner()];
    const first = await http.ask('GET', '/v1/learners?limit=2');
    expect(first.status).toBe(200);
    expect(first.body.items).toHaveLength(2);
    const all = [...first.body.items];
    let cursor = first.body.next_cursor;
    while (cursor !== null) {
      const next = await http.ask('GET', `/v1/learners?limit=2&cursor=${encodeURIComponent(cursor)}`);
      expect(next.status).toBe(200);
      all.push(...next.body.items);
      cursor = next.body.next_cursor;
    }
    const ids = all.map(({ user_id }) => user_id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of those) expect(ids).toContain(id);
    const { origin } = all[0];
    const some = await http.ask('GET', `/v1/learners?origin=${origin.kind}`);
    expect(some.body.items.every((one: (typeof all)[0]) => one.origin.kind === origin.kind)).toBe(true);
    expect((await http.ask('GET', '/v1/learners?origin=stolen')).status).toBe(400);
  });

  it('are shown without their secrets', async () => {
    const { id, at, actor } = await newLearner();
    const { status, body, text } = await http.ask('GET', at, { actor });
    expect({ status, id: body.user_id }).toEqual({ status: 200, id });
    expect(text).not.toContain('password_hash');
  });

  it('show how they learn once that is known', async () => {
    const { id, at, actor } = await newLearner();
    expect((await http.ask('GET', `${at}/learning-dna`, { actor })).status).toBe(404);
    const dna = someDocument('learning_dna') as NewLearningDNADocument;
    await test.system.documents.collection('learning_dna').insert([{ ...dna, user_id: id }]);
    const { status, body } = await http.ask('GET', `${at}/learning-dna`, { actor });
    expect([status, body.user_id]).toEqual([200, id]);
    const why = await http.ask('GET', `${at}/learning-dna/explanation`, { actor });
    expect([why.status, why.body.user_id]).toEqual([200, id]);
    const field = 'motivation_profile.feedback_preference';
    const stated = await http.ask('POST', `${at}/learning-dna/statements`, {
      actor,
      body: { field, value: 'periodic' },
    });
    expect(stated.status).toBe(200);
    expect(stated.body.items.find((one: { field: string }) => one.field === field)).toMatchObject({
      value: 'periodic',
      basis: 'stated',
      confidence: 1,
    });
  });
});

describe('sessions', () => {
  it('are begun once, however often that is sent', async () => {
    const { at, actor } = await newLearner();
    const session_context = contextOf();
    const body = {
      session_id: systemEntropy.uuid(),
      started_at: '2026-05-01T11:59:00.250+02:00',
      session_context,
    };
    const first = await http.ask('POST', `${at}/sessions`, { actor, body });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ ...body, started_at: '2026-05-01T09:59:00.250Z' });
    const again = await http.ask('POST', `${at}/sessions`, { actor, body });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = { ...body, session_context: { ...session_context, learning_objectives: ['Another.'] } };
    expect((await http.ask('POST', `${at}/sessions`, { actor, body: other })).status).toBe(409);
    const made = await http.ask('POST', `${at}/sessions`, { actor, body: { session_context } });
    expect([made.status, made.body.started_at]).toEqual([201, clock.now().toISOString()]);
  });

  it('take interactions once, answer them in order, and end', async () => {
    const { at, actor, id } = await newLearner();
    const begun = await http.ask('POST', `${at}/sessions`, { actor, body: { session_context: contextOf() } });
    const session = `${at}/sessions/${begun.body.session_id}`;
    const interactions = Array.from({ length: 70 }, (_, n) => newInteraction(`i-${n}`, n));
    const said = await http.ask('POST', `${session}/feedback`, {
      actor,
      body: { perceived_difficulty_rating: 2 },
    });
    expect([said.status, said.body.session_outcome.perceived_difficulty_rating]).toEqual([200, 2]);
    const first = await http.ask('POST', `${session}/interactions`, {
      actor,
      body: { interactions: interactions.slice(0, 60) },
    });
    expect(first.status).toBe(200);
    expect([first.body.added, first.body.repeated]).toEqual([60, 0]);
    const rest = await http.ask('POST', `${session}/interactions`, {
      actor,
      body: { interactions: interactions.slice(50) },
    });
    expect([rest.body.added, rest.body.repeated]).toEqual([10, 10]);
    expect(rest.body.session.performance_metrics.questions_attempted).toBe(70);

    const found: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await http.ask('GET', `${session}/interactions?limit=30${query}`, { actor });
      expect(page.status).toBe(200);
      found.push(...page.body.items);
      cursor = page.body.next_cursor;
    }
    expect(found).toEqual(JSON.parse(JSON.stringify(interactions)));

    const changed = [{ ...interactions[0], user_input: 'Something else.' }];
    const conflict = await http.ask('POST', `${session}/interactions`, {
      actor,
      body: { interactions: changed },
    });
    expect(conflict.status).toBe(409);

    clock.advance(minutes(5));
    const ratings = { user_satisfaction_rating: 4 };
    const ended = await http.ask('POST', `${session}/end`, { actor, body: { ratings } });
    expect(ended.body.session_outcome.user_satisfaction_rating).toBe(4);
    const again = await http.ask('POST', `${session}/end`, { actor });
    expect([again.status, again.body]).toEqual([200, ended.body]);

    const whole = await http.ask('GET', session, { actor });
    expect(whole.body.interactions).toHaveLength(50);
    const listed = await http.ask('GET', `${at}/sessions`, { actor });
    expect(listed.body.items).toEqual([ended.body]);

    const stored = await http.ask('GET', `${session}/stored`, { actor });
    expect(stored.body.user_id).toBe(id);
    const keyed = expect.objectContaining({ key_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(stored.body.interactions[0].user_input).toEqual({ $envelope: keyed });
    expect(stored.text).not.toContain(interactions[0]?.user_input ?? 'nothing');
  });

  it('sent many times at once are recorded once', async () => {
    const { at, actor } = await newLearner();
    const body = { session_id: systemEntropy.uuid(), session_context: contextOf() };
    const five = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, ask));
    const begun = await five(() => http.ask('POST', `${at}/sessions`, { actor, body }));
    for (const { status } of begun) expect([200, 201]).toContain(status);
    const interactions = Array.from({ length: 10 }, (_, n) => newInteraction(`i-${n}`, n));
    const url = `${at}/sessions/${body.session_id}`;
    const added = await five(() =>
      http.ask('POST', `${url}/interactions`, { actor, body: { interactions } }),
    );
    expect(added.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(added.reduce((sum, one) => sum + one.body.added, 0)).toBe(10);
    const ended = await five(() => http.ask('POST', `${url}/end`, { actor }));
    expect(ended.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const whole = await http.ask('GET', url, { actor });
    expect(whole.body.interactions).toHaveLength(10);
    expect(whole.body.performance_metrics.questions_attempted).toBe(10);
  });

  it('tell where an interaction is wrong', async () => {
    const { at, actor } = await newLearner();
    const begun = await http.ask('POST', `${at}/sessions`, { actor, body: { session_context: contextOf() } });
    const url = `${at}/sessions/${begun.body.session_id}/interactions`;
    const good = newInteraction('i-1', 1);
    for (const [wrong, path] of [
      [{ ...good, timestamp: '2026-02-30T00:00:00Z' }, 'interactions[0].timestamp'],
      [{ ...good, timestamp: '2026-02-03 00:00:00Z' }, 'interactions[0].timestamp'],
      [{ ...good, timestamp: '2026-02-03T00:00:00' }, 'interactions[0].timestamp'],
      [{ ...good, timestamp: 1_767_225_600 }, 'interactions[0].timestamp'],
      [{ ...good, colour: 'red' }, 'interactions[0].colour'],
      [{ ...good, interaction_type: 'shout' }, 'interactions[0].interaction_type'],
    ] as const) {
      const { status, body } = await http.ask('POST', url, { actor, body: { interactions: [wrong] } });
      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(body.violations.map((one: { path: string }) => one.path)).toContain(path);
    }
    expect((await http.ask('POST', url, { actor, body: { interactions: [] } })).status).toBe(400);
    expect((await http.ask('POST', url, { actor })).status).toBe(400);
  });

  it('are listed from the same moment on, although the clock moves between pages', async () => {
    const { at, actor } = await newLearner();
    for (const age of [1, 10, 29]) {
      const started_at = new Date(clock.now().getTime() - days(age)).toISOString();
      const body = { started_at, session_context: contextOf() };
      expect((await http.ask('POST', `${at}/sessions`, { actor, body })).status).toBe(201);
    }
    const first = await http.ask('GET', `${at}/sessions?limit=2`, { actor });
    expect(first.body.items).toHaveLength(2);
    clock.advance(days(2));
    const cursor = encodeURIComponent(first.body.next_cursor);
    const next = await http.ask('GET', `${at}/sessions?limit=2&cursor=${cursor}`, { actor });
    expect([next.status, next.body.items?.length, next.body.next_cursor]).toEqual([200, 1, null]);
    const elsewhere = await http.ask('GET', `${at}/sessions?since=2020-01-01T00:00:00Z&cursor=${cursor}`, {
      actor,
    });
    expect(elsewhere.body.code).toBe('invalid_cursor');
  });
});

describe('practice', () => {
  it('asks, marks, records and ends', async () => {
    const { at, actor } = await newLearner();
    const begun = await http.ask('POST', `${at}/practice`, { actor, body: { subject: 'mathematics' } });
    expect(begun.status).toBe(201);
    const { session_id, questions } = begun.body;
    expect(questions).toHaveLength(10);
    const question = questionFrom(questions[0].question_id);
    expect(questions[0]).toMatchObject({ prompt: question.prompt, concept: question.concept });
    expect(Object.keys(questions[0])).not.toContain('answer');

    const given = { question_id: question.id, answer: question.answer, response_time_seconds: 3.5 };
    const url = `${at}/practice/${session_id}/answers`;
    const marked = await http.ask('POST', url, { actor, body: given });
    expect(marked.status).toBe(200);
    expect(marked.body).toMatchObject({
      correct: true,
      expected: question.answer,
      mastery: { before: null },
    });
    expect(marked.body.stored.session.interactions[0].user_input).toEqual({ $envelope: expect.any(Object) });
    expect(marked.body.stored.mastery.concept).toBe(question.concept);
    const again = await http.ask('POST', url, { actor, body: given });
    expect(again.body.interaction).toEqual(marked.body.interaction);
    expect(again.body.mastery.after).toBe(marked.body.mastery.after);
    const other = await http.ask('POST', url, { actor, body: { ...given, answer: `${question.answer}1` } });
    expect(other.status).toBe(409);
    const unknown = await http.ask('POST', url, { actor, body: { ...given, question_id: 'made-up' } });
    expect(unknown.status).toBe(404);

    const wrong = questionFrom(
      questions.find((one: (typeof questions)[0]) => one.concept !== question.concept)?.question_id ??
        questions[1].question_id,
    );
    const mistaken = await http.ask('POST', url, {
      actor,
      body: { question_id: wrong.id, answer: wrong.mistakes[0], response_time_seconds: 1 },
    });
    expect(mistaken.body.correct).toBe(false);

    const ended = await http.ask('POST', `${at}/practice/${session_id}/end`, {
      actor,
      body: { user_satisfaction_rating: 5 },
    });
    expect(ended.body.session_outcome.user_satisfaction_rating).toBe(5);
    const late = await http.ask('POST', url, {
      actor,
      body: { ...given, question_id: questions[9].question_id },
    });
    expect(late.status).toBe(409);

    const mastery = await http.ask('GET', `${at}/mastery?subject=mathematics`, { actor });
    expect(mastery.body.items.map((one: { concept: string }) => one.concept)).toContain(question.concept);
    expect((await http.ask('GET', `${at}/mastery`, { actor })).body.items).toHaveLength(
      mastery.body.items.length,
    );
    const [first] = mastery.body.items;
    expect(first.now.level).toBeCloseTo(levelOf(first.now), 9);
    const one = `${at}/mastery/mathematics/${first.topic}/${first.concept}`;
    const concept = await http.ask('GET', one, { actor });
    expect(concept.body).toMatchObject({ concept: first.concept, now: { model_version: 0 } });
    expect(concept.body.now.because.map((why: { name: string }) => why.name)).toContain('seen');
    expect((await http.ask('GET', `${one}-never-met`, { actor })).status).toBe(404);
    const progress = await http.ask('GET', `${at}/progress`, { actor });
    expect(progress.body.items).toMatchObject([{ subject: 'mathematics' }]);
    const due = await http.ask('GET', `${at}/reviews-due?until=2027-01-01T00:00:00Z`, { actor });
    expect(due.body.items.length).toBeGreaterThan(0);
    expect((await http.ask('GET', `${at}/reviews-due`, { actor })).status).toBe(200);
    const plan = await http.ask('GET', `${at}/review-plan?until=2027-01-01T00:00:00Z&limit=1`, { actor });
    expect([plan.body.items.length, plan.body.due]).toEqual([1, due.body.items.length]);
    expect((await http.ask('GET', `${at}/review-plan`, { actor })).status).toBe(200);
    const wish = { actor, body: { desired_retention: 0.85 } };
    expect((await http.ask('POST', `${at}/review-settings`, wish)).status).toBe(200);
    const settings = await http.ask('GET', `${at}/review-settings`, { actor });
    expect(settings.body).toEqual({ desired_retention: 0.85, parameters: null });
    const fit = await http.ask('POST', `${at}/review-settings/fit`, { actor });
    expect(fit.body).toMatchObject({ outcome: 'too-few', version: 0 });
  });

  it('offers subjects and concepts', async () => {
    const subjects = await http.ask('GET', '/v1/practice/subjects');
    expect(subjects.body.items.map(({ subject }: { subject: string }) => subject)).toContain('science');
    const concept = { ...(someDocument('concepts') as NewConceptDocument), subject: 'mathematics' };
    await test.system.documents.collection('concepts').insert([concept]);
    for (const query of ['', '?subject=mathematics']) {
      const { body } = await http.ask('GET', `/v1/concepts${query}`);
      expect(body.items.map((one: { concept: string }) => one.concept)).toEqual([concept.concept]);
    }
    expect((await http.ask('GET', '/v1/concepts?subject=Not%20a%20slug')).status).toBe(400);
  });
});

describe('feelings', () => {
  it('are told by period', async () => {
    const { at, actor, id } = await newLearner();
    for (const query of ['', '?period=weekly_summary', '?period=monthly_report&since=2025-01-01T00:00:00Z']) {
      expect((await http.ask('GET', `${at}/emotions${query}`, { actor })).body).toEqual({
        items: [],
        next_cursor: null,
      });
    }
    const day = {
      ...(someDocument('emotional_analytics') as NewEmotionalAnalyticsDocument),
      user_id: id,
      analysis_date: new Date('2026-05-01T00:00:00Z'),
      data_source: 'daily_aggregation' as const,
    };
    await test.system.documents.collection('emotional_analytics').insert([day]);
    for (const path of ['emotions', 'wellness']) {
      const { status, body } = await http.ask('GET', `${at}/${path}`, { actor });
      expect([status, body.items?.[0].analysis_date]).toEqual([200, '2026-05-01T00:00:00.000Z']);
    }
    expect((await http.ask('GET', `${at}/emotions?period=yearly`, { actor })).status).toBe(400);
  });
});

describe('the platform', () => {
  it('tells of itself', async () => {
    const platform = await http.ask('GET', '/v1/platform');
    expect(platform.body).toMatchObject({ loopback_only: true, learners: expect.any(Number) });
    const usage = await http.ask('GET', '/v1/platform/usage?days=7');
    expect(usage.body.items.length).toBeGreaterThan(0);
    const levels = await http.ask('GET', '/v1/platform/service-levels');
    const named = Object.values(SCHEMA.collections)
      .filter(({ declaration }) => declaration.database === 'data')
      .flatMap(({ name, queries }) => Object.keys(queries).map((query) => `${name}.${query}`));
    const row = (one: { collection: string; query: string }) => `${one.collection}.${one.query}`;
    expect(levels.body.items.map(row)).toEqual(named);
    const asked = levels.body.items.find((one: { query: string }) => one.query === 'session_lookup');
    expect(asked.count).toBeGreaterThan(0);
    const never = levels.body.items.find((one: { count: number }) => one.count === 0);
    expect(never.share_within_sla).toBeNull();
  });

  it('gives signs of life and measurements', async () => {
    for (const url of ['/healthz', '/readyz']) {
      expect((await http.ask('GET', url, { actor: 'nonsense' })).body).toEqual({ status: 'ok' });
    }
    const { text, headers } = await http.ask('GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(/masterx_query_duration_seconds_count\{[^}]*query="session_lookup"[^}]*\} [1-9]/);
  });
});

it('learners see who looked at their data', async () => {
  const { at, actor } = await newLearner();
  await http.ask('GET', at, { actor: 'operator' });
  await http.ask('GET', at, { actor });
  const { status, body } = await http.ask('GET', `${at}/accesses`, { actor });
  expect(status).toBe(200);
  const looked = (body.items as { role: string; action: string; collection: string }[]).map(
    ({ role, action, collection }) => `${role} ${action} ${collection}`,
  );
  expect(looked).toEqual(expect.arrayContaining(['operator read users', 'learner read users']));
});

it('answers every operation with success, as documented', () => {
  expect(unansweredIn('routes', http.seen)).toEqual([]);
});

/** The level that the reasons of an answer come to. */
function levelOf(now: { base_log_odds: number; because: { log_odds: number }[] }): number {
  return 1 / (1 + Math.exp(-now.because.reduce((sum, { log_odds }) => sum + log_odds, now.base_log_odds)));
}
