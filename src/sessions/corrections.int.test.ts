import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { derivedOf } from '../../test/support/derived.ts';
import { newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor } from '../access/actor.ts';
import type { ActorPlatform } from '../platform.ts';
import { ManualClock } from '../std/clock.ts';
import { days, minutes, seconds } from '../std/durations.ts';
import { SeededRandom, systemEntropy } from '../std/random.ts';
import type { Interaction, Recording } from './recording.ts';

const clock = new ManualClock('2026-06-01T10:00:00Z');
/** Two platforms, so that the same learner and sessions can come about in two ways. */
let tests: readonly TestPlatform[] = [];
beforeAll(async () => {
  const uri = inject('mongodbUri');
  tests = [await openTestPlatform(uri, { clock }), await openTestPlatform(uri, { clock })];
});
afterAll(async () => {
  for (const test of tests) await test.close();
});

interface Way {
  readonly me: ActorPlatform;
  readonly test: TestPlatform;
}

/** One learner on both platforms. */
async function newLearner(): Promise<{ learner: string; plain: Way; other: Way }> {
  const user = newUser(systemEntropy.uuid());
  const ways = [];
  for (const test of tests) {
    await test.system.documents.collection('users').insert([user]);
    ways.push({ test, me: test.platform.as(learnerActor(user.user_id, 'request')) });
  }
  const [plain, other] = ways as [Way, Way];
  return { learner: user.user_id, plain, other };
}

/** A session of a day, with tasks on some concepts and feelings. */
function sessionOn(day: number, learner: string, random: SeededRandom, tasks = 12): Required<Recording> {
  const { session_id, session_context } = newSessionDocument(systemEntropy.uuid(), learner);
  const started_at = new Date(Date.UTC(2026, 4, 1, 9) + days(day) + minutes(random.integer(0, 600)));
  const interactions = Array.from({ length: tasks }, (_, at) => interaction(`i-${at}`, started_at, random));
  return {
    start: { session_id, user_id: learner, started_at, session_context },
    interactions,
    interventions: [],
    end: { at: new Date(started_at.getTime() + minutes(random.integer(20, 60))), planned: tasks },
  };
}

function interaction(id: string, startedAt: Date, random: SeededRandom): Interaction {
  const felt = random.pick(['engaged', 'frustrated', 'calm', 'bored'] as const);
  return {
    interaction_id: id,
    timestamp: new Date(startedAt.getTime() + seconds(random.integer(1, 2400))),
    interaction_type: 'assessment',
    user_input: `what ${felt} learners write`,
    ...(random.chance(0.6) && {
      emotional_context: {
        detected_emotion: felt,
        confidence: 0.8,
        emotional_intensity: random.integer(1, 99) / 100,
        adaptation_applied: [],
      },
    }),
    personalization_applied: {
      difficulty_adjustment: 0,
      explanation_style: random.pick(['visual', 'worked-example']),
      content_modifications: [],
    },
    assessed: {
      concept: random.pick(['variance', 'mean', 'median']),
      topic: 'dispersion',
      ...(random.chance(0.9) && { correct: random.chance(0.75), difficulty: random.integer(20, 60) / 100 }),
    },
  };
}

const record = async ({ me }: Way, recordings: readonly Recording[]) => {
  for (const recording of recordings) await me.sessions.record([recording]);
};

/** Both ways led to the same, to the last bit; and what is stored is what it all amounts to. */
async function expectSame(
  { learner, plain, other }: Awaited<ReturnType<typeof newLearner>>,
  sessions: readonly Recording[],
): Promise<void> {
  const ids = sessions.map(({ start }) => start.session_id);
  expect(await derivedOf(other.me, learner, ids)).toEqual(await derivedOf(plain.me, learner, ids));
  expect(await other.me.insight.verify(learner)).toMatchObject({ differences: [] });
}

/** More of them were run when this was written; one each keeps the suite quick. */
const SEEDS = [11];

describe('sessions', () => {
  it.each(SEEDS)(
    'leave the same in whatever order they arrive, in parts or whole (seed %i)',
    async (seed) => {
      const random = new SeededRandom(seed);
      const both = await newLearner();
      const sessions = [0, 1, 3, 9, 20].map((day) => sessionOn(day, both.learner, random));
      await record(both.plain, sessions);
      const parts = sessions.flatMap((session) => {
        const cut = random.integer(1, 10);
        return [
          { start: session.start, interactions: session.interactions.slice(0, cut) },
          { start: session.start, interactions: session.interactions.slice(cut) },
          { start: session.start, interactions: [], end: session.end },
        ];
      });
      const scattered = random.shuffle(parts);
      await record(both.other, [...scattered, ...scattered.slice(0, 4)]);
      await expectSame(both, sessions);
    },
  );

  it('that are recorded at once are as if recorded one after the other', async () => {
    const random = new SeededRandom(14);
    const both = await newLearner();
    const sessions = [0, 1, 2, 3].map((day) => sessionOn(day, both.learner, random));
    await record(both.plain, sessions);
    await both.other.me.sessions.record(random.shuffle(sessions));
    await expectSame(both, sessions);
  });
});

