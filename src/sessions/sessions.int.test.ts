import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor } from '../access/actor.ts';
import { questionFrom } from '../learning/questions/bank.ts';
import { inOrder } from '../learning/session-summary.ts';
import type { ActorPlatform } from '../platform.ts';
import { ManualClock } from '../std/clock.ts';
import { minutes, seconds } from '../std/durations.ts';
import { SeededRandom, systemEntropy } from '../std/random.ts';
import type { Interaction, Session } from './recording.ts';

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

/** A session without what tells it from others, its interactions in order. */
const comparable = ({ _id, session_id, user_id, revision, interactions, ...rest }: Session) => ({
  ...rest,
  interactions: inOrder(interactions).map(({ interaction_id }) => interaction_id),
});

const startOf = (learner: string) => {
  const { session_id, user_id, started_at, session_context } = newSessionDocument(
    systemEntropy.uuid(),
    learner,
  );
  return { session_id, user_id, started_at, session_context };
};

/** An interaction with everything that is summed up. */
function eventful(at: number, random: SeededRandom): Interaction {
  const id = `i-${at}`;
  return {
    ...newInteraction(id, Math.floor(at / 2)),
    ...(random.chance(0.4) && {
      interaction_type: 'question' as const,
      ai_response: {
        text: 'Look again.',
        provider_used: random.pick(['groq', 'gemini'] as const),
        response_time_ms: random.integer(50, 900),
        tokens_used: random.integer(10, 900),
        cost_usd: random.integer(1, 99) / 700,
        quality_score: random.next(),
        cached: random.chance(0.3),
      },
    }),
    ...(random.chance(0.5) && {
      emotional_context: {
        detected_emotion: random.pick(['curious', 'frustrated', 'calm'] as const),
        confidence: 0.8,
        emotional_intensity: random.next(),
        adaptation_applied: [],
      },
    }),
    assessed: {
      concept: random.pick(['variance', 'mean']),
      topic: 'dispersion',
      score: random.next(),
      difficulty: random.next(),
      response_time_seconds: random.between(1, 60),
    },
  };
}

/** Evidence without what tells one session from another. */
const withoutPlaces = (evidence: object) =>
  Object.fromEntries(
    Object.entries(evidence).filter(
      ([name]) => !['first', 'latest', 'latest_history', 'reviewed_in', 'mastered'].includes(name),
    ),
  );

