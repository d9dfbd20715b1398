import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUser } from '../../../test/support/examples.ts';
import type { LearningDNADocument } from '../../derive/generated/documents.ts';
import { SeededRandom } from '../../std/random.ts';
import type { Contribution } from './contribution.ts';
import { evolve, type SessionChange } from './evolve.ts';
import { explain, fieldsOfView } from './explain.ts';
import { logOddsOf, probabilityOf } from './log-odds.ts';
import { estimateOf, MEASURE_NAMES, MEASURES, type Measure, SAMPLES_HALF, SAMPLES_MIN } from './measures.ts';
import { startingView } from './starting-view.ts';
import { difficultyFor, FIELD_OF } from './values.ts';

const NOW = new Date('2026-05-01T10:00:00Z');
const units = (value: number) => Math.round(1e4 * value);
const view = (): LearningDNADocument =>
  ({
    ...startingView(newUser('6f1b8a52-3c1e-4d75-9c36-0a4f1f0b8e11'), NOW),
    revision: 1,
    _id: '000000000000000000000000',
  }) as unknown as LearningDNADocument;

const shareOf = (minimum: number, maximum: number) =>
  fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => ({ sum: units(value), weight: 1e4 }));
const contribution: fc.Arbitrary<Contribution> = fc.record({
  subject: fc.constantFrom('mathematics', 'physics'),
  measures: fc.record(
    {
      ability: shareOf(-3, 3),
      attention: shareOf(1, 180),
      persistence: shareOf(0, 1),
      exploration: shareOf(0, 1),
      velocity: fc.record({ sum: fc.nat(5e4), weight: fc.integer({ min: 200, max: 8e4 }) }),
      recovery: shareOf(0, 1),
    },
    { requiredKeys: [] },
  ),
  ofSubject: fc.record(
    { ability: shareOf(-3, 3), engagement: shareOf(0, 1), mastery: shareOf(0, 1) },
    { requiredKeys: [] },
  ),
});
const added = (after: Contribution): SessionChange => ({ before: null, after });
const viewAfter = (contributions: readonly Contribution[]) =>
  contributions.reduce((dna, one) => evolve(dna, [added(one)], NOW).dna, view());
const valuesOf = ({
  cognitive_profile,
  motivation_profile,
  learning_effectiveness,
  evidence,
}: LearningDNADocument) => ({
  cognitive_profile,
  motivation_profile,
  learning_effectiveness,
  measures: evidence?.measures,
  subjects: evidence?.subjects,
});

describe('the view of a learner', () => {
  it('is the same whatever the order of sessions, one by one or together', () => {
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const expected = valuesOf(viewAfter(all));
        expect(valuesOf(viewAfter(shuffled))).toEqual(expected);
        expect(valuesOf(evolve(view(), all.map(added), NOW).dna)).toEqual(expected);
      }),
    );
  });

  it('is without a trace of a session that was taken away', () => {
    fc.assert(
      fc.property(
        fc.array(contribution, { minLength: 6, maxLength: 12 }),
        contribution,
        contribution,
        (all, wrong, right) => {
          const corrected = evolve(viewAfter([...all, wrong]), [{ before: wrong, after: right }], NOW).dna;
          const sums = (dna: LearningDNADocument) =>
            Object.entries(dna.evidence?.measures ?? {}).filter(([, { samples }]) => samples > 0);
          expect(Object.fromEntries(sums(corrected))).toEqual(
            Object.fromEntries(sums(viewAfter([...all, right]))),
          );
        },
      ),
    );
  });

  it('learns nothing from fewer than five sessions', () => {
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: SAMPLES_MIN - 1 }), (all) => {
        const [before, now] = [view(), viewAfter(all)];
        expect(now.version).toBe(1);
        expect({ ...now, evidence: undefined }).toEqual({ ...before, evidence: undefined });
        expect(explain(now).every(({ basis }) => basis !== 'learned')).toBe(true);
      }),
    );
  });

  it('never jumps: a session moves a measure by a ninth of its range at most', () => {
    const names = MEASURE_NAMES.filter((name) => name !== 'velocity');
    fc.assert(
      fc.property(fc.array(contribution, { minLength: 1, maxLength: 40 }), (all) => {
        let dna = view();
        for (const one of all) {
          const next = evolve(dna, [added(one)], NOW).dna;
          for (const name of names) {
            const { minimum, maximum } = MEASURES[name];
            const [was, is] = [dna, next].map((each) =>
              estimateOf(each.evidence?.measures[name], MEASURES[name]),
            );
            const moved = Math.abs((is?.value ?? 0) - (was?.value ?? 0));
            expect(moved).toBeLessThanOrEqual((maximum - minimum) / (SAMPLES_HALF + 1) + 1e-9);
          }
          dna = next;
        }
      }),
    );
  });

  it('is surer with every session, and never certain', () => {
    let before = -1;
    for (let samples = 0; samples < 1000; samples++) {
      const measure: Measure = { samples, sum: units(samples), weight: units(samples), start: 0 };
      const { confidence } = estimateOf(measure, MEASURES.ability);
      if (samples < SAMPLES_MIN) expect(confidence).toBe(0);
      else expect(confidence).toBeGreaterThan(before);
      expect(confidence).toBeLessThan(1);
      before = confidence;
    }
  });

  it('explains every field that is declared, once', () => {
    const fields = explain(view()).map(({ field }) => field);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(fieldsOfView().map(({ path }) => path));
    for (const field of Object.values(FIELD_OF)) expect(fields).toContain(field);
  });
});

describe('of learners whose truth is known', () => {
  it('difficulty and velocity are recovered', () => {
    const random = new SeededRandom(7);
    const errors = { difficulty: [] as number[], velocity: [] as number[], assumed: [] as number[] };
    for (let learner = 0; learner < 60; learner++) {
      const [ability, velocity] = [random.normal(0, 1), random.between(0.3, 4)];
      const sessions = Array.from({ length: 60 }, () => practise(random, ability, velocity));
      const dna = viewAfter(sessions);
      const { preferred_difficulty_level } = dna.cognitive_profile.complexity_preferences;
      errors.difficulty.push(Math.abs(preferred_difficulty_level - difficultyFor(ability)));
      errors.assumed.push(Math.abs(difficultyFor(0) - difficultyFor(ability)));
      errors.velocity.push(
        Math.abs(dna.learning_effectiveness.overall_learning_velocity - velocity) / velocity,
      );
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(errors.difficulty)).toBeLessThan(0.03);
    expect(mean(errors.difficulty)).toBeLessThan(mean(errors.assumed) / 4);
    expect(mean(errors.velocity)).toBeLessThan(0.2);
  });
});

/** Half an hour of twelve tasks by a learner of an ability, who masters so many concepts in an hour. */
function practise(random: SeededRandom, ability: number, velocity: number): Contribution {
  const difficulties = Array.from({ length: 12 }, () => random.between(0.3, 0.7));
  const right = difficulties.filter((d) => random.chance(probabilityOf(logOddsOf(1 - d) + ability))).length;
  const expected = 1 - difficulties.reduce((sum, d) => sum + d, 0) / 12;
  const mastered = Array.from({ length: 10 }).filter(() => random.chance(velocity / 2 / 10)).length;
  return {
    subject: 'mathematics',
    measures: {
      ability: { sum: units(logOddsOf((right + 0.5) / 13) - logOddsOf(expected)), weight: 1e4 },
      velocity: { sum: units(mastered), weight: units(0.5) },
    },
    ofSubject: {},
  };
}
