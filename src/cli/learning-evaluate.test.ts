import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { runCommandLine } from './run.ts';
import { keptStreams } from './testing-only/streams.ts';

const HEADER = 'user_id\titem_id\ttimestamp\tcorrect\tskill_id';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-evaluate-'));
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => from + at).flatMap((learner) =>
      Array.from(
        { length: 12 },
        (_, step) =>
          `${learner}\t${step % 4}\t0\t${(learner * 7 + step * 5) % 3 === 0 ? 0 : 1}\t${step % 2}~~9`,
      ),
    );
  await writeFile(join(folder, 'train.tsv'), [HEADER, ...rows(0, 30)].join('\n'));
  await writeFile(join(folder, 'test.tsv'), [HEADER, ...rows(30, 40), '1\t2\t0\tmaybe\t3'].join('\n'));
  await writeFile(join(folder, 'wrong.tsv'), [HEADER, '1\t2\t0\tmaybe\t3'].join('\n'));
});

afterAll(() => rm(folder, { recursive: true }));

async function call(...words: readonly string[]) {
  const { kept, stdout, stderr } = keptStreams();
  const code = await runCommandLine(words, {
    stdout: stdout as NodeJS.Process['stdout'],
    stderr: stderr as NodeJS.Process['stderr'],
    stdin: process.stdin,
    env: {},
    cwd: () => folder,
  });
  return { code, ...kept };
}

describe('masterx learning evaluate', () => {
  it('prints one document about every model, and how many rows it could not read', async () => {
    const { code, stdout } = await call(
      ...['learning', 'evaluate', '--train', 'train.tsv', '--test', 'test.tsv', '--preset', 'kt', '--json'],
    );
    expect(code).toBe(EXIT.done);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      trainAttempts: 360,
      testAttempts: 120,
      learners: 40,
      items: 4,
      skills: 3,
      test: { attempts: 120, rejected: 1, firstReject: { line: 122 } },
    });
    expect(report.models.map(({ model }: { model: string }) => model)).toEqual([
      'tracing',
      'constant',
      'item',
      'pfa',
      'bkt',
      'best_lr',
    ]);
    for (const { attempts, calibration } of report.models) {
      expect(attempts).toBe(120);
      expect(calibration).toHaveLength(10);
    }
  });

  it('refuses a table without attempts, saying why', async () => {
    const { code, stderr } = await call(
      ...['learning', 'evaluate', '--train', 'wrong.tsv', '--test', 'test.tsv', '--preset', 'kt'],
    );
    expect(code).toBe(EXIT.usage);
    expect(stderr).toContain('column correct is not a number');
  });
});
