import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor } from '../access/actor.ts';
import { questionFrom } from '../learning/questions/bank.ts';
import type { ActorPlatform } from '../platform.ts';
import { ManualClock } from '../std/clock.ts';
import { minutes, seconds } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';

const clock = new ManualClock('2026-05-01T10:00:00Z');
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

async function newLearner(): Promise<{ learner: string; me: ActorPlatform }> {
  const user = newUser(systemEntropy.uuid());
  await test.system.documents.collection('users').insert([user]);
  return { learner: user.user_id, me: test.platform.as(learnerActor(user.user_id, 'request')) };
}

const startOf = (learner: string) => {
  const { session_id, user_id, started_at, session_context } = newSessionDocument(
    systemEntropy.uuid(),
    learner,
  );
  return { session_id, user_id, started_at, session_context };
};

describe('recording a session', () => {
  it('gives the same session in one part or in many, also when parts come twice', async () => {
    const { learner, me } = await newLearner();
    const interactions = Array.from({ length: 70 }, (_, at) => newInteraction(`i-${at}`, at));
    const end = { at: new Date('2026-05-01T10:05:00Z'), interactions };
    const whole = startOf(learner);
    await me.sessions.record([{ start: whole, interactions, end }]);
    const parts = { ...startOf((await newLearner()).learner) };
    const other = test.platform.as(learnerActor(parts.user_id, 'request'));
    await other.sessions.record([{ start: parts, interactions: [] }]);
    for (const at of [0, 20, 20, 10, 40, 60]) {
      await other.sessions.record([{ start: parts, interactions: interactions.slice(at, at + 20) }]);
    }
    await other.sessions.record([{ start: parts, interactions: [], end }]);
    await other.sessions.record([{ start: parts, interactions: [], end }]);

    const comparable = ({
      _id,
      session_id,
      user_id,
      revision,
      ...rest
    }: Awaited<ReturnType<typeof me.sessions.lookup>>) => ({
      ...rest,
      performance_metrics: { ...rest.performance_metrics, average_response_time_seconds: 0 },
    });
    const [a, b] = [
      await me.sessions.lookup(whole.session_id),
      await other.sessions.lookup(parts.session_id),
    ];
    expect(comparable(b)).toEqual(comparable(a));
    expect(a.performance_metrics).toMatchObject({ questions_attempted: 70, questions_correct: 46 });
    const mastery = async (who: ActorPlatform, id: string) => {
      const found = await who.insight.concept(id, 'statistics', 'dispersion', 'variance');
      return {
        ...found,
        _id: '',
        user_id: '',
        revision: 0,
        learning_history: found?.learning_history.length,
      };
    };
    expect(await mastery(other, parts.user_id)).toEqual(await mastery(me, learner));
    const found = await me.insight.concept(learner, 'statistics', 'dispersion', 'variance');
    expect(found?.evidence).toEqual({ attempts: 70, score_sum: 46 });
    expect(found?.spaced_repetition_data.review_history).toHaveLength(1);
    expect(found?.learning_history).toHaveLength(1);
  });

  it('refuses the session of another learner', async () => {
    const [mine, other] = [await newLearner(), await newLearner()];
    const start = startOf(other.learner);
    await other.me.sessions.record([{ start, interactions: [] }]);
    const stolen = { ...start, user_id: mine.learner };
    await expect(mine.me.sessions.record([{ start: stolen, interactions: [] }])).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('stores nothing of a session when one interaction is wrong', async () => {
    const { learner, me } = await newLearner();
    const start = startOf(learner);
    const wrong = { ...newInteraction('x', 1), interaction_type: 'nonsense' as never };
    await expect(
      me.sessions.record([{ start, interactions: [newInteraction('ok', 0), wrong] }]),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(me.sessions.lookup(start.session_id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await me.insight.concept(learner, 'statistics', 'dispersion', 'variance')).toBeNull();
  });
});

describe('a practice', () => {
  it('turns ten answers into stored documents with mastery and a next review', async () => {
    const { learner, me } = await newLearner();
    const { session, questions } = await me.practice.start(learner, 'mathematics', 'desktop');
    expect(questions).toHaveLength(10);
    for (const [at, { id }] of questions.entries()) {
      clock.advance(seconds(9));
      const { answer, mistakes } = questionFrom(id);
      const given = at % 5 === 4 ? (mistakes[0] ?? '') : answer;
      const answered = await me.practice.answer(learner, session.session_id, {
        questionId: id,
        answer: given,
        responseSeconds: 8,
      });
      expect(answered.correct).toBe(at % 5 !== 4);
      const again = await me.practice.answer(learner, session.session_id, {
        questionId: id,
        answer: given,
        responseSeconds: 30,
      });
      expect(again.recorded.added).toEqual([]);
    }
    await expect(
      me.practice.answer(learner, session.session_id, {
        questionId: questions[0]?.id ?? '',
        answer: 'changed my mind',
        responseSeconds: 1,
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
    clock.advance(minutes(1));
    const ended = await me.practice.end(learner, session.session_id, { user_satisfaction_rating: 4 });
    expect(ended.performance_metrics).toMatchObject({ questions_attempted: 10, questions_correct: 8 });
    expect(ended.session_outcome.user_satisfaction_rating).toBe(4);
    expect(ended.duration_minutes).toBeGreaterThan(1);
    const { items } = await me.insight.mastery(learner);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(item.spaced_repetition_data.next_review_date.getTime()).toBeGreaterThan(clock.now().getTime());
      expect(item.mastery_tracking.mastery_confidence).toBeGreaterThan(0);
    }
    const progress = await me.insight.progress(learner);
    expect(progress.items).toEqual([
      expect.objectContaining({ subject: 'mathematics', concepts: items.length }),
    ]);
    const due = await me.insight.reviewsDue(learner, new Date('2030-01-01'));
    expect(due.items).toHaveLength(items.length);
    expect(due.items.every(({ retrievability }) => retrievability === 1)).toBe(true);
  });
});
