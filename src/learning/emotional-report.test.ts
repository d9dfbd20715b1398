import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../derive/validator.ts';
import { SCHEMA } from '../schema/schema.ts';
import { EMOTIONAL_STATES, type EmotionalState } from '../schema/vocabulary/emotions.ts';
import { days, minutes } from '../std/durations.ts';
import { emotionalReport, type ReportSubject } from './emotional-report.ts';
import { type ObservedSession, recoveriesOf, spellsOf } from './emotional-spells.ts';

const START = new Date('2026-03-02T17:00:00Z');
const SUBJECT: ReportSubject = {
  userId: '3f2b8c1e-0d4a-4f6b-9a7c-5e1d2c3b4a59',
  dataSource: 'daily_aggregation',
  analysisDate: new Date('2026-03-02T00:00:00Z'),
  timeZone: 'Europe/Berlin',
};

const share = fc.double({ min: 0, max: 1, noNaN: true });
const session = fc
  .tuple(
    fc.nat(600),
    fc.array(fc.tuple(fc.constantFrom(...EMOTIONAL_STATES), share, fc.boolean(), fc.nat(20)), {
      maxLength: 20,
    }),
    fc.constantFrom('practice' as const, 'assessment' as const),
  )
  .map(([offset, steps, kind]) => sessionOf(offset, steps, kind));

describe('an emotional report', () => {
  it('fits the schema, whatever was observed', () => {
    const root = SCHEMA.collections['emotional_analytics']?.root;
    if (!root) throw new Error('no collection');
    const validator = validatorOf(root);
    fc.assert(
      fc.property(fc.array(session, { maxLength: 4 }), fc.array(session, { maxLength: 2 }), (now, before) => {
        const report = emotionalReport({ ...SUBJECT, before: summaryOf(before) }, now);
        const seen = now.some(({ emotional_journey: { emotional_states_timeline: t } }) => t.length > 0);
        expect(report !== undefined).toBe(seen);
        if (report) expect(validator.violations(report)).toEqual([]);
      }),
    );
  });

  it('shares the whole time among the states', () => {
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 4 }), (sessions) => {
        const summary = summaryOf(sessions);
        if (!summary) return;
        const parts = Object.values(summary.emotion_distribution);
        expect(parts.reduce((sum, { percentage }) => sum + percentage, 0)).toBeCloseTo(100, 6);
        const most = Math.max(...parts.map(({ percentage }) => percentage));
        expect(summary.emotion_distribution[summary.dominant_emotion]?.percentage).toBe(most);
      }),
    );
  });

  it('says how long, how well, what helped and when', () => {
    const report = emotionalReport(SUBJECT, [EVENING]);
    expect(report?.emotional_summary.dominant_emotion).toBe('engaged');
    expect(report?.emotional_summary.emotion_distribution).toEqual({
      engaged: { percentage: 75, total_time_minutes: 15, session_count: 1 },
      frustrated: { percentage: 25, total_time_minutes: 5, session_count: 1 },
    });
    expect(report?.emotional_summary.overall_emotional_wellness).toBeCloseTo(0.75 * 0.8 + 0.25 * 0.15);
    expect(report?.learning_correlation_analysis.most_productive_emotions[0]?.emotion).toBe('engaged');
    expect(report?.learning_correlation_analysis.problematic_emotional_patterns[0]).toMatchObject({
      emotion: 'frustrated',
      recovery_time_minutes: 5,
    });
    expect(report?.learning_correlation_analysis.optimal_learning_conditions).toEqual({
      best_emotional_state_for_new_concepts: null,
      best_emotional_state_for_practice: 'engaged',
      best_emotional_state_for_assessment: null,
    });
    expect(report?.intervention_effectiveness.interventions_applied).toEqual([
      {
        intervention_type: 'short-break',
        application_count: 1,
        success_rate: null,
        average_effectiveness_rating: 4,
      },
    ]);
    expect(report?.trends_and_patterns.temporal_patterns.best_learning_times).toEqual(['evening']);
  });

  it('compares with the period before', () => {
    const before = summaryOf([EVENING]);
    const same = emotionalReport({ ...SUBJECT, before }, [EVENING]);
    expect(same?.trends_and_patterns.emotional_trends.map((trend) => trend.trend_direction)).toEqual([
      'stable',
      'stable',
    ]);
    const calm = sessionOf(0, [['calm', 1, true, 12]], 'practice');
    const changed = emotionalReport({ ...SUBJECT, before }, [calm])?.trends_and_patterns.emotional_trends;
    expect(changed?.map((t) => [t.emotion, t.trend_direction, t.change_percentage])).toEqual([
      ['engaged', 'decreasing', -100],
      ['calm', 'increasing', 100],
      ['frustrated', 'decreasing', -100],
    ]);
  });

  it('does not count a forgotten tab as a feeling', () => {
    const left = {
      ...sessionOf(0, [['bored', 1, true, 1]], 'practice'),
      ended_at: new Date(START.getTime() + days(1)),
    };
    expect(summaryOf([left])?.emotion_distribution.bored?.total_time_minutes).toBe(15);
    expect(recoveriesOf(spellsOf(left))).toEqual([]);
  });
});

const summaryOf = (sessions: readonly ObservedSession[]) =>
  emotionalReport(SUBJECT, sessions)?.emotional_summary;

type Step = readonly [emotion: EmotionalState, intensity: number, right: boolean, minutes: number];

/** A session whose steps follow each other: a state for some minutes, then an answer in it. */
function sessionOf(offset: number, steps: readonly Step[], kind: 'practice' | 'assessment'): ObservedSession {
  let at = START.getTime() + minutes(offset);
  const timeline: ObservedSession['emotional_journey']['emotional_states_timeline'] = [];
  const interactions: ObservedSession['interactions'] = [];
  for (const [emotion, intensity, right, lasts] of steps) {
    timeline.push({ timestamp: new Date(at), emotion, intensity, trigger: 'a hard task' });
    at += minutes(lasts);
    interactions.push({
      interaction_id: `i${interactions.length}`,
      timestamp: new Date(at),
      interaction_type: 'response',
      assessed: { concept: 'speed', topic: 'motion', correct: right },
    });
  }
  return {
    started_at: new Date(START.getTime() + minutes(offset)),
    ended_at: new Date(at),
    session_context: { session_type: kind },
    interactions,
    learning_progress: {
      concepts_introduced: [],
      concepts_practiced: ['speed'],
      concepts_mastered: ['speed'],
      knowledge_gaps_identified: [],
      mastery_demonstrations: [],
    },
    emotional_journey: { emotional_states_timeline: timeline, interventions_applied: [] },
  };
}

const EVENING: ObservedSession = (() => {
  const base = sessionOf(
    0,
    [
      ['engaged', 1, true, 5],
      ['engaged', 1, true, 4],
      ['frustrated', 1, false, 2],
      ['frustrated', 1, false, 2],
      ['frustrated', 1, false, 1],
      ['engaged', 1, true, 6],
    ],
    'practice',
  );
  const interventions = [
    {
      timestamp: new Date(START.getTime() + minutes(13.5)),
      intervention_type: 'short-break',
      reason: 'Three wrong answers in a row.',
      effectiveness_rating: 4,
    },
  ];
  return { ...base, emotional_journey: { ...base.emotional_journey, interventions_applied: interventions } };
})();
