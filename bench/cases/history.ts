import { Gate } from '../../src/documents/gate.ts';
import { type Model, modelOf } from '../../src/documents/model.ts';
import { Opener } from '../../src/documents/opener.ts';
import { Reader } from '../../src/documents/reader.ts';
import { Relations } from '../../src/documents/relations.ts';
import type { Platform } from '../../src/platform.ts';
import { MongoDocumentStore } from '../../src/stores/mongo/document-store.ts';
import { interleave } from '../measure/interleave.ts';
import { askRaw, bytesOf } from '../measure/raw.ts';
import { median } from '../measure/statistics.ts';
import { ACTOR, partsOf } from '../population/deployment.ts';
import { type Asked, inTurn } from './questions-of.ts';

/** A page of headers against the same sessions with the elements that stand in them. */
export interface HistoryResult {
  readonly sessions: number;
  readonly headerBytes: number;
  readonly wholeBytes: number;
  readonly headerMs: number;
  readonly wholeMs: number;
  /** Both through the door. */
  readonly ratio: number;
  /** Both with the driver alone, sealed as they are. */
  readonly rawRatio: number;
}

const SLICE_MS = 200;

/**
 * Measures the history with and without its projection, both through the same door: the platform has no query that
 * answers a page of whole sessions, so one is made here of the query that answers their headers.
 */
export async function measureHistory(
  platform: Platform,
  asked: Asked,
  limit: number,
  seconds: number,
): Promise<HistoryResult> {
  const { data, client } = platform.connection;
  const parts = partsOf(platform, new MongoDocumentStore(client, data));
  const model = modelOf(asked.collection.name);
  const readerOf = (ofModel: Model) =>
    new Reader(
      parts,
      ofModel,
      new Gate(parts.trail, parts.clock, new Relations(parts.store, parts.keyring)),
      new Opener(ofModel, parts.keyring, parts.tenant, parts.entropy),
    );
  const whole = { ...asked.query, paths: null };
  const queries = { ...asked.collection.queries, [asked.query.name]: whole };
  const readers = {
    header: readerOf(model),
    whole: readerOf({ ...model, collection: { ...asked.collection, queries } }),
  };
  const page = (reader: Reader) => (turn: number) => {
    const { values, learner } = inTurn(asked.questions, turn);
    return reader.page(ACTOR, asked.query.name, values, { limit, ...(learner !== undefined && { learner }) });
  };
  const wholeRaws = asked.raws.map((raw) => {
    if (raw.kind !== 'find') return raw;
    const { projection: _, ...what } = raw.what;
    return { ...raw, what };
  });
  const samples = await interleave(
    [
      { name: 'header', run: page(readers.header) },
      { name: 'whole', run: page(readers.whole) },
      { name: 'raw header', run: (turn) => askRaw(data, inTurn(asked.raws, turn)) },
      { name: 'raw whole', run: (turn) => askRaw(data, inTurn(wholeRaws, turn)) },
    ],
    { callers: 1, seconds, sliceMs: SLICE_MS },
  );
  const ms = (name: string) => median(samples.get(name)?.latenciesMs ?? []);
  const [headers, wholes] = [
    await askRaw(data, inTurn(asked.raws, 0)),
    await askRaw(data, inTurn(wholeRaws, 0)),
  ];
  return {
    sessions: limit,
    headerBytes: bytesOf(headers),
    wholeBytes: bytesOf(wholes),
    headerMs: ms('header'),
    wholeMs: ms('whole'),
    ratio: ms('whole') / ms('header'),
    rawRatio: ms('raw whole') / ms('raw header'),
  };
}
