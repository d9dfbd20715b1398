import { days, hours, minutes, seconds } from '../../std/durations.ts';
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
  /** What of the trace it looks at, in words for a teacher. */
  readonly tell: (trace: PracticeTrace, nowMs: number) => string;
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
  {
    name: 'right',
    sign: 1,
    value: ({ right }) => Math.log1p(right),
    tell: ({ right, wrong }) => `${points(right)} of ${counted(right + wrong, 'attempt')} right in all`,
  },
  {
    name: 'wrong',
    sign: 0,
    value: ({ wrong }) => Math.log1p(wrong),
    tell: ({ right, wrong }) => `${points(wrong)} of ${counted(right + wrong, 'attempt')} wrong in all`,
  },
  {
    name: 'hardRight',
    sign: 1,
    value: ({ hardRight }) => Math.log1p(2 * hardRight),
    tell: () => 'right answers, the more the harder the task was',
  },
  {
    name: 'easyWrong',
    sign: 0,
    value: ({ easyWrong }) => Math.log1p(2 * easyWrong),
    tell: () => 'wrong answers, the more the easier the task was',
  },
  {
    name: 'recentRight',
    sign: 1,
    value: ({ recent }) => Math.log1p(faded(recent.map(({ score }) => score))),
    tell: ({ recent }) => `${points(scoreOf(recent))} of the last ${recent.length} right`,
  },
  {
    name: 'recentWrong',
    sign: -1,
    value: ({ recent }) => Math.log1p(faded(recent.map(({ score }) => 1 - score))),
    tell: ({ recent }) => `${points(recent.length - scoreOf(recent))} of the last ${recent.length} wrong`,
  },
  {
    name: 'lastRight',
    sign: 1,
    value: ({ recent }) => recent.at(-1)?.score ?? 0,
    tell: ({ recent }) =>
      (recent.at(-1)?.score ?? 0) === 1 ? 'the last answer right' : 'the last answer partly right',
  },
  {
    name: 'seen',
    sign: 1,
    value: ({ lastMs }) => (lastMs === null ? 0 : 1),
    tell: () => 'it was met before',
  },
  {
    name: 'away',
    sign: -1,
    value: awayOf,
    tell: ({ lastMs }, nowMs) => `not practised for ${spanText(Math.max(0, nowMs - (lastMs ?? nowMs)))}`,
  },
];

/** A sum of scores as a teacher would say it: one digit behind the point where it is needed. */
function points(sum: number): string {
  return String(Math.round(10 * sum) / 10);
}

function scoreOf(recent: PracticeTrace['recent']): number {
  return recent.reduce((sum, { score }) => sum + score, 0);
}

function counted(number: number, noun: string): string {
  const many = Math.round(number);
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}

/** A span in the unit that suits it. */
function spanText(spanMs: number): string {
  if (spanMs < hours(2)) return counted(spanMs / minutes(1), 'minute');
  if (spanMs < days(2)) return counted(spanMs / hours(1), 'hour');
  return counted(spanMs / days(1), 'day');
}

/** A sum in which the last counts fully, and each before it less. */
function faded(values: readonly number[]): number {
  return values.reduce((sum, value) => RECENCY * sum + value, 0);
}

/** Logarithm of the minutes since the thing was last met: forgetting is steep at first and slow later. */
function awayOf({ lastMs }: PracticeTrace, nowMs: number): number {
  if (lastMs === null) return 0;
  return Math.log1p(Math.max(0, nowMs - lastMs - GAP_MS_MIN) / minutes(1));
}
