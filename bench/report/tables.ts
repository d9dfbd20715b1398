import { CALLERS, type Verdict } from '../goals.ts';
import { total } from '../measure/commands.ts';
import type { Results } from '../results.ts';
import type { Table } from './table.ts';

/** The results as tables, each for one question. */
export function tablesOf(results: Results, verdicts: readonly Verdict[]) {
  return {
    verdicts: verdictTable(verdicts),
    one: readTable(results, 'one'),
    many: readTable(results, 'many'),
    work: workTable(results),
    growth: growthTable(results),
    history: historyTable(results),
    appends: appendTable(results),
  };
}

function verdictTable(verdicts: readonly Verdict[]): Table {
  return {
    title: 'Goals',
    head: ['goal', 'kind', 'verdict', 'found'],
    rows: verdicts.map(({ goal, kind, outcome, found, known }) => [
      goal,
      kind,
      outcome,
      known === undefined ? found : `${found} (${known})`,
    ]),
  };
}

function readTable({ reads }: Results, callers: 'one' | 'many'): Table {
  if (callers === 'one') {
    return {
      title: 'Reads, one caller: milliseconds',
      head: [
        'query',
        'driver p50',
        'p95',
        'p99',
        'store p50',
        'door p50',
        'p95',
        'p99',
        'store / driver',
        'door adds',
      ],
      rows: reads.map(({ query, one: { raw, store, door, storeLatencyRatio, addedMs } }) => [
        query,
        ...[raw.p50Ms, raw.p95Ms, raw.p99Ms, store.p50Ms, door.p50Ms, door.p95Ms, door.p99Ms].map(decimal),
        decimal(storeLatencyRatio),
        decimal(addedMs),
      ]),
    };
  }
  return {
    title: `Reads, ${CALLERS} callers: answers a second, milliseconds`,
    head: [
      'query',
      'driver /s',
      'store /s',
      'door /s',
      'driver / store',
      'driver / door',
      'driver p99',
      'door p50',
      'door p99',
    ],
    rows: reads.map(({ query, many: { raw, store, door, storeThroughputRatio, doorThroughputRatio } }) => [
      query,
      Math.round(raw.perSecond),
      Math.round(store.perSecond),
      Math.round(door.perSecond),
      ...[storeThroughputRatio, doorThroughputRatio, raw.p99Ms, door.p50Ms, door.p99Ms].map(decimal),
    ]),
  };
}

function workTable({ reads }: Results): Table {
  return {
    title: 'What the server does for one answer',
    head: ['query', 'returned', 'keys', 'documents', 'bytes', 'envelopes', 'index', 'commands'],
    rows: reads.map(({ query, returned, examined, bytes, envelopes, commands }) => [
      query,
      returned,
      examined.keys,
      examined.documents,
      bytes,
      envelopes,
      examined.collectionScan ? 'scan' : examined.indexes.join(', '),
      Object.entries(commands)
        .map(([name, count]) => (count === 1 ? name : `${count} × ${name}`))
        .join(', '),
    ]),
  };
}

function growthTable({ growth }: Results): Table {
  return {
    title: 'Ten times the data, one caller: milliseconds (p50)',
    head: [
      'ten times the',
      'query',
      'driver ×1',
      '×10',
      'ratio',
      'door ×1',
      '×10',
      'ratio',
      'keys',
      'documents',
    ],
    rows: growth.map(({ of, query, raw, door, examinedOnce, examinedTenfold }) => [
      of,
      query,
      ...[raw.onceMs, raw.tenfoldMs, raw.ratio, door.onceMs, door.tenfoldMs, door.ratio].map(decimal),
      change(examinedOnce.keys, examinedTenfold.keys),
      change(examinedOnce.documents, examinedTenfold.documents),
    ]),
  };
}

function historyTable({ history }: Results): Table {
  return {
    title: 'A page of the history, and the same sessions whole',
    head: [
      'sessions',
      'headers, bytes',
      'whole, bytes',
      'headers, ms',
      'whole, ms',
      'ratio',
      'ratio of the driver alone',
    ],
    rows: history
      ? [
          [
            history.sessions,
            history.headerBytes,
            history.wholeBytes,
            decimal(history.headerMs),
            decimal(history.wholeMs),
            decimal(history.ratio),
            decimal(history.rawRatio),
          ],
        ]
      : [],
  };
}

function appendTable({ appends }: Results): Table {
  return {
    title: 'Adding one interaction to a session: milliseconds',
    head: ['interactions', 'p50', 'p95', 'p99', 'appends', 'round trips', 'commands'],
    rows: appends.map(({ length, latency, commands }) => [
      length,
      decimal(latency.p50Ms),
      decimal(latency.p95Ms),
      decimal(latency.p99Ms),
      latency.calls,
      total(commands),
      Object.entries(commands)
        .map(([name, count]) => (count === 1 ? name : `${count} × ${name}`))
        .join(', '),
    ]),
  };
}

/** Keeps a measured number from being shown as a count. */
const decimal = (value: number): number => (Number.isInteger(value) ? value + Number.EPSILON : value);

const change = (once: number, tenfold: number): string =>
  once === tenfold ? String(once) : `${once} → ${tenfold}`;
