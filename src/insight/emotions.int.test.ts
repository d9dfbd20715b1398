import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor, systemActor } from '../access/actor.ts';
import { emotionalReport } from '../learning/emotional-report.ts';
import { naiveReport } from '../learning/testing-only/naive-report.ts';
import type { ActorPlatform } from '../platform.ts';
import type { Interaction } from '../sessions/recording.ts';
import { ManualClock } from '../std/clock.ts';
import { SeededRandom, systemEntropy } from '../std/random.ts';

const clock = new ManualClock('2026-05-20T10:00:00Z');
const EVER = new Date(0);
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

async function newLearner(change: (user: ReturnType<typeof newUser>) => void = () => undefined) {
  const user = newUser(systemEntropy.uuid());
  change(user);
  await test.system.documents.collection('users').insert([user]);
  return { learner: user.user_id, me: test.platform.as(learnerActor(user.user_id, 'request')) };
}

/** A session with feelings that begins at a moment and lasts some minutes. */
function recordingOf(learner: string, startedAt: string, random: SeededRandom) {
  const { session_id, session_context } = newSessionDocument(systemEntropy.uuid(), learner);
  const started_at = new Date(startedAt);
  const interactions = Array.from(
    { length: 8 },
    (_, at): Interaction => ({
      interaction_id: `i-${at}`,
      timestamp: new Date(started_at.getTime() + 60_000 * (2 * at + 1)),
      interaction_type: 'response',
      emotional_context: {
        detected_emotion: random.pick(['engaged', 'frustrated', 'calm'] as const),
        confidence: 0.8,
        emotional_intensity: Math.round(100 * random.next()) / 100,
        adaptation_applied: [],
      },
      assessed: { concept: 'variance', topic: 'dispersion', correct: random.chance(0.6) },
    }),
  );
  const start = { session_id, user_id: learner, started_at, session_context };
  return { start, interactions, end: { at: new Date(started_at.getTime() + 60_000 * 20) } };
}

const summaries = async (me: ActorPlatform, learner: string) =>
  (
    await Promise.all(
      (['daily_aggregation', 'weekly_summary', 'monthly_report'] as const).map((period) =>
        me.insight.emotions(learner, period, EVER),
      ),
    )
  ).flatMap(({ items }) => items);

const keyOf = ({ data_source, analysis_date }: { data_source: string; analysis_date: Date }) =>
  `${data_source} ${analysis_date.toISOString().slice(0, 10)}`;

