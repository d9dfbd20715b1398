import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { importFile } from './import-file.ts';

const SESSIONS = 20;
let test: TestPlatform;

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
});
afterAll(() => test.close());

/** One learner's sessions of three attempts, two hours apart. */
function* attempts(learner: string): Generator<string> {
  yield 'user_id\titem_id\ttimestamp\tcorrect\tskill_id\n';
  for (let at = 0; at < SESSIONS * 3; at++) {
    yield `${learner}\t${at % 5}\t${Math.floor(at / 3) * 7_200 + (at % 3) * 60}\t${at % 2}\t${at % 4}\n`;
  }
}

it.each([
  { legalBasis: 'research', sessions: SESSIONS },
  { legalBasis: 'contract', sessions: SESSIONS },
  { legalBasis: 'consent', sessions: null },
] as const)(
  'on the ground of $legalBasis the learning DNA counts $sessions sessions',
  async ({ legalBasis, sessions }) => {
    const known = new Set((await everyone()).map(({ user_id }) => user_id));
    const report = await importFile(test.platform, {
      path: '-',
      read: { stdin: Readable.from(attempts(legalBasis)), preset: 'kt', source: `kt:${legalBasis}` },
      legalBasis,
      ageGroup: 'adult',
    });
    expect(report).toMatchObject({ learners: 1, sessions: SESSIONS, rejected: 0 });
    const learner = (await everyone()).find(({ user_id }) => !known.has(user_id))?.user_id ?? '';
    const dna = await test.system.documents
      .collection('learning_dna')
      .find('learning_dna_profile', {}, { learner });
    expect(dna?.evidence?.sessions ?? null).toBe(sessions);
    expect(await test.system.insight.verify(learner)).toMatchObject({ differences: [] });
  },
);

const everyone = async () => (await test.system.learners.list('imported', { limit: 200 })).items;
