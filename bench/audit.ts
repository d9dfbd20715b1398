import { cpus, loadavg } from 'node:os';
import { AUDIT_OUTBOX } from '../src/access/audit-chain.ts';
import { type AuditEntry, auditEntry } from '../src/access/audit-entry.ts';
import type { AccessTrail } from '../src/access/audit-trail.ts';
import { DocumentAccess } from '../src/documents/documents.ts';
import type { Platform } from '../src/platform.ts';
import { MongoDocumentStore } from '../src/stores/mongo/document-store.ts';
import { measureOwnWork, type OwnWork } from './cases/own-work.ts';
import { type Asked, askDoor, inTurn, questionsOf } from './cases/questions-of.ts';
import { CALLERS } from './goals.ts';
import { interleave, type Sample, type Side, throughputRatio } from './measure/interleave.ts';
import { askRaw } from './measure/raw.ts';
import { latencyOf, meanRatio } from './measure/statistics.ts';
import { ACTOR, deploy, partsOf } from './population/deployment.ts';
import { ACTIVE, cohortsOf, populate } from './population/populations.ts';
import { writeBlock } from './report/page.ts';
import { markdownTable, type Table, textTable } from './report/table.ts';

/** Reads of one document, where an entry weighs most, and of a page. */
const QUERIES = [
  'users.account_by_id',
  'learning_sessions.session_lookup',
  'content_mastery.concept_mastery',
  'content_mastery.spaced_repetition_due',
] as const;

/** How the bench of the audit trail is run. */
export interface AuditOptions {
  readonly engine: string;
  readonly learners: number;
  readonly seconds: number;
  readonly seed: number;
  readonly write: boolean;
}

/**
 * Measures what the trail costs a read: the same door with entries by group commit, as in production, with an insert that
 * is waited for before each read, and with a trail of the bench's own that keeps nothing.
 */
export async function measureAudit(options: AuditOptions, tell: (step: string) => void): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const deployment = await deploy(options.engine, tell);
  try {
    const { platform, samples } = await populate(
      deployment,
      'audit',
      cohortsOf(options.learners),
      options.seed,
      tell,
    );
    const asked = (await questionsOf(platform, samples, ACTIVE, '')).filter(({ name }) =>
      QUERIES.some((query) => query === name),
    );
    const tables: Table[] = [];
    for (const callers of [CALLERS, 1]) {
      const rows = [];
      for (const one of asked) {
        tell(`${one.name}, ${callers} at once`);
        rows.push(await rowOf(platform, one, callers, options.seconds));
      }
      tables.push(tableOf(callers, rows));
    }
    const work: OwnWork[] = [];
    for (const one of asked) {
      tell(`${one.name}, without the database`);
      work.push(await measureOwnWork(platform, one, NO_TRAIL));
    }
    tables.push({
      title: 'Processor time of the process for a read, in microseconds',
      head: ['query', 'driver', 'door over a store in memory', 'the trail adds'],
      rows: work.map(({ query, driverUs, doorUs, trailUs }) => [query, driverUs, doorUs, trailUs]),
    });
    tell('');
    for (const table of tables) console.log(`\n${textTable(table)}`);
    if (!options.write) return;
    const about =
      `Measured with \`npm run bench -- --parts audit\` on ${cpus().length} cores, Node ${process.versions.node}, ` +
      `${deployment.engine} ${deployment.version ?? ''}; load ${load.toFixed(1)} at the start.`;
    writeBlock(
      'audit',
      [about, ...tables.flatMap((table) => [`### ${table.title}`, markdownTable(table)])].join('\n\n'),
    );
  } finally {
    await deployment.stop();
  }
}

interface Row {
  readonly query: string;
  readonly unrecordedPerSecond: number;
  readonly groupRatio: number;
  readonly awaitedRatio: number;
  readonly groupAddsMs: number;
  readonly awaitedAddsMs: number;
  readonly driverRatio: number;
}

async function rowOf(platform: Platform, asked: Asked, callers: number, seconds: number): Promise<Row> {
  const samples = await interleave(sidesOf(platform, asked), {
    callers,
    seconds: seconds * 4,
    sliceMs: callers === 1 ? 40 : 150,
  });
  const of = (name: string): Sample => samples.get(name) ?? { latenciesMs: [], throughputs: [] };
  const [none, group, awaited] = [of('none'), of('group'), of('awaited')];
  const p50 = (sample: Sample) => latencyOf(sample.latenciesMs).p50Ms;
  return {
    query: asked.name,
    unrecordedPerSecond: (1000 * callers) / p50(none),
    groupRatio: throughputRatio(none, group),
    awaitedRatio: throughputRatio(none, awaited),
    groupAddsMs: p50(group) - p50(none),
    awaitedAddsMs: p50(awaited) - p50(none),
    driverRatio: throughputRatio(of('driver'), group),
  };
}

function sidesOf(platform: Platform, { questions, raws, collection, query }: Asked): Side[] {
  const { data, client } = platform.connection;
  const store = new MongoDocumentStore(client, data);
  const real = partsOf(platform, store);
  const door = (trail?: AccessTrail) => ({ documents: new DocumentAccess(partsOf(platform, store, trail)) });
  const [group, none] = [door(real.trail), door(NO_TRAIL)];
  const entry = (): AuditEntry =>
    auditEntry(
      ACTOR,
      {
        collection: collection.name,
        action: 'read',
        operation: query.name,
        fields: query.paths ?? ['*'],
        learners: [],
      },
      'intended',
      new Date(),
    );
  return [
    { name: 'driver', run: (turn) => askRaw(data, inTurn(raws, turn)) },
    { name: 'none', run: (turn) => askDoor(none, inTurn(questions, turn)) },
    { name: 'group', run: (turn) => askDoor(group, inTurn(questions, turn)) },
    {
      name: 'awaited',
      async run(turn) {
        await store.insert(AUDIT_OUTBOX, [real.trail.outboxDocument([entry()])]);
        return askDoor(none, inTurn(questions, turn));
      },
    },
  ];
}

/** Keeps nothing: there is no such trail outside the bench. */
const NO_TRAIL: AccessTrail = {
  open: () => ({ durable: Promise.resolve(), close: () => undefined }),
  record: () => Promise.resolve(),
  outboxDocument: () => ({}),
};

function tableOf(callers: number, rows: readonly Row[]): Table {
  const mean = (of: (row: Row) => number) => meanRatio(rows.map(of)).mean;
  return {
    title: `What the trail costs a read, ${callers === 1 ? 'one caller' : `${callers} callers`}`,
    head: [
      'query',
      'unrecorded /s',
      'unrecorded / group commit',
      'unrecorded / awaited insert',
      'group commit adds ms',
      'awaited insert adds ms',
      'driver / group commit',
    ],
    rows: [
      ...rows.map((row) => [
        row.query,
        row.unrecordedPerSecond,
        row.groupRatio,
        row.awaitedRatio,
        row.groupAddsMs,
        row.awaitedAddsMs,
        row.driverRatio,
      ]),
      [
        'all, geometric mean',
        '',
        mean((row) => row.groupRatio),
        mean((row) => row.awaitedRatio),
        '',
        '',
        mean((row) => row.driverRatio),
      ],
    ],
  };
}
