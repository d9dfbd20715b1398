/** What is aimed at, and how it came out. */
export interface Verdict {
  readonly goal: string;
  /** `counted` verdicts are the same on every machine and decide the exit code; `timed` ones are read by people. */
  readonly kind: 'counted' | 'timed';
  /** `undecided`: the goal lies within what chance alone could have made of the ratios. */
  readonly outcome: 'met' | 'missed' | 'undecided';
  /** What was found, in words. */
  readonly found: string;
  /** Set where it is known why it is missed and what would change it; then it does not decide the exit code. */
  readonly known?: string;
}

/** The goals of the platform, as ratios within one run. */
export const GOALS = {
  /** Latency of a read through the store below the door / driver. */
  plainReadRatioMax: 1.05,
  /** Throughput of the driver / throughput of a protected read, with many callers. */
  protectedReadRatioMax: 1.2,
  /** What a protected read adds to the driver's latency, one caller. */
  addedMsMax: 2,
  /** Whole sessions / a page of the history. */
  historyRatioMin: 8,
  /** Ten times the data / once. */
  growthRatioMax: 1.15,
  /** Documents examined for each document returned, and keys besides. */
  keysBesidesMax: 1,
} as const;

/** Callers at once, where throughput is asked for. */
export const CALLERS = 32;

export const verdict = (
  kind: Verdict['kind'],
  goal: string,
  outcome: Verdict['outcome'] | boolean,
  found: string,
  known?: string,
): Verdict => {
  const is = typeof outcome === 'boolean' ? (outcome ? 'met' : 'missed') : outcome;
  return { goal, kind, outcome: is, found, ...(known !== undefined && is !== 'met' && { known }) };
};

/** Whether the run fails: a counted goal is missed, and nobody knew. */
export const isFailure = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some(({ kind, outcome, known }) => kind === 'counted' && outcome !== 'met' && known === undefined);
