import type { Platform } from '../../src/platform.ts';
import type { Examined } from '../../src/stores/mongo/explain.ts';
import { interleave } from '../measure/interleave.ts';
import { askRaw, explainRaw } from '../measure/raw.ts';
import { median } from '../measure/statistics.ts';
import { type Asked, askDoor, inTurn } from './questions-of.ts';

/** One query on once and on ten times the data. */
export interface GrowthResult {
  readonly query: string;
  readonly isSummary: boolean;
  /** What there is ten times as much of. */
  readonly of: string;
  readonly raw: Growth;
  readonly door: Growth;
  readonly examinedOnce: Examined;
  readonly examinedTenfold: Examined;
}

export interface Growth {
  readonly onceMs: number;
  readonly tenfoldMs: number;
  readonly ratio: number;
}

/** The same query on two populations. */
export interface Place {
  readonly platform: Platform;
  readonly asked: Asked;
}

const SLICE_MS = 40;

export async function measureGrowth(
  of: string,
  once: Place,
  tenfold: Place,
  seconds: number,
  limit: number,
): Promise<GrowthResult> {
  const sidesOf = (name: string, { platform, asked }: Place) => [
    {
      name: `raw ${name}`,
      run: (turn: number) => askRaw(platform.connection.data, inTurn(asked.raws, turn)),
    },
    { name: `door ${name}`, run: (turn: number) => askDoor(platform, inTurn(asked.questions, turn), limit) },
  ];
  const samples = await interleave([...sidesOf('once', once), ...sidesOf('tenfold', tenfold)], {
    callers: 1,
    seconds,
    sliceMs: SLICE_MS,
  });
  const growthOf = (side: string): Growth => {
    const onceMs = median(samples.get(`${side} once`)?.latenciesMs ?? []);
    const tenfoldMs = median(samples.get(`${side} tenfold`)?.latenciesMs ?? []);
    return { onceMs, tenfoldMs, ratio: tenfoldMs / onceMs };
  };
  return {
    query: once.asked.name,
    isSummary: once.asked.query.declaration.summary !== undefined,
    of,
    raw: growthOf('raw'),
    door: growthOf('door'),
    examinedOnce: await explainOf(once),
    examinedTenfold: await explainOf(tenfold),
  };
}

function explainOf({ platform, asked }: Place): Promise<Examined> {
  return explainRaw(platform.connection.data, inTurn(asked.raws, 0));
}
