import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SplitRequest, splitTable } from './split-table.ts';

const HEADER = 'user_id\titem_id\ttimestamp\tcorrect\tskill_id';
const LEARNERS = 200;
const rows = Array.from({ length: LEARNERS }, (_, learner) => [
  `${learner}\t1\t${learner}\t1\t3`,
  `${learner}\t"2 ""a"""\t${learner + 1000}\t0\t3`,
]).flat();

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-split-'));
  path = join(folder, 'table.tsv');
  await writeFile(path, [HEADER, ...rows, '7\tbroken'].join('\n'));
});

afterAll(() => rm(folder, { recursive: true }));

async function parted(request: Partial<SplitRequest>) {
  const parts = { train: [] as string[], test: [] as string[] };
  const report = await splitTable(
    { path, preset: 'kt', by: 'learner', testShare: 0.25, seed: 1, ...request },
    {
      train: async (line) => void parts.train.push(line),
      test: async (line) => void parts.test.push(line),
    },
    new AbortController().signal,
  );
  return { ...parts, report };
}

const learnersOf = (lines: readonly string[]) => new Set(lines.slice(1).map((line) => line.split('\t')[0]));

describe('a split table', () => {
  it('loses and changes no row that can be read, and counts the others', async () => {
    const { train, test, report } = await parted({});
    expect([train[0], test[0]]).toEqual([HEADER, HEADER]);
    expect([...train.slice(1), ...test.slice(1)].sort()).toEqual([...rows].sort());
    expect(report).toMatchObject({ trainRows: train.length - 1, testRows: test.length - 1, rejected: 1 });
  });

  it('keeps a learner together, in the same part for the same seed', async () => {
    const { train, test } = await parted({});
    const both = [...learnersOf(train)].filter((learner) => learnersOf(test).has(learner));
    expect(both).toEqual([]);
    // A quarter of 200: six standard deviations of a binomial on either side.
    expect(Math.abs(learnersOf(test).size - LEARNERS / 4)).toBeLessThan(37);
    expect((await parted({})).test).toEqual(test);
    expect((await parted({ seed: 2 })).test).not.toEqual(test);
  });

  it('parts at a moment: nothing for training is as late as the test', async () => {
    const { train, test, report } = await parted({ by: 'time' });
    const times = (lines: readonly string[]) => lines.slice(1).map((line) => Number(line.split('\t')[2]));
    expect(Math.max(...times(train))).toBeLessThan(Math.min(...times(test)));
    expect(test.length - 1).toBe(rows.length / 4);
    expect(report.cut?.getTime()).toBe(Date.parse('2020-01-01T00:00:00Z') + 1100 * 1000);
  });

  it('refuses to leave a part empty', async () => {
    await expect(parted({ testShare: 1e-9 })).rejects.toMatchObject({ code: 'usage' });
  });
});
