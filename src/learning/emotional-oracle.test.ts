import { describe, expect, it } from 'vitest';
import { EMOTIONAL_STATES } from '../schema/vocabulary/emotions.ts';
import { days, minutes } from '../std/durations.ts';
import { SeededRandom } from '../std/random.ts';
import { contributionOf } from './emotional-contribution.ts';
import { emotionalReport, reportFrom } from './emotional-report.ts';
import type { ObservedSession } from './emotional-spells.ts';
import { localDateOf } from './local-day.ts';
import { naiveDate, naiveReport } from './testing-only/naive-report.ts';

/** Zones whose clocks change at other dates, by other steps, or have skipped a day. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
/** Around the changes of 2026 in those zones, to both sides. */
const CHANGES = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-04-04T15:00Z'];
const ROUNDS = 400;

function randomSession(random: SeededRandom): ObservedSession {
  const base = random.chance(0.5)
    ? new Date(random.pick(CHANGES)).getTime() + Math.round(minutes(random.between(-1600, 1600)))
    : Date.UTC(2026, random.integer(0, 11), random.integer(1, 28)) + Math.round(days(random.next()));
  let at = base;
  const timeline: ObservedSession['emotional_journey']['emotional_states_timeline'] = [];
  const interactions: ObservedSession['interactions'] = [];
  for (let step = random.integer(0, 25); step > 0; step--) {
    at += 1 + Math.round(minutes(random.pick([0.2, 1, 4, 30]) * random.next()));
    if (random.chance(0.6)) {
      timeline.push({
        timestamp: new Date(at),
        emotion: random.pick(EMOTIONAL_STATES),
        intensity: random.next(),
      });
    } else {
      interactions.push({
        interaction_id: `i${step}`,
        timestamp: new Date(at),
        interaction_type: 'response',
        assessed: { concept: 'speed', topic: 'motion', correct: random.chance(0.6) },
      });
    }
  }
  return {
    started_at: new Date(base),
    ...(random.chance(0.8) && { ended_at: new Date(at + Math.round(minutes(random.next() * 20))) }),
    session_context: { session_type: random.pick(['practice', 'assessment'] as const) },
    interactions,
    learning_progress: {
      concepts_introduced: [],
      concepts_practiced: [],
      concepts_mastered: [],
      knowledge_gaps_identified: [],
      mastery_demonstrations: [],
    },
    emotional_journey: { emotional_states_timeline: timeline, interventions_applied: [] },
  };
}

describe('an emotional report of random sessions', () => {
  it('equals what a naive implementation makes of them, in zones whose clocks change', () => {
    const random = new SeededRandom(20260329);
    for (let round = 0; round < ROUNDS; round++) {
      const timeZone = random.pick(ZONES);
      const sessions = Array.from({ length: random.integer(1, 5) }, () => randomSession(random));
      const subject = {
        userId: '3f2b8c1e-0d4a-4f6b-9a7c-5e1d2c3b4a59',
        dataSource: 'monthly_report' as const,
        analysisDate: new Date(0),
        timeZone,
      };
      const report = emotionalReport(subject, sessions);
      const naive = naiveReport(sessions, timeZone);
      expect(report === undefined).toBe(naive === undefined);
      if (!report || !naive) continue;
      const { emotional_summary: summary, learning_correlation_analysis: correlation } = report;
      expect(summary.overall_emotional_wellness).toBeCloseTo(naive.wellness, 9);
      expect(summary.emotional_stability_score === null).toBe(naive.stability === null);
      expect(summary.emotional_stability_score ?? 0).toBeCloseTo(naive.stability ?? 0, 9);
      expect(rounded(summary.emotion_distribution)).toEqual(rounded(naive.distribution));
      const productive = correlation.most_productive_emotions;
      expect(productive).toHaveLength(Math.min(5, Object.keys(naive.productive).length));
      for (const one of productive) {
        expect(one.learning_effectiveness_score).toBeCloseTo(naive.productive[one.emotion] ?? -1, 9);
      }
      expect(
        rounded(report.intervention_effectiveness.emotional_recovery_patterns.average_recovery_time_minutes),
      ).toEqual(rounded(naive.recovery));
      expect([...report.trends_and_patterns.temporal_patterns.best_learning_times].sort()).toEqual(
        naive.parts,
      );
      for (const session of sessions) {
        const date = localDateOf(session.started_at, timeZone).toISOString().slice(0, 10);
        expect(date).toBe(naiveDate(session, timeZone));
      }
    }
  });

  it('is the same to the last bit from the observations and from what was kept of them', () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 100; round++) {
      const timeZone = random.pick(ZONES);
      const sessions = Array.from({ length: random.integer(1, 6) }, () => randomSession(random));
      const subject = {
        userId: '3f2b8c1e-0d4a-4f6b-9a7c-5e1d2c3b4a59',
        dataSource: 'weekly_summary' as const,
        analysisDate: new Date(0),
        timeZone,
      };
      const kept = sessions.map((session) => ({
        ...contributionOf(session, timeZone),
        local_date: localDateOf(session.started_at, timeZone),
      }));
      expect(reportFrom(subject, kept)).toEqual(emotionalReport(subject, sessions));
    }
  });
});

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Math.round(inner * 1e7) / 1e7 : inner)),
  );
}
