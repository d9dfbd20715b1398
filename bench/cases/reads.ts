import type { MongoClient } from 'mongodb';
import type { Platform } from '../../src/platform.ts';
import type { DocumentStore } from '../../src/stores/documents/port.ts';
import { MongoDocumentStore } from '../../src/stores/mongo/document-store.ts';
import type { Examined } from '../../src/stores/mongo/explain.ts';
import { CALLERS } from '../goals.ts';
import { type Commands, commandsOf, total } from '../measure/commands.ts';
import { interleave, type Sample, throughputRatio } from '../measure/interleave.ts';
import { askRaw, bytesOf, envelopesIn, explainRaw, type RawQuery } from '../measure/raw.ts';
import { type Latency, latencyOf, median } from '../measure/statistics.ts';
import { type Asked, askDoor, inTurn } from './questions-of.ts';

/** One named query against the driver on the same server. */
export interface ReadResult {
  readonly query: string;
  readonly isSummary: boolean;
  readonly returned: number;
  readonly bytes: number;
  /** Envelopes in the answer, each opened by itself. */
  readonly envelopes: number;
  readonly examined: Examined;
  /** Commands of one call through the door, once its learner's key is at hand. */
  readonly commands: Commands;
  readonly one: Measured;
  readonly many: Measured;
}

/** Driver, store and door, with as many callers at once. */
export interface Measured {
  readonly raw: Latency & Rate;
  readonly store: Latency & Rate;
  readonly door: Latency & Rate;
  /** Ratio of the median latencies to the driver's. */
  readonly storeLatencyRatio: number;
  readonly doorLatencyRatio: number;
  /** The driver's throughput / this one's. */
  readonly storeThroughputRatio: number;
  readonly doorThroughputRatio: number;
  /** Median latency of the door, less the driver's. */
  readonly addedMs: number;
}

interface Rate {
  readonly perSecond: number;
}

const SOLO_SLICE_MS = 40;
const MANY_SLICE_MS = 150;
const SOLO_SHARE = 0.4;

/** Measures one query: the driver, the platform's store below the door, and the door with everything. */
export async function measureRead(
  platform: Platform,
  monitored: { readonly platform: Platform; readonly client: MongoClient },
  asked: Asked,
  seconds: number,
): Promise<ReadResult> {
  const { data, client } = platform.connection;
  const store = new MongoDocumentStore(client, data);
  const sides = [
    { name: 'raw', run: (turn: number) => askRaw(data, inTurn(asked.raws, turn)) },
    { name: 'store', run: (turn: number) => askStore(store, inTurn(asked.raws, turn)) },
    { name: 'door', run: (turn: number) => askDoor(platform, inTurn(asked.questions, turn)) },
  ];
  const [raw] = asked.raws;
  const [question] = asked.questions;
  if (!raw || !question) throw new RangeError('nothing to ask');
  const documents = await askRaw(data, raw);
  await askDoor(monitored.platform, question);
  return {
    query: asked.name,
    isSummary: asked.query.declaration.summary !== undefined,
    returned: documents.length,
    bytes: bytesOf(documents),
    envelopes: envelopesIn(documents),
    examined: await explainRaw(data, raw),
    commands: await fewest(() => commandsOf(monitored.client, () => askDoor(monitored.platform, question))),
    one: measured(
      await interleave(sides, { callers: 1, seconds: seconds * SOLO_SHARE, sliceMs: SOLO_SLICE_MS }),
    ),
    many: measured(
      await interleave(sides, {
        callers: CALLERS,
        seconds: seconds * (1 - SOLO_SHARE),
        sliceMs: MANY_SLICE_MS,
      }),
    ),
  };
}

/** Of two counts the one in which no key's time happened to be over; the second call finds what the first fetched. */
async function fewest(count: () => Promise<Commands>): Promise<Commands> {
  const [first, second] = [await count(), await count()];
  return total(second) < total(first) ? second : first;
}

function askStore(store: DocumentStore, raw: RawQuery) {
  return raw.kind === 'find'
    ? store.find(raw.collection, raw.what)
    : store.summarise(raw.collection, raw.stages.slice(0, -1), {
        limit: limitOf(raw.stages),
      });
}

const limitOf = (stages: readonly Record<string, unknown>[]) => stages.at(-1)?.['$limit'] as number;

function measured(samples: ReadonlyMap<string, Sample>): Measured {
  const sampleOf = (name: string): Sample => samples.get(name) ?? { latenciesMs: [], throughputs: [] };
  const sideOf = (name: string) => ({
    ...latencyOf(sampleOf(name).latenciesMs),
    perSecond: median(sampleOf(name).throughputs),
  });
  const [raw, store, door] = [sideOf('raw'), sideOf('store'), sideOf('door')];
  return {
    raw,
    store,
    door,
    storeLatencyRatio: store.p50Ms / raw.p50Ms,
    doorLatencyRatio: door.p50Ms / raw.p50Ms,
    storeThroughputRatio: throughputRatio(sampleOf('raw'), sampleOf('store')),
    doorThroughputRatio: throughputRatio(sampleOf('raw'), sampleOf('door')),
    addedMs: door.p50Ms - raw.p50Ms,
  };
}
