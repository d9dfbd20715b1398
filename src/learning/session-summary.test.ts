import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONAL_STATES } from '../schema/vocabulary/emotions.ts';
import { minutes, seconds } from '../std/durations.ts';
import type { Interaction } from './attempt.ts';
import { historyEntry, workByConcept } from './concept-work.ts';
import {
  comeLate,
  durationMinutes,
  emptySummary,
  inOrder,
  masteredOf,
  type SessionGrowth,
  type SummaryContext,
  summarise,
  withMastered,
} from './session-summary.ts';

const START = new Date('2026-03-01T10:00:00Z');
const CONTEXT: SummaryContext = {
  sessionType: 'practice',
  topics: ['fractions'],
  isNew: (concept) => concept === 'ratios',
};

const share = fc.double({ min: 0, max: 1, noNaN: true });
const assessed = fc.record(
  {
    concept: fc.constantFrom('ratios', 'adding-fractions', 'percentages'),
    topic: fc.constantFrom('fractions', 'proportions'),
    correct: fc.boolean(),
    score: share,
    difficulty: share,
    response_time_seconds: fc.double({ min: 0, max: 600, noNaN: true }),
  },
  { requiredKeys: ['concept', 'topic'] },
);
const answer = fc.record(
  {
    text: fc.constant('Look at the denominators.'),
    provider_used: fc.constantFrom('groq' as const, 'gemini' as const, 'emergent' as const),
    response_time_ms: fc.integer({ min: 0, max: 5000 }),
    tokens_used: fc.integer({ min: 0, max: 2000 }),
    cost_usd: fc.integer({ min: 0, max: 100 }).map((cents) => cents / 100),
    quality_score: share,
    cached: fc.boolean(),
  },
  { requiredKeys: ['text', 'provider_used', 'response_time_ms', 'tokens_used', 'cost_usd'] },
);
const feeling = fc.record({
  detected_emotion: fc.constantFrom(...EMOTIONAL_STATES),
  confidence: share,
  emotional_intensity: share,
  adaptation_applied: fc.constant<string[]>([]),
});
const interactions = fc
  .array(
    fc.record(
      {
        interaction_type: fc.constantFrom('question' as const, 'response' as const),
        user_input: fc.constant('3/4'),
        assessed,
        ai_response: answer,
        emotional_context: feeling,
      },
      { requiredKeys: ['interaction_type'] },
    ),
    { maxLength: 40 },
  )
  .map((list): Interaction[] =>
    list.map((item, index) => ({
      ...item,
      interaction_id: `i${index}`,
      timestamp: new Date(START.getTime() + minutes(index)),
    })),
  );

