import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor, localOperatorActor } from '../access/actor.ts';
import { ManualClock } from '../std/clock.ts';
import { minutes, seconds } from '../std/durations.ts';
import { SeededRandom, systemEntropy } from '../std/random.ts';
import { MasteryModels } from './mastery-models.ts';

const clock = new ManualClock('2026-05-01T10:05:00Z');
const random = new SeededRandom(5);
const ALL = { attemptsMax: 1_000_000, dryRun: false };
/** More than a document holds of a list, so that pages are read as well. */
const ATTEMPTS = 80;
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

/** A learner who goes on as the last answer went: right after right, wrong after wrong. */
async function streaky(end: string, consents: boolean): Promise<string> {
  const user = newUser(systemEntropy.uuid().slice(0, -8) + end);
  user.preferences.privacy_settings.analytics_participation = consents;
  await test.system.documents.collection('users').insert([user]);
  const { session_id, session_context } = newSessionDocument(systemEntropy.uuid(), user.user_id);
  const startedAt = new Date('2026-05-01T08:00:00Z');
  let isRight = random.chance(0.5);
  const interactions = Array.from({ length: ATTEMPTS }, (_, at) => {
    isRight = random.chance(isRight ? 0.95 : 0.05);
    return {
      ...newInteraction(`i-${at}`, 0),
      timestamp: new Date(startedAt.getTime() + seconds(60 * at)),
      assessed: { concept: 'variance', topic: 'dispersion', correct: isRight },
    };
  });
  const start = { session_id, user_id: user.user_id, session_context, started_at: startedAt };
  await test.platform
    .as(learnerActor(user.user_id, 'request'))
    .sessions.record([{ start, interactions, end: { at: new Date('2026-05-01T09:59:00Z'), interactions } }]);
  return user.user_id;
}

describe('a fit to the store', () => {
  it('asks for enough, reads the attempts, and takes effect within a minute', async () => {
    const few = await test.system.insight.fitMastery(ALL);
    expect(few).toMatchObject({ outcome: 'too-few', stored: false, version: 0, quality: null });

    const [learner = ''] = await Promise.all(
      Array.from({ length: 15 }, (_, at) => streaky(`fffffff${at.toString(16)}`, true)),
    );
    for (const end of ['00000001', '00000002', '00000003', '00000004']) await streaky(end, true);
    await streaky('ffffffff', false);
    const elsewhere = new MasteryModels(clock);
    expect(await elsewhere.inForce(test.system.documents)).toMatchObject({ version: 0 });
    const [before] = (await test.system.insight.masteryNow(learner, 'statistics')).items;

    const progress: number[] = [];
    const dry = await test.system.insight.fitMastery({
      ...ALL,
      dryRun: true,
      onProgress: ({ attempts }) => progress.push(attempts),
    });
    expect(dry).toMatchObject({ outcome: 'fitted', stored: false, version: 0, leftOut: 1 });
    expect(progress.at(-1)).toBe(19 * ATTEMPTS);
    const fit = await test.system.insight.fitMastery(ALL);
    expect(fit).toMatchObject({
      outcome: 'fitted',
      stored: true,
      version: 1,
      trained: { learners: 15, attempts: 15 * ATTEMPTS },
      heldOut: { learners: 4, attempts: 4 * ATTEMPTS },
      from: new Date('2026-05-01T08:00:00Z'),
      until: new Date('2026-05-01T09:19:00Z'),
    });
    expect(fit.parameters).toEqual(dry.parameters);
    const { fitted, published } = fit.quality ?? {};
    expect(fitted?.logLoss).toBeLessThan((published?.logLoss ?? 0) - 0.05);

    const [after] = (await test.system.insight.masteryNow(learner, 'statistics')).items;
    expect(after?.now).toMatchObject({ model_version: 1, base_log_odds: fit.parameters?.intercept });
    expect(after?.now.level).not.toBe(before?.now.level);
    expect(await elsewhere.inForce(test.system.documents)).toMatchObject({ version: 0 });
    clock.advance(minutes(1));
    expect(await elsewhere.inForce(test.system.documents)).toEqual({
      version: 1,
      parameters: fit.parameters,
    });

    const again = await test.system.insight.fitMastery(ALL);
    expect(again).toMatchObject({ outcome: 'kept', stored: false, version: 1 });
    const bounded = await test.system.insight.fitMastery({ ...ALL, attemptsMax: ATTEMPTS });
    expect(bounded.trained.attempts + bounded.heldOut.attempts).toBe(ATTEMPTS);
  });

  it('is the platform’s to make: an operator may see what it would be, learners see but themselves', async () => {
    const operator = test.platform.as(localOperatorActor('op', 'request'));
    await expect(operator.insight.fitMastery({ ...ALL, dryRun: true })).resolves.toMatchObject({});
    const learner = test.platform.as(learnerActor(systemEntropy.uuid(), 'request'));
    expect(await learner.insight.fitMastery(ALL)).toMatchObject({
      outcome: 'too-few',
      trained: { learners: 0 },
      leftOut: 0,
    });
    const [inForce] = (
      await test.system.documents.collection('mastery_fits').query('mastery_fit_in_force', { version: 1 })
    ).items;
    if (!inForce) throw new Error('there is a fit');
    const { _id, revision, ...fit } = inForce;
    await expect(
      learner.documents.collection('mastery_fits').insert([{ ...fit, version: 2 }]),
    ).rejects.toMatchObject({ code: 'access_denied' });
  });
});
