/** How many of the latest attempts are remembered one by one. */
export const RECENT_MAX = 10;

/**
 * What practice of one thing (a concept, an item, a subject) has left behind: sums and the latest attempts. Its size does
 * not grow with practice, and attempts leave the same trace in whatever order they are told.
 */
export interface PracticeTrace {
  /** Sum of the scores, each in [0, 1]. */
  readonly right: number;
  /** Sum of what was missing to a full score. */
  readonly wrong: number;
  /** The scores, each weighted by how unlikely a right answer was: 1 - expected. */
  readonly hardRight: number;
  /** What was missing, weighted by how likely a right answer was. */
  readonly easyWrong: number;
  /** The latest attempts, oldest first, at most `RECENT_MAX`. */
  readonly recent: readonly RecentAttempt[];
  /** When it was last met, attempted or shown; milliseconds since 1970. Null where never. */
  readonly lastMs: number | null;
}

/** An attempt that is remembered. */
export interface RecentAttempt {
  readonly atMs: number;
  /** Share of the points, [0, 1]. */
  readonly score: number;
}

/** An attempt that leaves a trace. */
export interface TracedAttempt extends RecentAttempt {
  /** Probability in (0, 1) that an average learner is right, from the task's difficulty alone. */
  readonly expected: number;
}

/** Nothing was practised yet. */
export const NO_TRACE: PracticeTrace = {
  right: 0,
  wrong: 0,
  hardRight: 0,
  easyWrong: 0,
  recent: [],
  lastMs: null,
};

/** The trace with one more attempt. Constant time. */
export function traced(trace: PracticeTrace, { atMs, score, expected }: TracedAttempt): PracticeTrace {
  return {
    right: trace.right + score,
    wrong: trace.wrong + 1 - score,
    hardRight: trace.hardRight + grained(score * (1 - expected)),
    easyWrong: trace.easyWrong + grained((1 - score) * expected),
    recent: withRecent(trace.recent, { atMs, score }),
    lastMs: Math.max(trace.lastMs ?? atMs, atMs),
  };
}

/** To a millionth, by powers of two: sums of such numbers are exact, so that their order does not matter. */
function grained(value: number): number {
  return Math.round(value * 2 ** 20) / 2 ** 20;
}

/** The trace after the thing was shown or read, without an attempt. */
export function exposed(trace: PracticeTrace, atMs: number): PracticeTrace {
  return { ...trace, lastMs: Math.max(trace.lastMs ?? atMs, atMs) };
}

function withRecent(recent: readonly RecentAttempt[], attempt: RecentAttempt): readonly RecentAttempt[] {
  let place = recent.length;
  while (place > 0 && isLater(recent[place - 1], attempt)) place--;
  if (recent.length < RECENT_MAX) return [...recent.slice(0, place), attempt, ...recent.slice(place)];
  return place === 0 ? recent : [...recent.slice(1, place), attempt, ...recent.slice(place)];
}

/** A total order, so that attempts of one moment are told apart as well. */
function isLater(one: RecentAttempt | undefined, other: RecentAttempt): boolean {
  if (one === undefined) return false;
  return one.atMs > other.atMs || (one.atMs === other.atMs && one.score > other.score);
}
