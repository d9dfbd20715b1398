import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor } from '../access/actor.ts';
import type { NewContentMasteryDocument } from '../derive/generated/documents.ts';
import { NO_EVIDENCE, untried } from '../learning/mastery.ts';
import { PUBLISHED_POLICY, replanned } from '../learning/review-schedule.ts';
import type { ActorPlatform } from '../platform.ts';
import { ManualClock } from '../std/clock.ts';
import { days } from '../std/durations.ts';
import { SeededRandom, systemEntropy } from '../std/random.ts';

const clock = new ManualClock('2026-05-01T10:05:00Z');
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

/** A session with one answer to each concept, given that many days after the first of May. */
async function answer(me: ActorPlatform, learner: string, day: number, correct: Record<string, boolean>) {
  const { session_id, session_context } = newSessionDocument(systemEntropy.uuid(), learner);
  const at = (second: number) => new Date(Date.UTC(2026, 4, 1 + day, 10, 0, second));
  const start = { session_id, user_id: learner, session_context, started_at: at(0) };
  const interactions = Object.entries(correct).map(([concept, right], number) => ({
    ...newInteraction(`i-${number}`, 0),
    timestamp: at(number + 1),
    assessed: { concept, topic: 'dispersion', correct: right },
  }));
  await me.sessions.record([{ start, interactions, end: { at: at(59), interactions } }]);
}

const scheduleOf = async (me: ActorPlatform, learner: string, concept: string) =>
  (await me.insight.concept(learner, 'statistics', 'dispersion', concept))?.spaced_repetition_data;

describe('a plan of reviews', () => {
  it('puts prerequisites first, and what is recalled least before the rest', async () => {
    const names = { subject: 'Statistics', topic: 'Dispersion' };
    const known = ['range', 'variance', 'deviation'].map((concept) => ({
      subject: 'statistics',
      topic: 'dispersion',
      concept,
      names: { ...names, concept },
      translations: {},
      prerequisites:
        concept === 'deviation' ? [{ concept: 'variance', importance_weight: 1, mastery_required: 0.5 }] : [],
      source: 'test',
    }));
    await test.system.documents.collection('concepts').insert(known);
    const { learner, me } = await newLearner();
    await answer(me, learner, 0, { deviation: false, range: true, variance: true });
    await answer(me, learner, 3, { range: true });
    const until = new Date('2027-05-01T10:00:00Z');
    clock.advance(days(10));
    const plan = await me.insight.reviewPlan(learner, until, 10);
    expect(plan.due).toBe(3);
    expect(plan.items.map(({ concept }) => concept)).toEqual(['variance', 'deviation', 'range']);
    expect((await me.insight.reviewPlan(learner, until, 1)).items).toHaveLength(1);
    clock.advance(-days(10));
  });
});

describe('a concept', () => {
  it('that keeps being forgotten is a leech', async () => {
    const { learner, me } = await newLearner();
    for (let day = 0; day < 9; day++) await answer(me, learner, 2 * day, { variance: day === 0 });
    expect(await scheduleOf(me, learner, 'variance')).toMatchObject({
      reviews: 9,
      lapses: 8,
      is_leech: true,
    });
    const { items } = await me.insight.reviewsDue(learner, new Date('2030-01-01'));
    expect(items[0]?.spaced_repetition_data).toMatchObject({ lapses: 8, is_leech: true });
  });

  it('is due sooner for who wants to remember better, from now on and in what was planned', async () => {
    const { learner, me } = await newLearner();
    await answer(me, learner, 0, { variance: true });
    await answer(me, learner, 10, { variance: true });
    const usual = await scheduleOf(me, learner, 'variance');
    const settings = await me.insight.setDesiredRetention(learner, 0.97);
    expect(settings).toMatchObject({ desired_retention: 0.97 });
    const eager = await scheduleOf(me, learner, 'variance');
    expect(eager?.repetition_interval_days).toBeLessThan((usual?.repetition_interval_days ?? 0) / 2);
    expect(eager?.forgetting_curve_parameters).toEqual(usual?.forgetting_curve_parameters);
    await answer(me, learner, 0, { range: true });
    await answer(me, learner, 10, { range: true });
    expect((await scheduleOf(me, learner, 'range'))?.repetition_interval_days).toBeLessThan(
      (usual?.repetition_interval_days ?? 0) / 2,
    );
    await expect(me.insight.setDesiredRetention(learner, 0.99)).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});

describe('the parameters of forgetting', () => {
  it('are the published ones until a learner has enough reviews', async () => {
    const { learner, me } = await newLearner();
    await answer(me, learner, 0, { variance: true });
    expect(await me.insight.fitReviews(learner)).toMatchObject({ outcome: 'too-few', version: 0 });
    expect(await me.insight.reviewSettings(learner)).toBeNull();
  });

  it('are fitted to who forgets otherwise, with a version, and every schedule follows', async () => {
    const { learner, me } = await newLearner();
    const random = new SeededRandom(11);
    const documents = Array.from({ length: 90 }, (_, at) => forgetful(learner, at, random));
    await test.system.documents.collection('content_mastery').insert(documents);
    const before = await scheduleOf(me, learner, 'concept-3');
    const fit = await me.insight.fitReviews(learner);
    expect(fit).toMatchObject({ outcome: 'fitted', version: 1 });
    expect(fit.logLossAfter).toBeLessThan((fit.logLossBefore ?? 0) - 0.01);
    const after = await scheduleOf(me, learner, 'concept-3');
    expect(after?.forgetting_curve_parameters.parameters_version).toBe(1);
    expect(after?.forgetting_curve_parameters.stability).not.toBe(
      before?.forgetting_curve_parameters.stability,
    );
    expect(after?.review_history.map(({ date }) => date)).toEqual(
      before?.review_history.map(({ date }) => date),
    );
    const settings = await me.insight.reviewSettings(learner);
    expect(settings?.parameters).toMatchObject({ version: 1, reviews: fit.reviews });
    expect(settings?.fits).toHaveLength(1);
    // What is in force predicts as well as what would be fitted again to the same reviews.
    const again = await me.insight.fitReviews(learner);
    expect(again.outcome === 'kept' || (again.logLossAfter ?? 0) < (again.logLossBefore ?? 0)).toBe(true);
  });
});

/** A concept reviewed every five days by somebody who remembers half of it. */
function forgetful(learner: string, number: number, random: SeededRandom): NewContentMasteryDocument {
  const first = new Date(Date.UTC(2025, 0, 1 + number, 9));
  const history = Array.from({ length: 8 }, (_, at) => {
    const rating = random.chance(0.5) ? ('good' as const) : ('again' as const);
    const date = new Date(first.getTime() + days(5 * at));
    return { date, performance_score: rating === 'good' ? 1 : 0, interval_adjustment: 0, rating };
  });
  const plan = replanned(first, history, PUBLISHED_POLICY);
  return {
    user_id: learner,
    subject: 'statistics',
    topic: 'dispersion',
    concept: `concept-${number}`,
    mastery_tracking: untried(first),
    learning_history: [],
    practice_log: [],
    spaced_repetition_data: { ...plan.schedule, review_history: plan.history },
    prerequisite_relationships: { prerequisite_concepts: [], dependent_concepts: [] },
    personalization_data: {
      optimal_difficulty_level: null,
      effective_learning_strategies: [],
      emotional_associations: {},
      learning_style_effectiveness: {},
    },
    evidence: NO_EVIDENCE,
  };
}
