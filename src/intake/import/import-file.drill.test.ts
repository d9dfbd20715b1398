import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { seedsOf } from '../../../test/support/seeds.ts';
import { checkConsistency } from '../../../test/support/stored-consistency.ts';
import type { Platform } from '../../platform.ts';
import { MiB } from '../../std/bytes.ts';
import { minutes, seconds } from '../../std/durations.ts';
import { SeededRandom, systemEntropy } from '../../std/random.ts';
import type { ImportReport } from './request.ts';
import { openImportPlatform } from './testing-only/import-platform.ts';
import type { Told } from './testing-only/import-process.ts';

const directory = process.env['MASTERX_TEST_DATA_DIR'];
const uri = inject('mongodbUri');

/** What a whole process may hold, and how much more once the first part of the file is behind it. */
const RSS_BYTES_MAX = MiB(600);
const RSS_GROWTH_BYTES_MAX = MiB(150);
const KILLS = 6;
/** The largest file takes longer than others on a busy machine, where each kill repeats what was not yet noted. */
const OULAD_MS_MAX = minutes(60);

const FILES = {
  oulad: {
    name: 'oulad/studentAssessment.csv.gz',
    counts: { rows: 173_912, stored: 173_739, rejected: 173, learners: 23_351, sessions: 173_739 },
  },
  lkt: {
    name: 'lkt-cloze-practice.csv.gz',
    counts: { rows: 58_316, stored: 58_316, rejected: 0, learners: 478, sessions: 983 },
  },
  fsrs: {
    name: 'fsrs-review-log.csv.gz',
    counts: { rows: 12_580, stored: 12_580, rejected: 0, learners: 1, sessions: 64 },
  },
  xapiArray: {
    name: 'xapi-datasim.json.gz',
    counts: { rows: 2_814, stored: 2_814, rejected: 0, learners: 6, sessions: 85 },
  },
  xapiLines: {
    name: 'xapi-video.jsonl.gz',
    counts: { rows: 22_000, stored: 22_000, rejected: 0, learners: 1_452, sessions: 3_656 },
  },
} as const;

let folder: string;
let database: string;
let platform: Platform;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-import-drill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  database = `drill${systemEntropy.bytes(5).toString('hex')}`;
  platform = await openImportPlatform(uri, database, folder);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await platform.connection.data.dropDatabase();
  await platform.connection.vault.dropDatabase();
  await platform.close();
});

interface Run {
  /** Null when the process was killed. */
  readonly report: ImportReport | null;
  readonly told: readonly Told[];
}

/** Imports in a process of its own, which is killed after a while if one is given. */
async function importing(name: string, killAfterMs?: number): Promise<Run> {
  const script = join(import.meta.dirname, 'testing-only', 'import-process.ts');
  const path = join(directory ?? '', name);
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, uri, database, folder, path, rejectPath()],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.add(child);
  const ended = once(child, 'exit');
  const told: Told[] = [];
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(JSON.parse(line));
    // Counted from when the reading began, so that a start on a busy machine is not all there is.
    if (killAfterMs !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  }
  clearTimeout(timer);
  const [code, signal] = await ended;
  children.delete(child);
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return { report: told.at(-1)?.report ?? null, told };
}

const rejectPath = (): string => join(folder, `${database}.rejects.jsonl`);

async function rejectedLines(): Promise<number[]> {
  if (!existsSync(rejectPath())) return [];
  const text = await readFile(rejectPath(), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { line: number }).line);
}

function expectBoundedMemory(told: readonly Told[]): void {
  expect(Math.max(...told.map(({ rss }) => rss))).toBeLessThan(RSS_BYTES_MAX);
}

/** Of runs that store from the first row on; one that is resumed passes over the first part of its file and stores later. */
function expectFlatMemory(told: readonly Told[]): void {
  expectBoundedMemory(told);
  const sizes = told.map(({ rss }) => rss);
  const early = Math.max(...sizes.slice(0, Math.ceil(sizes.length / 3)));
  expect(Math.max(...sizes) - early).toBeLessThan(RSS_GROWTH_BYTES_MAX);
}

describe.skipIf(!directory)(
  `real files${directory ? '' : ' (passed over: MASTERX_TEST_DATA_DIR is not set)'}`,
  () => {
    it.each([FILES.lkt, FILES.fsrs, FILES.xapiArray, FILES.xapiLines])(
      'every row of $name is stored once, however often it comes, in flat memory',
      async ({ name, counts }) => {
        const first = await importing(name);
        expect(first.report).toMatchObject({ ...counts, repeated: 0 });
        expectFlatMemory(first.told);
        expect((await checkConsistency(platform)).findings).toEqual([]);
        const second = await importing(name);
        expect(second.report).toMatchObject({
          ...counts,
          stored: 0,
          repeated: counts.stored,
          learners: 0,
          sessions: 0,
        });
        expectFlatMemory(second.told);
      },
    );

    describe.each(seedsOf(20_260_401))('killed at random moments, seed %i', (seed) => {
      it.each([
        { ...FILES.oulad, killAfterMsMax: seconds(60) },
        { ...FILES.lkt, killAfterMsMax: seconds(20) },
        { ...FILES.xapiLines, killAfterMsMax: seconds(8) },
      ])(
        '$name ends with every row stored once and every reject told once',
        async ({ name, counts, killAfterMsMax }) => {
          const random = new SeededRandom(seed).fork(name);
          let run: Run = { report: null, told: [] };
          for (let kill = 0; kill < KILLS && run.report === null; kill++) {
            run = await importing(name, random.integer(0, killAfterMsMax));
          }
          if (run.report === null) run = await importing(name);
          expect(run.report).toMatchObject({ ...counts, repeated: 0 });
          expectBoundedMemory(run.told);
          const lines = await rejectedLines();
          expect(new Set(lines).size).toBe(counts.rejected);
          expect(lines).toHaveLength(counts.rejected);
          const stored = await platform.connection.data
            .collection('learning_sessions')
            .aggregate([
              {
                $group: {
                  _id: null,
                  sessions: { $sum: 1 },
                  interactions: { $sum: '$paging.interactions.total' },
                },
              },
            ])
            .toArray();
          expect(stored).toMatchObject([{ sessions: counts.sessions, interactions: counts.stored }]);
        },
        OULAD_MS_MAX,
      );
    });
  },
);
