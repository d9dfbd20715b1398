import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { FSRSAlgorithm } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../std/durations.ts';
import {
  firstExposure,
  PUBLISHED_POLICY,
  type ReviewRating,
  recallProbability,
  review,
} from '../review-schedule.ts';
import { type Grade, type Memory, recallAfter, reviewed } from './fsrs-memory.ts';
import { bounded, PUBLISHED, WEIGHT_BOUNDS, WEIGHTS } from './fsrs-parameters.ts';
import { elapsedDays } from './review-sequences.ts';

/** What py-fsrs says of ten thousand random histories; `scripts/oracles/py_fsrs_histories.py` made it. */
const LINES = gunzipSync(readFileSync(new URL('./testing-only/py-fsrs-histories.csv.gz', import.meta.url)))
  .toString()
  .split('\n');
const SETS = LINES.filter((line) => line.startsWith('#')).map((line) => line.slice(1).split(',').map(Number));
const HISTORIES = LINES.filter((line) => !line.startsWith('#')).map((line) => {
  const [set = '', grades = '', gaps = '', stability = '', difficulty = ''] = line.split(';');
  return {
    weights: SETS[Number(set)] ?? [],
    grades: [...grades].map((grade) => Number(grade) as Grade),
    gapsMinutes: gaps === '' ? [] : gaps.split(',').map(Number),
    stability: Number(stability),
    difficulty: Number(difficulty),
  };
});
const RATINGS: readonly ReviewRating[] = ['again', 'hard', 'good', 'easy'];
const START = new Date('2020-01-01T12:00:00Z');

describe('ten thousand histories', () => {
  it('come to the states of py-fsrs, by the model that is fitted', () => {
    expect(HISTORIES).toHaveLength(10_000);
    let worst = 0;
    for (const { weights, grades, gapsMinutes, stability, difficulty } of HISTORIES) {
      let memory: Memory | null = null;
      for (const [at, grade] of grades.entries()) {
        memory = reviewed(weights, memory, elapsedDays(0, minutes(gapsMinutes[at - 1] ?? 0)), grade);
      }
      worst = Math.max(worst, apart(memory?.stability, stability), apart(memory?.difficulty, difficulty));
    }
    expect(worst).toBeLessThan(1e-7);
  });

  it('come to the states of py-fsrs, by the schedule that is stored', () => {
    let worst = 0;
    for (const { weights, grades, gapsMinutes, stability, difficulty } of HISTORIES) {
      const policy = { ...PUBLISHED_POLICY, parameters: { version: 1, weights } };
      let [schedule, atMs] = [firstExposure(START), START.getTime()];
      for (const [at, grade] of grades.entries()) {
        atMs += minutes(gapsMinutes[at - 1] ?? 0);
        const recall = { rating: RATINGS[grade - 1] ?? 'good', score: 1 };
        schedule = review(schedule, recall, new Date(atMs), policy).schedule;
      }
      const { forgetting_curve_parameters: state } = schedule;
      worst = Math.max(worst, apart(state.stability, stability), apart(state.difficulty, difficulty));
    }
    // ts-fsrs rounds each state to eight places.
    expect(worst).toBeLessThan(1e-4);
  });

  it('are forgotten as ts-fsrs says', () => {
    for (const weights of SETS) {
      const oracle = new FSRSAlgorithm({ w: weights });
      const policy = { ...PUBLISHED_POLICY, parameters: { version: 1, weights } };
      const { schedule } = review(firstExposure(START), { rating: 'good', score: 1 }, START, policy);
      const { stability } = schedule.forgetting_curve_parameters;
      for (const dayCount of [0, 1, 7, 100, 3000]) {
        const at = new Date(START.getTime() + minutes(dayCount * 24 * 60));
        expect(recallProbability(schedule, at)).toBeCloseTo(oracle.forgetting_curve(dayCount, stability), 5);
        expect(recallAfter(weights, stability, dayCount)).toBeCloseTo(
          recallProbability(schedule, at) ?? 0,
          12,
        );
      }
    }
  });
});

describe('parameters', () => {
  it('are those that ts-fsrs publishes, and within their bounds', () => {
    expect(PUBLISHED.weights).toHaveLength(WEIGHTS);
    expect(WEIGHT_BOUNDS).toHaveLength(WEIGHTS);
    expect(bounded(PUBLISHED.weights)).toEqual(PUBLISHED.weights);
    expect(bounded(PUBLISHED.weights.map(() => 1e9))).toEqual(WEIGHT_BOUNDS.map(([, high]) => high));
  });
});

/** Relative difference. */
function apart(actual: number | undefined, expected: number): number {
  return Math.abs((actual ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
}
