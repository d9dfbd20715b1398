import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { learnerActor } from '../../src/access/actor.ts';
import { MasterXError } from '../../src/errors/error.ts';
import { questionFrom } from '../../src/learning/questions/bank.ts';
import type { ActorPlatform } from '../../src/platform.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { newInteraction, newSessionDocument, newUser } from '../support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../support/platform.ts';

const CALLERS = 16;

let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
});
afterAll(() => test.close());

const uuid = () => systemEntropy.uuid();

interface Learner {
  readonly id: string;
  readonly me: ActorPlatform;
}

async function newLearner(): Promise<Learner> {
  const { user_id } = newUser(uuid());
  await test.system.documents.collection('users').insert([newUser(user_id)]);
  return { id: user_id, me: test.platform.as(learnerActor(user_id, `storm-${user_id}`)) };
}

function startOf({ id }: Learner, sessionId = uuid()) {
  const { session_id, user_id, started_at, session_context } = newSessionDocument(sessionId, id);
  return { session_id, user_id, started_at, session_context };
}

/** Everybody at once; the answers, and the codes of the errors. */
async function atOnce<T>(call: (caller: number) => Promise<T>): Promise<{ answers: T[]; codes: string[] }> {
  const settled = await Promise.allSettled(Array.from({ length: CALLERS }, (_, caller) => call(caller)));
  return {
    answers: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    codes: settled.flatMap((one) => {
      if (one.status === 'fulfilled') return [];
      if (!(one.reason instanceof MasterXError)) throw one.reason;
      return [one.reason.code];
    }),
  };
}

const allConflict = Array.from({ length: CALLERS - 1 }, () => 'conflict');

/** Entries of committed writes of a learner's requests, by collection and operation. */
async function writesOf({ id }: Learner): Promise<Record<string, number>> {
  const documents = await test.platform.connection.data
    .collection('audit_outbox')
    .find({ 'entries.request_id': `storm-${id}` })
    .toArray();
  const counts: Record<string, number> = {};
  const entries = documents.flatMap((document) => document['entries']);
  // What was sent again and found as it is counts as read.
  for (const { collection, operation } of entries.filter(({ action }) => action !== 'read')) {
    const write = `${collection} ${operation}`;
    counts[write] = (counts[write] ?? 0) + 1;
  }
  return counts;
}

describe('the same sent by 16 callers at once', () => {
  it('is one account', async () => {
    const user = newUser(uuid());
    const users = test.system.documents.collection('users');
    const { answers, codes } = await atOnce(() => users.insert([user]));
    expect(codes).toEqual([]);
    expect(answers.filter(([one]) => one?.repeated === false)).toHaveLength(1);
  });

  it('is one session with one interaction, counted once and written once', async () => {
    const learner = await newLearner();
    const recording = { start: startOf(learner), interactions: [newInteraction('only', 1)] };
    const { answers, codes } = await atOnce(() => learner.me.sessions.record([recording]));
    expect(codes).toEqual([]);
    expect(answers.flatMap(([recorded]) => recorded?.added ?? [])).toHaveLength(1);
    const { session_id } = recording.start;
    const { items } = await learner.me.sessions.interactions(learner.id, session_id);
    expect(items).toEqual(recording.interactions);
    const session = await learner.me.sessions.lookup(session_id);
    expect(session.performance_metrics.questions_attempted).toBe(1);
    const concept = await learner.me.insight.concept(learner.id, 'statistics', 'dispersion', 'variance');
    expect(concept?.evidence.attempts).toBe(1);
    const writes = await writesOf(learner);
    expect(writes).toMatchObject({ 'learning_sessions insert': 1, 'content_mastery insert': 1 });
    expect(new Set(Object.values(writes))).toEqual(new Set([1]));
  });

  it('is one interaction of a session that is there', async () => {
    const learner = await newLearner();
    const start = startOf(learner);
    const given = Array.from({ length: 60 }, (_, at) => newInteraction(`i-${at}`, at));
    await learner.me.sessions.record([{ start, interactions: given }]);
    const more = newInteraction('more', 60);
    const { answers, codes } = await atOnce(() =>
      learner.me.sessions.record([{ start, interactions: [more] }]),
    );
    expect(codes).toEqual([]);
    expect(answers.flatMap(([recorded]) => recorded?.added ?? [])).toEqual([more]);
    const { items } = await learner.me.sessions.interactions(learner.id, start.session_id, { limit: 200 });
    expect(items).toEqual([...given, more]);
  });

  it('is one answer of a practice', async () => {
    const learner = await newLearner();
    const { session, questions } = await learner.me.practice.start(learner.id, 'mathematics', 'mobile');
    const questionId = questions[0]?.id ?? '';
    const { answer } = questionFrom(questionId);
    const { answers, codes } = await atOnce((caller) =>
      learner.me.practice.answer(learner.id, session.session_id, {
        questionId,
        answer,
        responseSeconds: 5 + caller,
      }),
    );
    expect(codes).toEqual([]);
    expect(answers.filter(({ recorded }) => recorded.added.length === 1)).toHaveLength(1);
    const after = await learner.me.sessions.lookup(session.session_id);
    expect(after.interactions).toHaveLength(1);
    expect(after.performance_metrics.questions_attempted).toBe(1);
  });
});