describe('a session summary', () => {
  it('is the same in one go and cut anywhere', () => {
    fc.assert(
      fc.property(interactions, fc.nat(40), (all, cut) => {
        const whole = summarise(emptySummary(), all, CONTEXT);
        const first = summarise(emptySummary(), all.slice(0, cut), CONTEXT);
        const both = summarise(first.summary, all.slice(cut), CONTEXT);
        expect(both.summary).toEqual(whole.summary);
        for (const path of Object.keys(whole.growth) as (keyof typeof whole.growth)[]) {
          expect([...first.growth[path], ...both.growth[path]]).toEqual(whole.growth[path]);
        }
      }),
    );
  });

  it('equals its definitions, recomputed from all interactions', () => {
    fc.assert(
      fc.property(interactions, (all) => {
        const { summary } = summarise(emptySummary(), all, CONTEXT);
        const answers = all.flatMap(({ ai_response }) => (ai_response ? [ai_response] : []));
        const times = all.flatMap(({ assessed: a }) => a?.response_time_seconds ?? []);
        const usage = summary.ai_usage_analytics;
        expect(summary.performance_metrics.average_response_time_seconds).toBeCloseTo(mean(times));
        expect(usage.total_ai_queries).toBe(answers.length);
        expect(usage.average_response_time_ms).toBeCloseTo(mean(answers.map((a) => a.response_time_ms)));
        expect(usage.cache_hit_rate).toBeCloseTo(mean(answers.map((a) => (a.cached ? 1 : 0))));
        expect(Object.values(usage.providers_used).reduce((sum, n) => sum + n, 0)).toBe(answers.length);
        const { accuracy_percentage } = summary.performance_metrics;
        expect(accuracy_percentage).toBeGreaterThanOrEqual(0);
        expect(accuracy_percentage).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('tells what was met, practised, felt and asked', () => {
    const { summary, growth } = summarise(emptySummary(), SESSION, CONTEXT);
    expect(summary.performance_metrics).toEqual({
      questions_attempted: 3,
      questions_correct: 1,
      accuracy_percentage: 100 / 3,
      average_response_time_seconds: 20,
      engagement_indicators: {
        follow_up_questions: 1,
        self_directed_exploration: false,
        session_completion_rate: 0,
      },
    });
    expect(summary.learning_progress.concepts_introduced).toEqual(['ratios']);
    expect(summary.learning_progress.concepts_practiced).toEqual(['ratios']);
    expect(summary.emotional_journey).toEqual({
      initial_emotional_state: 'curious',
      final_emotional_state: 'frustrated',
      overall_emotional_health_score: ((1 + 0.6) / 2 + (1 - 0.7 * 0.5) / 2) / 2,
    });
    expect(growth['emotional_journey.emotional_states_timeline'].map(({ trigger }) => trigger)).toEqual([
      undefined,
      'wrong answer: ratios',
    ]);
  });

  it('finds gaps, and says what showed mastery', () => {
    const { summary } = summarise(emptySummary(), SESSION, CONTEXT);
    const mastered = new Map([
      ['decimals', 0.6],
      ['ratios', 0.5],
    ]);
    const progress = withMastered(summary.learning_progress, summary.tallies.concepts, mastered);
    expect(progress.knowledge_gaps_identified).toEqual(['ratios']);
    // In the order in which they were practised; `decimals` was not, in this session.
    expect(progress.concepts_mastered).toEqual(['ratios', 'decimals']);
    expect(progress.mastery_demonstrations).toEqual([
      { concept: 'ratios', evidence: 'Reached 33 % over 3 tasks.', confidence_level: 0.5 },
      { concept: 'decimals', evidence: 'Mastery rose above 0.8.', confidence_level: 0.6 },
    ]);
    expect(masteredOf(progress)).toEqual(mastered);
    expect(withMastered(progress, summary.tallies.concepts, masteredOf(progress))).toEqual(progress);
  });

  it('is the same to the last bit in whatever order its interactions come, where what is late is noticed', () => {
    fc.assert(
      fc.property(interactions, fc.infiniteStream(fc.nat()), fc.nat(6), (all, draws, size) => {
        const inTime = all.map((one, at) => ({
          ...one,
          timestamp: new Date(START.getTime() + minutes(Math.floor(at / 3))),
        }));
        const whole = summarise(emptySummary(), inOrder(inTime), CONTEXT);
        const arriving = [...inTime, ...inTime.slice(0, size)]
          .map((one) => ({ one, draw: draws.next().value ?? 0 }))
          .sort((a, b) => a.draw - b.draw)
          .map(({ one }) => one);
        const there = new Map<string, Interaction>();
        let held = { summary: emptySummary(), growth: summarise(emptySummary(), [], CONTEXT).growth };
        for (let from = 0; from < arriving.length; from += size + 1) {
          const fresh = arriving
            .slice(from, from + size + 1)
            .filter(
              (one, at, batch) =>
                !there.has(one.interaction_id) &&
                batch.findIndex(({ interaction_id }) => interaction_id === one.interaction_id) === at,
            );
          const isLate = comeLate(held.summary.tallies, fresh);
          for (const one of fresh) there.set(one.interaction_id, one);
          const next = isLate
            ? summarise(emptySummary(), inOrder(there.values()), CONTEXT)
            : summarise(held.summary, inOrder(fresh), CONTEXT);
          held = {
            summary: next.summary,
            growth: isLate ? next.growth : grown(held.growth, next.growth),
          };
        }
        expect(held).toEqual(whole);
      }),
    );
  });

  it('measures its length within the schema', () => {
    expect(durationMinutes(START, new Date(START.getTime() + minutes(25)))).toBe(25);
    expect(durationMinutes(START, new Date(0))).toBe(0);
    expect(durationMinutes(new Date(0), START)).toBe(30 * 24 * 60);
  });
});

describe('work by concept', () => {
  it('counts attempts, difficulty, time and the common state', () => {
    const work = workByConcept(START, SESSION).get('ratios');
    expect(work).toMatchObject({
      topic: 'fractions',
      attempts: 3,
      scoreSum: 1,
      dominantEmotion: 'frustrated',
    });
    expect(work?.difficulty).toBeCloseTo(0.5);
    expect(work?.spentMinutes).toBeCloseTo(2.5);
    if (!work) throw new Error('no work');
    expect(historyEntry('s', work, 'practice')).toMatchObject({
      activity_type: 'practice',
      date: work.lastAt,
    });
  });

  it('counts a long absence as a short pause', () => {
    const [, late] = SESSION;
    if (!late) throw new Error('no interaction');
    const after = { ...late, timestamp: new Date(START.getTime() + minutes(300)) };
    expect(workByConcept(START, [after]).get('ratios')?.spentMinutes).toBe(10);
  });

  it('is an introduction without a judged attempt', () => {
    const met: Interaction = {
      interaction_id: 'i',
      timestamp: START,
      interaction_type: 'question',
      assessed: { concept: 'speed', topic: 'motion' },
    };
    const work = workByConcept(START, [met]).get('speed');
    if (!work) throw new Error('no work');
    expect(historyEntry('s', work, 'practice')).toMatchObject({
      activity_type: 'introduction',
      performance_score: 0,
      emotional_state: null,
    });
  });
});

const grown = (before: SessionGrowth, more: SessionGrowth) =>
  Object.fromEntries(
    Object.entries(before).map(([path, list]) => [path, [...list, ...more[path as keyof SessionGrowth]]]),
  ) as unknown as SessionGrowth;
const at = (second: number) => new Date(START.getTime() + seconds(second));
const tutor = {
  text: 'Divide both parts by the same number.',
  provider_used: 'groq' as const,
  response_time_ms: 400,
  tokens_used: 90,
  cost_usd: 0.0001,
};
const ratios = { concept: 'ratios', topic: 'fractions', difficulty: 0.5 };
const SESSION: Interaction[] = [
  {
    interaction_id: 'a',
    timestamp: at(10),
    interaction_type: 'question',
    user_input: 'What is a ratio?',
    ai_response: tutor,
    emotional_context: {
      detected_emotion: 'curious',
      confidence: 0.8,
      emotional_intensity: 1,
      adaptation_applied: [],
    },
  },
  {
    interaction_id: 'b',
    timestamp: at(40),
    interaction_type: 'response',
    assessed: { ...ratios, correct: false, response_time_seconds: 30 },
    emotional_context: {
      detected_emotion: 'frustrated',
      confidence: 0.8,
      emotional_intensity: 0.5,
      adaptation_applied: [],
    },
  },
  {
    interaction_id: 'c',
    timestamp: at(50),
    interaction_type: 'question',
    user_input: 'Why is that wrong?',
    ai_response: tutor,
  },
  {
    interaction_id: 'd',
    timestamp: at(70),
    interaction_type: 'response',
    assessed: { ...ratios, correct: true, response_time_seconds: 10 },
  },
  {
    interaction_id: 'e',
    timestamp: at(160),
    interaction_type: 'response',
    assessed: { ...ratios, score: 0, correct: false },
  },
];

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
