import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../std/clock.ts';
import { FileErasureLedger, ledgerFileOf } from './file.ts';
import { erasureLedgerConformance } from './testing-only/conformance.ts';

let root: string;
let files = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'masterx-ledger-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const newPath = () => join(root, `${files++}`, 'erasures.jsonl');
const open = (path: string) => new FileErasureLedger(path, systemClock);
const intend = (path: string, learner: string) =>
  open(path).append({ tenant: 'default', learner, step: 'intended' });
const isErased = async (path: string, learner: string) =>
  (await open(path).erasedAmong('default', [learner])).has(learner);

erasureLedgerConformance('file', async () => {
  const path = newPath();
  return { ledger: open(path), again: () => open(path) };
});

describe('the file of the ledger', () => {
  it('is where the settings say, for its owner only', async () => {
    expect(ledgerFileOf({ erasureLedger: null, dataDirectory: '/d' })).toBe('/d/erasures.jsonl');
    expect(ledgerFileOf({ erasureLedger: '/e', dataDirectory: '/d' })).toBe('/e');
    const path = newPath();
    await intend(path, 'a');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('goes on behind a torn line, wherever it was torn, and names it', async () => {
    const path = newPath();
    await intend(path, 'before');
    const whole = await readFile(path, 'utf8');
    await intend(path, 'torn');
    const both = await readFile(path, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: whole.length + 1, max: both.length - 2 }), async (end) => {
        await writeFile(path, both.slice(0, end));
        expect((await open(path).verify()).torn).toHaveLength(1);
        expect(await isErased(path, 'before')).toBe(true);
        expect(await isErased(path, 'torn')).toBe(false);
        await intend(path, 'after');
        expect(await isErased(path, 'after')).toBe(true);
        expect(await open(path).verify()).toMatchObject({ entries: 2, torn: [2], overtaken: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('is refused when a line was changed, removed or moved', async () => {
    const path = newPath();
    for (const learner of ['d1', 'd2', 'd3']) await intend(path, learner);
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, 3);
    const [a = '', b = '', c = ''] = lines;
    const wrong = (line: string) => line.replace(/"learner":"./, '"learner":"x');
    const orders = [
      [b, c],
      [a, c],
      [a, wrong(b), c],
      [a, b, wrong(c)],
      [b, a, c],
    ];
    for (const changed of orders) {
      await writeFile(path, `${changed.join('\n')}\n`);
      await expect(open(path).verify()).rejects.toMatchObject({ code: 'ledger_unavailable' });
      await expect(intend(path, 'd')).rejects.toMatchObject({ code: 'ledger_unavailable' });
    }
  });

  it('is refused when it became shorter under way', async () => {
    const path = newPath();
    const ledger = open(path);
    for (const learner of ['a', 'b']) await ledger.append({ tenant: 't', learner, step: 'intended' });
    await truncate(path, 10);
    await expect(ledger.count('t')).rejects.toMatchObject({ code: 'ledger_unavailable' });
    await rm(path);
    await expect(ledger.count('t')).rejects.toMatchObject({ code: 'ledger_unavailable' });
  });

  it('does not count a line that follows an earlier one than the last', async () => {
    const path = newPath();
    await intend(path, 'a');
    const first = await readFile(path, 'utf8');
    await intend(path, 'b');
    const other = newPath();
    await intend(other, 'unused');
    await writeFile(other, first);
    await intend(other, 'late');
    await appendFile(path, (await readFile(other, 'utf8')).slice(first.length));
    expect(await isErased(path, 'late')).toBe(false);
    expect(await open(path).verify()).toMatchObject({ entries: 2, overtaken: [3] });
  });

  it('says that it cannot be used where it cannot be written', async () => {
    const blocked = join(root, 'blocked');
    await writeFile(blocked, '');
    await expect(intend(join(blocked, 'erasures.jsonl'), 'a')).rejects.toMatchObject({
      code: 'ledger_unavailable',
    });
  });
});
