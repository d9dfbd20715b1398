import { minutes, seconds } from '../../std/durations.ts';
import type { PracticeTrace } from './practice-trace.ts';

/** What is remembered of practice, from the narrowest to the widest. */
export const LEVELS = ['item', 'skill', 'all'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that is said about a trace. */
export interface Feature {
  readonly name: string;
  /**
   * Sign its weight must have: 1 or -1 where a right answer moves the feature, so that no right answer ever lowers an
   * estimate; 0 where it may be either.
   */
  readonly sign: -1 | 0 | 1;
  readonly value: (trace: PracticeTrace, nowMs: number) => number;
}

/** Share of its weight that an attempt keeps when another follows. */
const RECENCY = 0.85;

/** Shorter gaps count as none: sources without times number their rows in milliseconds. */
const GAP_MS_MIN = seconds(5);

/**
 * What a trace says about the next attempt. Counts as log(1 + x): the first attempts say most (Gervet and others, 2020).
 * A right answer raises `right`, `hardRight`, `recentRight`, `lastRight` and `seen`, lowers `recentWrong` and `away`,
 * and leaves the others.
 */
export const FEATURES: readonly Feature[] = [
  { name: 'right', sign: 1, value: ({ right }) => Math.log1p(right) },
  { name: 'wrong', sign: 0, value: ({ wrong }) => Math.log1p(wrong) },
  { name: 'hardRight', sign: 1, value: ({ hardRight }) => Math.log1p(2 * hardRight) },
  { name: 'easyWrong', sign: 0, value: ({ easyWrong }) => Math.log1p(2 * easyWrong) },
  {
    name: 'recentRight',
    sign: 1,
    value: ({ recent }) => Math.log1p(faded(recent.map(({ score }) => score))),
  },
  {
    name: 'recentWrong',
    sign: -1,
    value: ({ recent }) => Math.log1p(faded(recent.map(({ score }) => 1 - score))),
  },
  { name: 'lastRight', sign: 1, value: ({ recent }) => recent.at(-1)?.score ?? 0 },
  { name: 'seen', sign: 1, value: ({ lastMs }) => (lastMs === null ? 0 : 1) },
  { name: 'away', sign: -1, value: awayOf },
];

/** A sum in which the last counts fully, and each before it less. */
function faded(values: readonly number[]): number {
  return values.reduce((sum, value) => RECENCY * sum + value, 0);
}

/** Logarithm of the minutes since the thing was last met: forgetting is steep at first and slow later. */
function awayOf({ lastMs }: PracticeTrace, nowMs: number): number {
  if (lastMs === null) return 0;
  return Math.log1p(Math.max(0, nowMs - lastMs - GAP_MS_MIN) / minutes(1));
}