describe('emotional summaries', () => {
  it('stand for the days, weeks and months of the learner’s own clock, however sessions arrive', async () => {
    const random = new SeededRandom(5);
    const { learner, me } = await newLearner((user) => {
      user.profile.timezone = 'America/New_York';
    });
    // The second is of Sunday evening in New York, the first of April the evening before in UTC.
    const starts = [
      '2026-03-31T23:30:00Z',
      '2026-03-30T02:00:00Z',
      '2026-04-01T03:30:00Z',
      '2026-03-31T15:00:00Z',
    ];
    const recordings = starts.map((start) => recordingOf(learner, start, random));
    for (const recording of recordings) await me.sessions.record([recording]);
    const found = await summaries(me, learner);
    expect(found.map(keyOf).sort()).toEqual([
      'daily_aggregation 2026-03-29',
      'daily_aggregation 2026-03-31',
      'monthly_report 2026-03-01',
      'weekly_summary 2026-03-23',
      'weekly_summary 2026-03-30',
    ]);

    const { me: other, learner: second } = await newLearner((user) => {
      user.profile.timezone = 'America/New_York';
    });
    for (const recording of recordings) {
      const { start, interactions, end } = recording;
      const own = { ...start, user_id: second, session_id: systemEntropy.uuid() };
      await other.sessions.record([{ start: own, interactions: interactions.slice(4) }]);
      await other.sessions.record([{ start: own, interactions: [], end }]);
      await other.sessions.record([{ start: own, interactions }]);
    }
    const comparable = (documents: typeof found) =>
      documents
        .map(({ _id, revision, user_id, ...rest }) => rest)
        .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    expect(comparable(await summaries(other, second))).toEqual(comparable(found));
  });

  it('equal the naive ones, change only where a session came late, and outlive the observations', async () => {
    const random = new SeededRandom(9);
    const { learner, me } = await newLearner();
    const days = ['2026-05-04', '2026-05-05', '2026-05-12'];
    const recordings = days.map((day) => recordingOf(learner, `${day}T09:00:00Z`, random));
    await me.sessions.record(recordings);
    const before = new Map((await summaries(me, learner)).map((one) => [keyOf(one), one]));
    const late = recordingOf(learner, '2026-05-05T15:00:00Z', random);
    await me.sessions.record([late]);
    const after = new Map((await summaries(me, learner)).map((one) => [keyOf(one), one]));
    const changed = [...after].filter(([key, one]) => one.revision !== before.get(key)?.revision);
    expect(changed.map(([key]) => key).sort()).toEqual([
      'daily_aggregation 2026-05-05',
      'monthly_report 2026-05-01',
      'weekly_summary 2026-05-04',
      'weekly_summary 2026-05-11',
    ]);
    const sessions = await Promise.all(
      [...recordings, late].map(({ start }) => me.sessions.lookup(start.session_id)),
    );
    const naive = naiveReport(sessions, 'Europe/Berlin');
    const month = after.get('monthly_report 2026-05-01');
    expect(month?.emotional_summary.overall_emotional_wellness).toBeCloseTo(naive?.wellness ?? -1, 9);
    const ordered = [...sessions].sort((a, b) => a.started_at.getTime() - b.started_at.getTime());
    const subject = {
      userId: learner,
      dataSource: 'monthly_report' as const,
      analysisDate: new Date('2026-05-01T00:00:00Z'),
      timeZone: 'Europe/Berlin',
    };
    const { _id, revision, region, ...stored } = month ?? ({} as never);
    expect(stored).toEqual(emotionalReport(subject, ordered));
  });

  it('are nobody’s who withholds feelings', async () => {
    const { learner, me } = await newLearner((user) => {
      user.preferences.privacy_settings.emotional_data_usage = false;
    });
    await me.sessions.record([recordingOf(learner, '2026-05-04T09:00:00Z', new SeededRandom(1))]);
    expect(await summaries(me, learner)).toEqual([]);
  });

  it('are made by the job where nobody went on, such as after an import', async () => {
    const { learner } = await newLearner();
    const system = test.platform.as(systemActor('import', 'request', 'testing'));
    const recording = recordingOf(learner, '2026-05-04T09:00:00Z', new SeededRandom(2));
    await system.documents.transaction((within) => system.sessions.record([recording], within));
    expect(await summaries(system, learner)).toEqual([]);
    expect(await system.insight.refreshStaleEmotions()).toBe(1);
    expect(await summaries(system, learner)).toHaveLength(3);
    expect(await system.insight.refreshStaleEmotions()).toBe(0);
  });

  it('are found to differ only where something was changed behind their back', async () => {
    const { learner, me } = await newLearner();
    const recording = recordingOf(learner, '2026-05-04T09:00:00Z', new SeededRandom(4));
    await me.sessions.record([recording]);
    const { session_id } = recording.start;
    expect(await me.sessions.verify(session_id)).toEqual([]);
    expect(await me.insight.verifyEmotions(learner)).toEqual({ summaries: 3, differences: [] });
    await test.system.documents
      .collection('learning_sessions')
      .revise('test', { session_id, user_id: learner }, (session) => ({
        ...session,
        performance_metrics: { ...session.performance_metrics, questions_correct: 7, questions_attempted: 8 },
        evidence: { ...session.evidence, observations: 3 },
      }));
    expect(await me.sessions.verify(session_id)).toContain('evidence');
    await test.system.documents
      .collection('emotional_analytics')
      .revise(
        'test',
        { user_id: learner, data_source: 'daily_aggregation', analysis_date: new Date('2026-05-04') },
        (document) => ({
          ...document,
          emotional_summary: { ...document.emotional_summary, overall_emotional_wellness: 0.123 },
        }),
      );
    expect((await me.insight.verifyEmotions(learner)).differences).toEqual([
      { period: 'daily_aggregation of 2026-05-04', parts: ['emotional_summary'] },
    ]);
  });

  it('hold every session, also when several end at once', async () => {
    const random = new SeededRandom(3);
    const { learner, me } = await newLearner();
    const recordings = [9, 11, 13, 15].map((hour) =>
      recordingOf(learner, `2026-05-06T${String(hour).padStart(2, '0')}:00:00Z`, random),
    );
    await Promise.all(recordings.map((recording) => me.sessions.record([recording])));
    await test.system.insight.refreshStaleEmotions();
    const { items } = await me.insight.emotions(learner, 'daily_aggregation', EVER);
    const minutes = Object.values(items[0]?.emotional_summary.emotion_distribution ?? {}).map(
      (share) => share?.total_time_minutes ?? 0,
    );
    expect(minutes.reduce((sum, one) => sum + one, 0)).toBeCloseTo(4 * 19);
  });
});