describe('16 callers who differ', () => {
  it('open one account of an address', async () => {
    const email = `${uuid()}@example.org`;
    const users = test.system.documents.collection('users');
    const { answers, codes } = await atOnce(() => users.insert([{ ...newUser(uuid()), email }]));
    expect(answers).toHaveLength(1);
    expect(codes).toEqual(allConflict);
    const found = await users.find('user_authentication', { email });
    expect(found?.user_id).toBe(answers[0]?.[0]?.document.user_id);
  });

  it('open one account of an address inside transactions of their own', async () => {
    const email = `${uuid()}@example.org`;
    const { answers, codes } = await atOnce(() =>
      test.system.documents.transaction((within) =>
        within.collection('users').insert([{ ...newUser(uuid()), email }]),
      ),
    );
    expect(answers).toHaveLength(1);
    expect(codes).toEqual(allConflict);
  });

  it('store one document of an identity', async () => {
    const learner = await newLearner();
    const sessions = learner.me.documents.collection('learning_sessions');
    const session = newSessionDocument(uuid(), learner.id);
    const { answers, codes } = await atOnce((caller) =>
      sessions.insert([{ ...session, started_at: new Date(Date.UTC(2026, 4, 1, 10, caller)) }]),
    );
    expect(answers).toHaveLength(1);
    expect(codes).toEqual(allConflict);
  });

  it('get one session of an identifier', async () => {
    const learners = await Promise.all(Array.from({ length: CALLERS }, newLearner));
    const sessionId = uuid();
    const { answers, codes } = await atOnce(async (caller) => {
      const learner = learners[caller] as Learner;
      const interactions = [newInteraction(`of-${caller}`, caller)];
      return learner.me.sessions.record([{ start: startOf(learner, sessionId), interactions }]);
    });
    expect(answers).toHaveLength(1);
    expect(codes).toEqual(allConflict);
    // Who lost has met no concept either: nothing of the call is stored.
    const met = await Promise.all(
      learners.map(({ id, me }) => me.insight.concept(id, 'statistics', 'dispersion', 'variance')),
    );
    expect(met.filter((concept) => concept !== null)).toHaveLength(1);
  });

  it('store one interaction of a name', async () => {
    const learner = await newLearner();
    const start = startOf(learner);
    await learner.me.sessions.record([{ start, interactions: [] }]);
    const { answers, codes } = await atOnce((caller) =>
      learner.me.sessions.record([
        { start, interactions: [{ ...newInteraction('same', 1), user_input: `caller ${caller}` }] },
      ]),
    );
    expect(answers).toHaveLength(1);
    expect(codes).toEqual(allConflict);
    const { interactions, performance_metrics } = await learner.me.sessions.lookup(start.session_id);
    expect(interactions).toEqual(answers[0]?.[0]?.added);
    expect(performance_metrics.questions_attempted).toBe(1);
  });

  it('give one answer to a question', async () => {
    const learner = await newLearner();
    const { session, questions } = await learner.me.practice.start(learner.id, 'mathematics', 'mobile');
    const questionId = questions[0]?.id ?? '';
    const { answers, codes } = await atOnce((caller) =>
      learner.me.practice.answer(learner.id, session.session_id, {
        questionId,
        answer: `${caller}`,
        responseSeconds: 5,
      }),
    );
    expect(answers).toHaveLength(1);
    expect(codes).toEqual(allConflict);
  });

  it('each add what they have, and nothing of it is lost', async () => {
    const learner = await newLearner();
    const start = startOf(learner);
    const { codes } = await atOnce((caller) =>
      learner.me.sessions.record([{ start, interactions: [newInteraction(`of-${caller}`, caller)] }]),
    );
    expect(codes).toEqual([]);
    const session = await learner.me.sessions.lookup(start.session_id);
    expect(new Set(session.interactions.map(({ interaction_id }) => interaction_id)).size).toBe(CALLERS);
    expect(session.performance_metrics.questions_attempted).toBe(CALLERS);
    const concept = await learner.me.insight.concept(learner.id, 'statistics', 'dispersion', 'variance');
    expect(concept?.evidence.attempts).toBe(CALLERS);
  });
});
