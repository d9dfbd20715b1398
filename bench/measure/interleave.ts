import { seconds } from '../../src/std/durations.ts';
import { median } from './statistics.ts';

/** One of the things that are compared. `turn` counts its calls, so that each can ask something else. */
export interface Side {
  readonly name: string;
  readonly run: (turn: number) => Promise<unknown>;
}

/** What was measured of one side. */
export interface Sample {
  readonly latenciesMs: readonly number[];
  /** Calls a second, of each slice in order; slices of the same place belong to the same moment. */
  readonly throughputs: readonly number[];
}

export interface Pace {
  readonly callers: number;
  /** For all sides together. */
  readonly seconds: number;
  readonly sliceMs: number;
}

/**
 * Measures sides in turns of small slices, in changing order, with a number of callers who each ask again as soon as
 * they are answered. What else the machine does falls on all sides alike, so ratios hold where absolute times do not.
 *
 * Our own because the benchmark libraries at hand (tinybench, mitata) run one task after the other: minutes lie between
 * two sides, and whatever happened in between is taken for a difference.
 */
export async function interleave(sides: readonly Side[], pace: Pace): Promise<ReadonlyMap<string, Sample>> {
  const turns = new Map(sides.map(({ name }) => [name, 0]));
  const samples = new Map(
    sides.map(({ name }) => [name, { latenciesMs: [] as number[], throughputs: [] as number[] }]),
  );
  const slice = async ({ name, run }: Side, sliceMs: number, isKept: boolean): Promise<void> => {
    const latenciesMs: number[] = [];
    const begunMs = performance.now();
    const caller = async () => {
      do {
        const turn = turns.get(name) ?? 0;
        turns.set(name, turn + 1);
        const askedMs = performance.now();
        await run(turn);
        latenciesMs.push(performance.now() - askedMs);
      } while (performance.now() - begunMs < sliceMs);
    };
    await Promise.all(Array.from({ length: pace.callers }, caller));
    const elapsedMs = performance.now() - begunMs;
    const sample = samples.get(name);
    if (!isKept || !sample) return;
    sample.throughputs.push((latenciesMs.length / elapsedMs) * seconds(1));
    for (const latencyMs of latenciesMs) sample.latenciesMs.push(latencyMs);
  };
  // The first calls compile, connect and fetch keys.
  for (const side of sides) await slice(side, pace.sliceMs / 2, false);
  const untilMs = performance.now() + seconds(pace.seconds);
  for (let round = 0; round < ROUNDS_MIN || performance.now() < untilMs; round++) {
    const first = round % sides.length;
    const order = [...sides.slice(first), ...sides.slice(0, first)];
    for (const side of round % 2 === 0 ? order : order.reverse()) await slice(side, pace.sliceMs, true);
  }
  return samples;
}

const ROUNDS_MIN = 3;

/** How many times as much one side manages as another: the median over slices that were measured side by side. */
export function throughputRatio(side: Sample, other: Sample): number {
  return median(side.throughputs.map((value, at) => value / (other.throughputs[at] ?? Number.NaN)));
}