const unique = (interactions: readonly Interaction[]) =>
  interactions.filter(
    (one, at) => interactions.findIndex(({ interaction_id }) => interaction_id === one.interaction_id) === at,
  );

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
    expect((await other.sessions.lookup(parts.session_id)).duration_minutes).toBeCloseTo(69 / 60);
    await other.sessions.record([{ start: parts, interactions: [], end }]);
    await other.sessions.record([{ start: parts, interactions: [], end }]);

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
        practice_log: found?.practice_log.map(({ session_id, ...practice }) => practice),
        evidence: withoutPlaces(found?.evidence ?? {}),
      };
    };
    expect(await mastery(other, parts.user_id)).toEqual(await mastery(me, learner));
    const found = await me.insight.concept(learner, 'statistics', 'dispersion', 'variance');
    expect(found?.evidence).toMatchObject({ attempts: 70, score_sum: 46 });
    expect(found?.spaced_repetition_data.review_history).toHaveLength(1);
    expect(found?.learning_history).toHaveLength(1);
  });

  it('gives the same session in any order of its parts, also when they come after its end', async () => {
    const random = new SeededRandom(20260501);
    for (let round = 0; round < 2; round++) {
      const interactions = Array.from({ length: 90 }, (_, at) => eventful(at, random));
      const end = { at: new Date('2026-05-01T10:00:40Z'), planned: 100 };
      const [{ learner, me }, second] = [await newLearner(), await newLearner()];
      const [whole, parts] = [startOf(learner), startOf(second.learner)];
      await me.sessions.record([{ start: whole, interactions, end }]);
      const scattered = random.shuffle([...interactions, ...random.shuffle(interactions).slice(0, 30)]);
      const endsAfter = random.integer(0, 5);
      for (let part = 0; part < 6; part++) {
        await second.me.sessions.record([
          { start: parts, interactions: unique(scattered.slice(part * 20, part * 20 + 20)) },
        ]);
        if (part === endsAfter) await second.me.sessions.record([{ start: parts, interactions: [], end }]);
      }
      const [a, b] = [
        await me.sessions.lookup(whole.session_id),
        await second.me.sessions.lookup(parts.session_id),
      ];
      // Which concepts it brought to mastery follows from the estimate of each moment.
      const first50 = (session: Session) => ({
        ...comparable(session),
        interactions: [],
        learning_progress: {
          ...session.learning_progress,
          concepts_mastered: [],
          mastery_demonstrations: [],
        },
      });
      expect(first50(b)).toEqual(first50(a));
      expect(a.evidence.interactions).toBe(90);
      expect(a.performance_metrics.engagement_indicators.session_completion_rate).toBe(0.9);
      expect(a.ai_usage_analytics.total_ai_queries).toBeGreaterThan(5);
      expect(a.emotional_journey.overall_emotional_health_score).not.toBeNull();
    }
  });

  it('keeps what the learner says of it, and what the platform did', async () => {
    const { learner, me } = await newLearner();
    const start = startOf(learner);
    const intervention = {
      timestamp: new Date('2026-05-01T10:00:10Z'),
      intervention_type: 'short-break',
      reason: 'Frustration kept growing.',
    };
    const recording = {
      start,
      interactions: [newInteraction('a', 1)],
      interventions: [intervention],
    };
    await me.sessions.record([recording]);
    await me.sessions.record([recording]);
    await me.sessions.feedback(learner, start.session_id, { perceived_difficulty_rating: 2 });
    await me.sessions.feedback(learner, start.session_id, {
      user_satisfaction_rating: 5,
      interventions: [
        { timestamp: intervention.timestamp, intervention_type: 'short-break', effectiveness_rating: 4 },
      ],
    });
    await me.sessions.end(learner, start.session_id, { ratings: { emotional_satisfaction_rating: 3 } });
    const session = await me.sessions.lookup(start.session_id);
    expect(session.session_outcome).toMatchObject({
      user_satisfaction_rating: 5,
      perceived_difficulty_rating: 2,
      emotional_satisfaction_rating: 3,
    });
    expect(session.emotional_journey.interventions_applied).toEqual([
      { ...intervention, effectiveness_rating: 4 },
    ]);
    await expect(
      me.sessions.feedback(learner, start.session_id, {
        interventions: [
          { timestamp: new Date(0), intervention_type: 'short-break', effectiveness_rating: 4 },
        ],
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const { me: stranger, learner: other } = await newLearner();
    await expect(
      stranger.sessions.feedback(other, start.session_id, { user_satisfaction_rating: 1 }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is ended when nothing comes any more, and only then', async () => {
    const { learner, me } = await newLearner();
    const [quiet, used] = [startOf(learner), startOf(learner)];
    await me.sessions.record([{ start: quiet, interactions: [newInteraction('a', 30)] }]);
    clock.advance(minutes(31));
    await me.sessions.record([{ start: used, interactions: [newInteraction('a', 30)] }]);
    expect(await test.system.sessions.endAbandoned(minutes(30))).toBeGreaterThanOrEqual(1);
    const ended = await me.sessions.lookup(quiet.session_id);
    expect(ended).toMatchObject({
      ended_at: new Date('2026-05-01T10:00:30Z'),
      duration_minutes: 0.5,
      evidence: { abandoned: true },
    });
    expect(ended.performance_metrics.engagement_indicators.session_completion_rate).toBe(0);
    expect((await me.sessions.lookup(used.session_id)).ended_at).toBeUndefined();
    expect(await test.system.sessions.endAbandoned(minutes(30))).toBe(0);
    const mastery = await me.insight.concept(learner, 'statistics', 'dispersion', 'variance');
    expect(mastery?.learning_history).toHaveLength(1);
  });

  it('says which concepts it brought to mastery', async () => {
    const { learner, me } = await newLearner();
    const start = startOf(learner);
    const right = (id: string, second: number) => ({
      ...newInteraction(id, second),
      assessed: { concept: 'variance', topic: 'dispersion', correct: true, difficulty: 0.4 },
    });
    await me.sessions.record([
      { start, interactions: Array.from({ length: 20 }, (_, at) => right(`i-${at}`, at)) },
    ]);
    const { learning_progress } = await me.sessions.lookup(start.session_id);
    expect(learning_progress.concepts_mastered).toEqual(['variance']);
    expect(learning_progress.mastery_demonstrations[0]?.evidence).toBe('Reached 100 % over 20 tasks.');
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
