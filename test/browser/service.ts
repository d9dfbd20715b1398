import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { createHttpService } from '../../src/http/service.ts';
import type { SignInMode } from '../../src/http/sign-in-mode.ts';
import { importFile } from '../../src/intake/import/import-file.ts';
import { storePopulation } from '../../src/intake/population/store-population.ts';
import type { Clock } from '../../src/std/clock.ts';
import type { Mailer } from '../../src/stores/mail/port.ts';
import { serverOf } from '../../src/stores/mongo/capabilities.ts';
import { openTestPlatform, type TestPlatform } from '../support/platform.ts';

const ROOT = join(import.meta.dirname, '../..');
const SAMPLE = join(ROOT, 'samples/oulad');

export interface PagesOptions {
  /** Generated ones. */
  readonly learners: number;
  /** Real ones, from the sample. */
  readonly realLearners: number;
  readonly days: number;
  readonly seed: number;
  /** Where the platform's time comes from; the generated records end at its now. */
  readonly clock: Clock;
  readonly port?: number;
  /** Whether callers sign in; nobody has to unless said. */
  readonly signIn?: SignInMode;
  /** Where mails go. */
  readonly mailer?: Mailer;
  /** Told each request that failed. */
  readonly onFailure?: (line: string) => void;
}

/** The platform with generated and imported learners, and its pages on a port of their own. */
export interface PagesService {
  readonly url: string;
  readonly test: TestPlatform;
  close(): Promise<void>;
}

/** Serves the built pages on a platform of its own, on the database server at `mongodbUri`. */
export async function openPagesService(mongodbUri: string, options: PagesOptions): Promise<PagesService> {
  const { clock, port = 0, signIn = 'local', mailer, onFailure } = options;
  const test = await openTestPlatform(mongodbUri, { clock, ...(mailer && { mailer }) });
  try {
    await fill(test, options);
    const database = await serverOf(test.platform.connection.data);
    const write = (line: string) => onFailure?.(line.trimEnd());
    const service = await createHttpService(test.platform, {
      config: { host: '127.0.0.1', port, signIn },
      logger: pino({ level: 'warn', base: null }, { write }),
      staticDirectory: join(ROOT, 'dist/web'),
      about: {
        version: '0.1.0',
        database: { engine: database.name, version: database.version },
        cache: { engine: 'memory', note: 'in this process' },
      },
    });
    return {
      url: await service.listen(),
      test,
      async close() {
        await service.close();
        await test.close();
      },
    };
  } catch (thrown) {
    await test.close();
    throw thrown;
  }
}

/** Generated learners, and real ones of a sample that comes with the project. */
async function fill({ platform, system }: TestPlatform, options: PagesOptions): Promise<void> {
  const { learners, realLearners, days, seed, clock } = options;
  if (learners > 0) await storePopulation(system.documents, { learners, days, seed, until: clock.now() });
  if (realLearners === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'masterx-sample-'));
  try {
    const path = join(folder, 'studentAssessment.csv');
    await writeFile(path, await someOf(join(SAMPLE, 'studentAssessment.csv.gz'), realLearners));
    await importFile(platform, {
      path,
      read: { beside: SAMPLE },
      legalBasis: 'research',
      ageGroup: 'unknown',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rows of the first learners of a table of scores: all of them would take their time. */
async function someOf(file: string, learners: number): Promise<string> {
  const [header = '', ...rows] = gunzipSync(await readFile(file))
    .toString()
    .split('\n');
  const column = header.split(',').indexOf('id_student');
  const learnerOf = (row: string) => row.split(',')[column] ?? '';
  const kept = new Set([...new Set(rows.map(learnerOf))].slice(0, learners));
  return [header, ...rows.filter((row) => kept.has(learnerOf(row)))].join('\n');
}
