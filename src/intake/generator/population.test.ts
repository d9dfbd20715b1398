import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../derive/validator.ts';
import { localTimeOf } from '../../learning/local-day.ts';
import { questionFrom } from '../../learning/questions/bank.ts';
import { checkAnswer } from '../../learning/questions/check-answer.ts';
import { conceptDocuments } from '../../learning/questions/concept-documents.ts';
import { lastReviewOf } from '../../learning/review-schedule.ts';
import type { ResolvedField } from '../../schema/resolved.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { days } from '../../std/durations.ts';
import { SHOWCASES } from './person.ts';
import {
  type GeneratedLearner,
  generateLearner,
  generatePopulation,
  type PopulationOptions,
} from './population.ts';

const OPTIONS: PopulationOptions = {
  learners: 100,
  days: 40,
  seed: 20_260_305,
  until: new Date('2026-03-15T21:00:00Z'),
};

/** Made once: the tests only look at it. */
const POPULATION: readonly GeneratedLearner[] = [...generatePopulation(OPTIONS)];
const SHOWCASE = POPULATION.slice(0, SHOWCASES);

describe('a generated population', () => {
  it('fits the schema, for any seed, span and end', () => {
    const spans = [
      { days: 1, seed: 0, until: new Date('2024-02-29T23:59:59Z') },
      { days: 40, seed: -7, until: new Date('2026-11-01T06:30:00Z') },
      { days: 150, seed: 2 ** 31, until: new Date('2027-04-04T00:00:00Z') },
    ];
    const others = spans.flatMap((span, number) => [
      ...generatePopulation({ ...span, learners: 3 * (3 - number) }),
    ]);
    for (const learner of [...POPULATION.slice(0, 25), ...others]) {
      for (const [collection, documents] of Object.entries(documentsOf(learner))) {
        const validator = validatorFor(collection);
        for (const document of documents)
          expect([collection, validator.violations(document)]).toEqual([collection, []]);
      }
    }
    for (const concept of conceptDocuments())
      expect(validatorFor('concepts').violations(concept)).toEqual([]);
  }, 30_000);

  it('is the same to the byte for the same seed, and another for another', () => {
    const again = [...generatePopulation({ ...OPTIONS, learners: 5 })];
    expect(JSON.stringify(again)).toBe(JSON.stringify(POPULATION.slice(0, 5)));
    const other = generateLearner({ ...OPTIONS, seed: OPTIONS.seed + 1 }, 0);
    expect(other.user.user_id).not.toBe(POPULATION[0]?.user.user_id);
  });

  it('can be made in any order and from anywhere', () => {
    for (const index of [97, 3, 41]) {
      expect(JSON.stringify(generateLearner(OPTIONS, index))).toBe(JSON.stringify(POPULATION[index]));
    }
  });

  it('is made one by one', () => {
    const endless = generatePopulation({ ...OPTIONS, learners: 10_000_000 });
    expect(endless.next().value?.index).toBe(0);
    endless.return();
  });

  it('shares no identifier and no address', () => {
    const ids = POPULATION.flatMap(({ user, sessions }) => [
      user.user_id,
      user.email,
      ...sessions.map((s) => s.session_id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuses what makes no population', () => {
    expect(() => [...generatePopulation({ ...OPTIONS, learners: -1 })]).toThrow('learners');
    expect(() => generateLearner({ ...OPTIONS, days: 0 }, 0)).toThrow('days');
  });
});

describe('a generated learner', () => {
  it('lives in order: account, sessions that do not overlap, nothing after the end', () => {
    for (const { user, sessions } of POPULATION) {
      let beforeMs = user.created_at.getTime();
      for (const { started_at, ended_at, interactions } of sessions) {
        expect(started_at.getTime()).toBeGreaterThan(beforeMs);
        const times = interactions.map(({ timestamp }) => timestamp.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBeGreaterThan(started_at.getTime());
        beforeMs = ended_at?.getTime() ?? 0;
        expect(beforeMs).toBeGreaterThan(times.at(-1) ?? 0);
      }
      expect(beforeMs).toBeLessThanOrEqual(OPTIONS.until.getTime());
    }
  });

  it('studies at hours of the own time zone', () => {
    const zones = new Set(POPULATION.map(({ user }) => user.profile.timezone));
    expect(zones.size).toBeGreaterThan(6);
    for (const { user, sessions, truth } of POPULATION) {
      const hours = sessions.map(({ started_at }) => localTimeOf(started_at, user.profile.timezone).hour);
      for (const hour of hours) expect(hour).toBeGreaterThanOrEqual(5.9);
      if (hours.length >= 8) expect(Math.abs(mean(hours) - truth.nature.favouriteHour)).toBeLessThan(2.5);
    }
  });

  it('is summed up by local days, weeks and months that are over', () => {
    for (const { user, sessions, emotions } of POPULATION.slice(0, 30)) {
      if (!user.preferences.privacy_settings.emotional_data_usage) continue;
      const { timezone } = user.profile;
      const today = localTimeOf(OPTIONS.until, timezone).date.getTime();
      const dates = sessions
        .filter(({ emotional_journey }) => emotional_journey.emotional_states_timeline.length > 0)
        .map(({ started_at }) => localTimeOf(started_at, timezone).date.getTime())
        .filter((date) => date < today);
      const daily = emotions.filter(({ data_source }) => data_source === 'daily_aggregation');
      expect(daily.map(({ analysis_date }) => analysis_date.getTime())).toEqual([...new Set(dates)]);
      for (const { analysis_date, data_source } of emotions) {
        if (data_source === 'weekly_summary') expect(analysis_date.getUTCDay()).toBe(1);
        if (data_source === 'monthly_report') expect(analysis_date.getUTCDate()).toBe(1);
      }
    }
  });

  it('has mastery that is the sum of the sessions', () => {
    for (const { sessions, mastery } of POPULATION.slice(0, 30)) {
      for (const document of mastery) {
        const judged = sessions
          .flatMap(({ interactions }) => interactions)
          .filter(({ assessed }) => assessed?.concept === document.concept && assessed.correct !== undefined);
        expect(document.evidence.attempts).toBe(judged.length);
        expect(document.evidence.score_sum).toBe(judged.filter(({ assessed }) => assessed?.correct).length);
        expect(document.spaced_repetition_data.review_history.at(-1)?.date).toEqual(
          lastReviewOf(document.spaced_repetition_data),
        );
      }
    }
  });

  it('answers questions of the bank, rightly where it says so', () => {
    for (const { sessions } of POPULATION.slice(0, 15)) {
      for (const { assessed, user_input } of sessions.flatMap(({ interactions }) => interactions)) {
        if (assessed?.item === undefined) continue;
        expect(checkAnswer(questionFrom(assessed.item), user_input ?? '')).toBe(assessed.correct);
      }
    }
  });

  it('withholds what it did not consent to', () => {
    const silent = POPULATION.filter(({ user }) => !user.preferences.privacy_settings.emotional_data_usage);
    const unanalysed = POPULATION.filter(
      ({ user }) => !user.preferences.privacy_settings.analytics_participation,
    );
    expect(silent.length).toBeGreaterThan(5);
    expect(unanalysed.length).toBeGreaterThan(5);
    for (const { sessions, mastery, emotions, dna } of silent) {
      expect(emotions).toEqual([]);
      expect(dna?.emotional_learning_patterns.emotional_resilience_score ?? null).toBeNull();
      for (const { interactions, emotional_journey, session_outcome } of sessions) {
        expect(interactions.some(({ emotional_context }) => emotional_context)).toBe(false);
        expect(emotional_journey).toEqual({
          emotional_states_timeline: [],
          interventions_applied: [],
          overall_emotional_health_score: null,
        });
        expect(session_outcome.emotional_satisfaction_rating).toBeUndefined();
      }
      for (const { learning_history, personalization_data } of mastery) {
        expect(learning_history.every(({ emotional_state }) => emotional_state === null)).toBe(true);
        expect(personalization_data.emotional_associations).toEqual({});
      }
    }
    for (const { dna, mastery, sessions } of unanalysed) {
      expect(dna).toBeNull();
      for (const document of mastery) {
        expect(document.personalization_data.optimal_difficulty_level).toBeNull();
      }
      const exchanges = sessions.flatMap(({ interactions }) => interactions);
      expect(exchanges.some(({ personalization_applied }) => personalization_applied)).toBe(false);
    }
  });

  it('may be a child, and then says so', () => {
    const children = POPULATION.filter(({ user }) => (user.profile.age ?? 0) < 13);
    expect(children.length).toBeGreaterThan(10);
    for (const { user } of children) {
      expect(user.origin).toEqual({ kind: 'generated', source: 'generator', age_group: 'child' });
      expect(user.preferences.privacy_settings.public_profile).toBe(false);
      expect(user.profile.age_recorded_at).toEqual(user.created_at);
    }
    for (const { user } of POPULATION) expect(user.email).toMatch(/^[a-z.]+\.\d+\.[0-9a-f]{4}@example\.org$/);
  });
});

describe('a showcase learner', () => {
  it('has every consent, many sessions, a profile and reports of each kind', () => {
    for (const { user, sessions, dna, emotions } of SHOWCASE) {
      const { public_profile, ...consents } = user.preferences.privacy_settings;
      expect(Object.values(consents)).toEqual([true, true, true]);
      expect(sessions.length).toBeGreaterThan(20);
      expect(dna?.version).toBeGreaterThan(3);
      expect(new Set(emotions.map(({ data_source }) => data_source)).size).toBe(3);
    }
    const longest = Math.max(...(SHOWCASE[0]?.sessions ?? []).map(({ interactions }) => interactions.length));
    expect(longest).toBeGreaterThan(60);
  });

  it('fills every field that a generated learner can have', () => {
    // Retrieval ratings come from flash cards; the others belong to imports, to deletions and to sessions that run, were
    // planned or were abandoned; strategies are named from three cases with a state before and after on;
    // the view of an invented learner is invented too, and rests on no sums; and an invented learner gets explanations of one
    // style, so that none can be found to help more than others.
    const never = [
      'content_mastery.personalization_data.effective_learning_strategies',
      'users.deletion',
      'users.origin.legal_basis',
      // What trials, renewals, families, counted queries and locked accounts leave behind.
      'users.subscription.trial_began_at',
      'users.subscription.renewed_from',
      'users.subscription.recent_changes',
      'users.subscription.covered_by',
      'users.subscription.usage_tracking.recent_queries',
      'users.security.locked_until',
      'learning_sessions.interactions[].assessed.rating',
      'emotional_analytics.intervention_effectiveness.emotional_recovery_patterns.most_effective',
      'learning_dna.evidence',
      'learning_sessions.evidence.ended_recorded',
      'learning_sessions.evidence.idle_since',
      'learning_sessions.evidence.planned_interactions',
      'learning_sessions.evidence.abandoned',
    ];
    const seen = new Set<string>();
    for (const learner of SHOWCASE) {
      for (const [collection, documents] of Object.entries(documentsOf(learner))) {
        for (const document of documents) collectPaths(document, collection, seen);
      }
    }
    const missing = ['users', 'learning_dna', 'learning_sessions', 'content_mastery', 'emotional_analytics']
      .flatMap((collection) => declaredPaths(rootOf(collection), collection))
      .filter((path) => !seen.has(path) && !never.some((one) => path.startsWith(one)));
    expect(missing).toEqual([]);
  });
});

describe('what is true of a population', () => {
  const attempts = POPULATION.flatMap(({ truth }) => truth.attempts);

  it('shows in what is stored: the able are right more often', () => {
    const many = POPULATION.filter(({ truth }) => truth.attempts.length > 40);
    const ability = many.map(({ truth }) => mean(Object.values(truth.nature.ability)));
    const accuracy = many.map(({ sessions }) => {
      const judged = sessions.map(({ performance_metrics }) => performance_metrics);
      return sum(judged.map((m) => m.questions_correct)) / sum(judged.map((m) => m.questions_attempted));
    });
    expect(correlation(ability, accuracy)).toBeGreaterThan(0.5);
  });

  it('is neither too easy nor too hard, and happens as often as its chance says', () => {
    expect(share(attempts)).toBeGreaterThan(0.6);
    expect(share(attempts)).toBeLessThan(0.85);
    for (const low of [0.2, 0.4, 0.6, 0.8]) {
      const bin = attempts.filter(({ chance }) => chance >= low && chance < low + 0.2);
      const expected = mean(bin.map(({ chance }) => chance));
      const standardError = Math.sqrt((expected * (1 - expected)) / bin.length);
      expect(bin.length).toBeGreaterThan(100);
      expect(Math.abs(share(bin) - expected)).toBeLessThan(4 * standardError);
    }
  });

  it('is forgotten with time, which shows in the first answers of a session', () => {
    const soon: boolean[] = [];
    const late: boolean[] = [];
    for (const { sessions } of POPULATION) {
      const lastMs = new Map<string, number>();
      for (const { interactions } of sessions) {
        const met = new Set<string>();
        for (const { assessed, timestamp } of interactions) {
          if (assessed?.correct === undefined) continue;
          const before = lastMs.get(assessed.concept);
          if (before !== undefined && !met.has(assessed.concept)) {
            const waited = timestamp.getTime() - before;
            if (waited < days(2)) soon.push(assessed.correct);
            else if (waited > days(8)) late.push(assessed.correct);
          }
          met.add(assessed.concept);
          lastMs.set(assessed.concept, timestamp.getTime());
        }
      }
    }
    expect(Math.min(soon.length, late.length)).toBeGreaterThan(100);
    expect(mean(soon.map(Number)) - mean(late.map(Number))).toBeGreaterThan(0.03);
    const first = attempts.filter(({ isFirstOfSession }) => isFirstOfSession);
    const kept = share(first.filter(({ retention }) => retention > 0.8));
    expect(kept - share(first.filter(({ retention }) => retention < 0.4))).toBeGreaterThan(0.08);
  });

  it('feels as learning does: impasses confuse, hindering states cost answers', () => {
    const after = { right: new Map<string, number>(), wrong: new Map<string, number>() };
    for (const { interactions } of POPULATION.flatMap(({ sessions }) => sessions)) {
      for (const { assessed, emotional_context } of interactions) {
        if (assessed?.correct === undefined || !emotional_context) continue;
        const counts = after[assessed.correct ? 'right' : 'wrong'];
        const { detected_emotion } = emotional_context;
        counts.set(detected_emotion, (counts.get(detected_emotion) ?? 0) + 1);
      }
    }
    const rate = (kind: 'right' | 'wrong', emotion: string) =>
      (after[kind].get(emotion) ?? 0) / sum([...after[kind].values()]);
    expect(rate('wrong', 'confused')).toBeGreaterThan(3 * rate('right', 'confused'));
    expect(rate('wrong', 'frustrated')).toBeGreaterThan(3 * rate('right', 'frustrated'));
    expect(rate('right', 'confident')).toBeGreaterThan(3 * rate('wrong', 'confident'));
    const inState = (emotion: string) => share(attempts.filter((attempt) => attempt.emotion === emotion));
    expect(inState('frustrated')).toBeLessThan(inState('engaged'));
  });
});

function documentsOf({
  user,
  dna,
  sessions,
  mastery,
  emotions,
}: GeneratedLearner): Record<string, readonly object[]> {
  return {
    users: [user],
    learning_dna: dna ? [dna] : [],
    learning_sessions: sessions,
    content_mastery: mastery,
    emotional_analytics: emotions,
  };
}

function rootOf(collection: string) {
  const root = SCHEMA.collections[collection]?.root;
  if (!root) throw new Error(`no collection ${collection}`);
  return root;
}

const VALIDATORS = new Map<string, ReturnType<typeof validatorOf>>();
function validatorFor(collection: string) {
  const validator = VALIDATORS.get(collection) ?? validatorOf(rootOf(collection));
  VALIDATORS.set(collection, validator);
  return validator;
}

/** Paths of the declared fields that callers give; keys of records count as one. */
function declaredPaths(field: ResolvedField, at: string): string[] {
  if (field.kind === 'group') {
    return field.fields
      .filter((child) => child.field.managed !== true)
      .flatMap((child) => declaredPaths(child, `${at}.${child.name}`));
  }
  if (field.kind === 'list') return [at, ...declaredPaths(field.element, `${at}[]`)];
  return [at];
}

function collectPaths(value: unknown, at: string, seen: Set<string>): void {
  seen.add(at);
  if (Array.isArray(value)) for (const element of value) collectPaths(element, `${at}[]`, seen);
  else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const [name, child] of Object.entries(value)) collectPaths(child, `${at}.${name}`, seen);
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const share = (all: readonly { readonly right: boolean }[]) =>
  all.filter(({ right }) => right).length / all.length;

function correlation(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  const products = x.map((value, index) => (value - meanX) * ((y[index] ?? 0) - meanY));
  const deviation = (values: readonly number[], centre: number) =>
    Math.sqrt(sum(values.map((value) => (value - centre) ** 2)));
  return sum(products) / (deviation(x, meanX) * deviation(y, meanY));
}