describe('a correction', () => {
  it.each(SEEDS)('makes everything as if it had been recorded so (seed %i)', async (seed) => {
    const random = new SeededRandom(100 + seed);
    const both = await newLearner();
    const sessions = [0, 1, 3, 9, 20].map((day) => sessionOn(day, both.learner, random));
    const wrong = sessions.map((session) => structuredClone(session));
    const corrected = random.integer(0, 4);
    const [was, is] = [wrong[corrected], sessions[corrected]];
    if (!was || !is) throw new Error('there are five');
    // Wrongly told: the context, the beginning, the end, the verdicts of some answers, and two that never were.
    was.start.session_context.session_type = 'assessment';
    Object.assign(was.start, { started_at: new Date(is.start.started_at.getTime() - days(1)) });
    Object.assign(was.end, { at: new Date(is.end.at.getTime() + minutes(200)) });
    const changed = is.interactions.slice(0, 4);
    Object.assign(was, {
      interactions: [
        ...changed.map((one) => ({
          ...interaction(one.interaction_id, is.start.started_at, random),
          assessed: { concept: 'range', topic: 'dispersion', correct: random.chance(0.5), difficulty: 0.5 },
        })),
        ...is.interactions.slice(4),
        interaction('extra-1', is.start.started_at, random),
        interaction('extra-2', new Date(is.start.started_at.getTime() + minutes(90)), random),
      ],
    });
    await record(both.plain, sessions);
    await record(both.other, wrong);
    const { session_id, started_at, session_context } = is.start;
    const session = await both.other.me.sessions.correct(both.learner, session_id, {
      started_at,
      session_context,
      ended_at: is.end.at,
      interactions: changed,
      removed: ['extra-1', 'extra-2'],
    });
    expect(session.session_context.session_type).toBe('practice');
    await expectSame(both, sessions);
  });

  it('finds words as they are then, and refuses what is not there', async () => {
    const { learner, other } = await newLearner();
    const session = sessionOn(0, learner, new SeededRandom(7), 3);
    await record(other, [session]);
    const { session_id } = session.start;
    const [first] = session.interactions;
    if (!first) throw new Error('there are three');
    await other.me.sessions.correct(learner, session_id, {
      interactions: [{ ...first, user_input: 'photosynthesis' }],
      removed: ['i-1'],
    });
    const search = (words: string) =>
      other.me.documents
        .named('learning_sessions')
        .search({ learner, text: words, language: 'english', isUnfinished: false, limit: 10 })
        .then(({ items }) => items.length);
    expect(await search('photosynthesis')).toBe(1);
    const { items } = await other.me.sessions.interactions(learner, session_id);
    expect(items.map(({ interaction_id }) => interaction_id).sort()).toEqual(['i-0', 'i-2']);
    await expect(other.me.sessions.correct(learner, session_id, { removed: ['i-1'] })).rejects.toMatchObject({
      code: 'not_found',
    });
    const stranger = await newLearner();
    await expect(
      stranger.other.me.sessions.correct(stranger.learner, session_id, { removed: ['i-0'] }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(stranger.other.me.sessions.remove(stranger.learner, session_id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a deletion', () => {
  it.each(SEEDS)('makes everything as if the sessions had never been (seed %i)', async (seed) => {
    const random = new SeededRandom(200 + seed);
    const both = await newLearner();
    const kept = [1, 3, 9, 20].map((day) => sessionOn(day, both.learner, random));
    const [first, last] = [sessionOn(0, both.learner, random), sessionOn(25, both.learner, random)];
    const middle = sessionOn(5, both.learner, random);
    await record(both.plain, kept);
    await record(both.other, [first, ...kept.slice(0, 2), middle, ...kept.slice(2), last]);
    for (const { start } of [middle, first, last])
      await both.other.me.sessions.remove(both.learner, start.session_id);
    await expectSame(both, kept);
    await expect(both.other.me.sessions.remove(both.learner, middle.start.session_id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('of a session whose record is gone takes away what it left', async () => {
    const random = new SeededRandom(301);
    const both = await newLearner();
    const sessions = [0, 1, 2, 8].map((day) => sessionOn(day, both.learner, random));
    const [purged, ...kept] = sessions;
    if (!purged) throw new Error('there are four');
    const { session_id } = purged.start;
    await record(both.plain, kept);
    await record(both.other, sessions);
    await both.other.test.system.documents
      .collection('learning_sessions')
      .remove('retention', [{ session_id, user_id: both.learner }]);
    await both.other.me.sessions.remove(both.learner, session_id);
    await expectSame(both, kept);
  });

  it('of a later session leaves what an earlier one contributed whose record is gone', async () => {
    const random = new SeededRandom(302);
    const both = await newLearner();
    const sessions = [0, 1, 2, 8].map((day) => sessionOn(day, both.learner, random));
    const [purged, wrong, ...kept] = sessions;
    if (!purged || !wrong) throw new Error('there are four');
    await record(both.plain, [purged, ...kept]);
    await record(both.other, sessions);
    for (const { test } of [both.plain, both.other]) {
      await test.system.documents
        .collection('learning_sessions')
        .remove('retention', [{ session_id: purged.start.session_id, user_id: both.learner }]);
    }
    await both.other.me.sessions.remove(both.learner, wrong.start.session_id);
    await expectSame(both, kept);
  });
});
