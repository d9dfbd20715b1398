import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReading } from './open.ts';

const directory = process.env['MASTERX_TEST_DATA_DIR'];
const samples = join(import.meta.dirname, '..', '..', '..', 'samples');
const MEMORY_GROWTH_BYTES_MAX = 120 * 1024 * 1024;

interface Census {
  readonly counts: Record<string, number>;
  readonly identifiers: number;
  readonly memoryGrowthBytes: number;
}

/** Reads a whole file, checks what holds for every record, and counts. */
async function censusOf(path: string): Promise<Census> {
  const counts: Record<string, number> = {};
  const identifiers = new Set<string>();
  const learnerOfSession = new Map<string, string>();
  const memoryBefore = process.memoryUsage().rss;
  let memoryMost = memoryBefore;
  let last = 0;
  let items = 0;
  for await (const item of await openReading(path)) {
    if (item.line <= last) throw new Error(`line ${item.line} follows line ${last}`);
    last = item.line;
    items += 1;
    if (items % 5000 === 0) memoryMost = Math.max(memoryMost, process.memoryUsage().rss);
    const kind = item.kind === 'reject' ? item.reason : item.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (item.kind !== 'attempt' && item.kind !== 'statement') continue;
    identifiers.add(item.attempt);
    const learner = learnerOfSession.get(item.session) ?? item.learner;
    if (learner !== item.learner) throw new Error(`the session of line ${item.line} has two learners`);
    learnerOfSession.set(item.session, learner);
    if (item.kind === 'attempt' && item.correct === undefined && item.score === undefined) {
      throw new Error(`the attempt of line ${item.line} has no outcome`);
    }
  }
  return { counts, identifiers: identifiers.size, memoryGrowthBytes: memoryMost - memoryBefore };
}

describe('the bundled sample', () => {
  it.each([
    ['oulad/studentAssessment.csv.gz', { attempt: 957 }],
    ['fsrs-review-log.csv.gz', { attempt: 12_580 }],
  ])('reads every row of %s', async (name, counts) => {
    const census = await censusOf(join(samples, name));
    expect(census.counts).toEqual(counts);
    expect(census.identifiers).toBe(Object.values(counts).reduce((sum, count) => sum + count));
  });
});

describe(`real files${directory ? '' : ' (passed over: MASTERX_TEST_DATA_DIR is not set)'}`, () => {
  const path = (name: string): string => join(directory ?? '', name);

  it.skipIf(!directory || !existsSync(path('oulad'))).each([
    ['oulad/studentAssessment.csv.gz', { attempt: 173_739, 'column score is empty': 173 }],
    ['lkt-cloze-practice.csv.gz', { attempt: 55_122, statement: 3_194 }],
    ['fsrs-review-log.csv.gz', { attempt: 12_580 }],
    ['xapi-datasim.json.gz', { statement: 2_814 }],
    ['xapi-video.jsonl.gz', { statement: 22_000 }],
  ])(
    'reads every row of %s, in flat memory',
    async (name, counts: Record<string, number>) => {
      const census = await censusOf(path(name));
      expect(census.counts).toEqual(counts);
      expect(census.identifiers).toBe((counts['attempt'] ?? 0) + (counts['statement'] ?? 0));
      expect(census.memoryGrowthBytes).toBeLessThan(MEMORY_GROWTH_BYTES_MAX);
    },
    60_000,
  );
});
