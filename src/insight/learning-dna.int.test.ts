import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor } from '../access/actor.ts';
import { startingView } from '../learning/dna/starting-view.ts';
import type { ActorPlatform } from '../platform.ts';
import { ManualClock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';

const DIFFICULTY = 'cognitive_profile.complexity_preferences.preferred_difficulty_level';
const clock = new ManualClock('2026-05-01T10:05:00Z');
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

async function newLearner(analytics = true): Promise<{ learner: string; me: ActorPlatform }> {
  const user = newUser(systemEntropy.uuid());
  const { preferences } = user;
  const privacy_settings = { ...preferences.privacy_settings, analytics_participation: analytics };
  await test.system.documents
    .collection('users')
    .insert([{ ...user, preferences: { ...preferences, privacy_settings } }]);
  return { learner: user.user_id, me: test.platform.as(learnerActor(user.user_id, 'request')) };
}

/** Part of a session of hard tasks, answered right. */
function part(learner: string, sessionId: string, from: number, to: number) {
  const { session_context, started_at } = newSessionDocument(sessionId, learner);
  const start = { session_id: sessionId, user_id: learner, session_context, started_at };
  const interactions = Array.from({ length: to - from }, (_, at) => ({
    ...newInteraction(`i-${from + at}`, 0),
    timestamp: new Date(started_at.getTime() + minutes(from + at + 1)),
    assessed: { concept: 'variance', topic: 'dispersion', correct: true, difficulty: 0.6 },
  }));
  return { start, interactions };
}

async function study(me: ActorPlatform, learner: string, sessions: number): Promise<void> {
  for (let number = 0; number < sessions; number++) {
    const { start, interactions } = part(learner, systemEntropy.uuid(), 0, 6);
    await me.sessions.record([
      { start, interactions, end: { at: new Date(start.started_at.getTime() + minutes(8)) } },
    ]);
  }
}

const fieldOf = async (me: ActorPlatform, learner: string, field: string) =>
  (await me.insight.learningDnaExplanation(learner)).items.find((one) => one.field === field);

describe('the view of a learner', () => {
  it('is learned from ended sessions, not before the fifth, and says why', async () => {
    const { learner, me } = await newLearner();
    await study(me, learner, 4);
    expect(await fieldOf(me, learner, DIFFICULTY)).toMatchObject({
      value: 0.15,
      basis: 'assumed',
      samples: 4,
      confidence: 0,
      missing: expect.stringMatching(/^1 more/),
    });
    await study(me, learner, 9);
    const learned = await fieldOf(me, learner, DIFFICULTY);
    expect(learned).toMatchObject({ basis: 'learned', samples: 13, missing: null });
    expect(learned?.confidence).toBeCloseTo(9 / 17, 10);
    expect(learned?.value).toBeGreaterThan(0.3);
    const dna = await me.learners.learningDna(learner);
    expect(dna.version).toBe(dna.assessment_history.length);
    expect(dna.assessment_history[0]?.assessment_type).toBe('initial');
    expect(dna.assessment_history.at(-1)?.changes_made.join()).toContain('→');
  });

  it('leaves what the learner stated alone, until that is taken back', async () => {
    const { learner, me } = await newLearner();
    await me.insight.stateLearningDna(learner, DIFFICULTY, 0.9);
    await study(me, learner, 6);
    expect(await fieldOf(me, learner, DIFFICULTY)).toMatchObject({ value: 0.9, basis: 'stated', samples: 6 });
    const { version } = await me.learners.learningDna(learner);
    await me.insight.stateLearningDna(learner, DIFFICULTY, 0.9);
    expect((await me.learners.learningDna(learner)).version).toBe(version);
    await me.insight.stateLearningDna(learner, DIFFICULTY, null);
    expect(await fieldOf(me, learner, DIFFICULTY)).toMatchObject({ basis: 'learned', stated_at: null });
    expect((await fieldOf(me, learner, DIFFICULTY))?.value).toBeLessThan(0.5);
    const style = 'cognitive_profile.learning_style.primary';
    const { items } = await me.insight.stateLearningDna(learner, style, 'visual');
    expect(items.find(({ field }) => field === style)).toMatchObject({
      value: 'visual',
      basis: 'stated',
      evidence: expect.stringContaining('Pashler'),
    });
    await expect(me.insight.stateLearningDna(learner, style, 'psychic')).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(me.insight.stateLearningDna(learner, 'user_id', 'x')).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('is the same when a session gets more after its end', async () => {
    const [early, late] = [await newLearner(), await newLearner()];
    for (const { learner, me } of [early, late]) await study(me, learner, 5);
    const id = () => systemEntropy.uuid();
    const [one, two] = [id(), id()];
    const whole = part(early.learner, one, 0, 9);
    const at = new Date(whole.start.started_at.getTime() + minutes(12));
    await early.me.sessions.record([{ ...whole, end: { at } }]);
    await late.me.sessions.record([{ ...part(late.learner, two, 3, 9), end: { at } }]);
    await late.me.sessions.record([part(late.learner, two, 0, 3)]);
    await late.me.sessions.record([part(late.learner, two, 0, 3)]);
    const evidenceOf = async ({ me, learner }: typeof early) =>
      (await me.learners.learningDna(learner)).evidence;
    const [expected, found] = [await evidenceOf(early), await evidenceOf(late)];
    expect(found?.sessions).toBe(6);
    expect(found?.measures).toEqual(expected?.measures);
  });

  it('is not made for who withholds analytics', async () => {
    const { learner, me } = await newLearner(false);
    await study(me, learner, 1);
    await expect(me.insight.learningDnaExplanation(learner)).rejects.toMatchObject({ code: 'not_found' });
    await expect(me.insight.stateLearningDna(learner, DIFFICULTY, 0.5)).rejects.toMatchObject({
      code: 'access_denied',
    });
  });

  it('that was given keeps its values until sessions say enough, and moves away from them', async () => {
    const { learner, me } = await newLearner();
    const { evidence: _, ...given } = startingView(newUser(learner), clock.now());
    given.cognitive_profile.complexity_preferences.preferred_difficulty_level = 0.62;
    await test.system.documents.collection('learning_dna').insert([given]);
    expect(await fieldOf(me, learner, DIFFICULTY)).toMatchObject({ basis: 'given', value: 0.62, samples: 0 });
    await study(me, learner, 1);
    expect(await fieldOf(me, learner, DIFFICULTY)).toMatchObject({
      basis: 'given',
      value: 0.62,
      samples: 1,
    });
    await study(me, learner, 4);
    const learned = await fieldOf(me, learner, DIFFICULTY);
    expect(learned).toMatchObject({ basis: 'learned', samples: 5 });
    expect(Math.abs(Number(learned?.value) - 0.62)).toBeLessThan(0.15);
  });
});
