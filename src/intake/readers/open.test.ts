import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectFormat } from './format.ts';
import { READ_LIMITS } from './limits.ts';
import { openReading, type ReadOptions } from './open.ts';
import type { ReadItem } from './record.ts';

const KT = 'user_id\titem_id\ttimestamp\tcorrect\tskill_id\n1\t7\t0\t0\t6\n1\t8\t0\t1\t\n2\t7\t10\t1\t6\n';
const MAPPING = 'learner=who,at=when,concept=what,correct=right';
const STATEMENT = JSON.stringify({
  actor: { mbox: 'mailto:ada@example.org' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
  object: { id: 'https://example.org/a' },
  timestamp: '2024-05-01T10:00:00Z',
});

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'masterx-readers-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

async function read(path: string, options: ReadOptions = {}): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of await openReading(path, options)) items.push(item);
  return items;
}

const kinds = (items: readonly ReadItem[]): string[] =>
  items.map((item) =>
    item.kind === 'reject' ? `${item.line}: ${item.reason}` : `${item.line}: ${item.kind}`,
  );

describe('openReading', () => {
  it('reads plain and packed files and standard input alike', async () => {
    const plain = await read(await file('kt.tsv', KT));
    expect(kinds(plain)).toEqual(['2: attempt', '3: column skill_id is empty', '4: attempt']);
    expect(await read(await file('kt.tsv.gz', gzipSync(KT)))).toEqual(plain);
    const packed = gzipSync(KT);
    const stdin = Readable.from([packed.subarray(0, 1), packed.subarray(1)]);
    expect(await read('-', { stdin, source: 'kt:kt' })).toEqual(plain);
  });

  it('reads Windows line ends, byte order marks and semicolons', async () => {
    const text = '\uFEFFwho;when;what;right\r\nA;2024-05-01 10:00;"Long; ""division""";yes\r\n';
    const [item] = await read(await file('windows.csv', text), { mapping: MAPPING });
    expect(item).toMatchObject({
      kind: 'attempt',
      line: 2,
      source: 'csv:windows',
      learner: 'A',
      attempt: 'row 2',
      session: 'A|2024-05-01',
      concept: { name: 'Long; "division"' },
      correct: true,
    });
  });

  it('reads Latin 1 when told, and rejects what is not UTF-8 when not', async () => {
    const bytes = Buffer.from('who,when,what,right\nA,2024-05-01,Équations,1\n', 'latin1');
    const path = await file('latin.csv', bytes);
    expect(await read(path, { mapping: MAPPING, encoding: 'latin1' })).toMatchObject([
      { concept: { name: 'Équations' } },
    ]);
    expect(kinds(await read(path, { mapping: MAPPING }))).toEqual(['2: not utf8 text']);
  });

  it('yields one item for each row, whatever is wrong with it, and quotes no value', async () => {
    const text =
      'who,when,what,right\nann,2024-05-01,x,1\nann,2024-05-01,x\nann,soon,x,1\nann,2024-05-01,x,perhaps\n' +
      ',2024-05-01,x,1\n"ann,2024-05-01,x,1\nann,2024-05-01,x,0\n';
    expect(kinds(await read(await file('wrong.csv', text), { mapping: MAPPING }))).toEqual([
      '2: attempt',
      '3: 3 fields where the header has 4',
      '4: column when is not a time between 1970 and 2099',
      '5: column right says neither right nor wrong',
      '6: column who is empty',
      '7: a quote is opened and not closed',
      '8: attempt',
    ]);
  });

  it('reads statements a line or as an array', async () => {
    const lines = await read(await file('s.jsonl', `${STATEMENT}\n\n{"oops\n[]\n${STATEMENT}`));
    expect(kinds(lines)).toEqual(['1: attempt', '3: not valid JSON', '4: not a JSON object', '5: attempt']);
    const array = await read(
      await file('s.json', `\uFEFF [${STATEMENT}, {"oops}, ${STATEMENT}]`.replace('{"oops}', '{}')),
    );
    expect(kinds(array)).toEqual(['1: attempt', '2: verb is missing', '3: attempt']);
    const answer = await read(await file('answer.json', `{"statements": [${STATEMENT}], "more": ""}`));
    expect(kinds(answer)).toEqual(['1: attempt']);
  });

  it("reads the project's own JSON Lines, without holding lines that are too long", async () => {
    const line = '{"collection": "users", "document": {"user_id": "a"}}';
    const long = `{"collection": "users", "document": "${'x'.repeat(READ_LIMITS.jsonBytesMax)}"}`;
    const items = await read(
      await file('own.jsonl', `${line}\n${long}\n{"collection": "users"}\n{"document": {}}\n`),
    );
    expect(items[0]).toMatchObject({
      kind: 'document',
      line: 1,
      collection: 'users',
      document: { user_id: 'a' },
      longer: [],
    });
    expect(kinds(items.slice(1))).toEqual([
      '2: longer than 8388608 bytes',
      '3: "document" is not an object',
      '4: "collection" is not a name',
    ]);
  });

  it('goes on behind any line with the same records as without a break', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, row) => `${row >> 4}\t${row}\t${(row >> 2) * 600}\t1\t${row % 5 || ''}`,
    );
    const path = await file('resume.tsv', [KT.trimEnd(), ...rows, ''].join('\n'));
    const whole = await read(path);
    for (const afterLine of [0, 1, 2, 9, 30, 44, 99]) {
      expect(await read(path, { afterLine })).toEqual(whole.filter((item) => item.line > afterLine));
    }
  });

  it('tells how far it is', async () => {
    const packed = gzipSync(KT);
    const reading = await openReading(await file('progress.tsv.gz', packed));
    for await (const item of reading) expect(reading.progress().line).toBe(item.line);
    expect(reading.progress()).toEqual({ bytesRead: packed.length, bytesTotal: packed.length, line: 4 });
  });

  it('may be left early', async () => {
    for await (const item of await openReading(await file('early.tsv', KT))) {
      expect(item.line).toBe(2);
      break;
    }
  });

  it.each([
    ['missing.csv', undefined, {}, 'is not there'],
    ['empty.csv', '', {}, 'is empty'],
    ['binary.bin', Buffer.from([80, 75, 3, 4, 0, 0, 0]), {}, 'is not text'],
    ['prose.txt', 'Dear reader\n', {}, 'neither JSON nor a table'],
    ['other.json', '{"a": 1}\n', {}, 'neither xAPI statements nor'],
    ['cut.tsv.gz', gzipSync(KT).subarray(0, 40), {}, 'cut off'],
    ['cut.json', `[${STATEMENT}`, {}, 'cut off'],
    ['bad.tsv.gz', Buffer.from('\u001f\u008bnonsense', 'latin1'), {}, 'damaged'],
    [
      'few.tsv',
      KT.replace('skill_id', 'skill'),
      { preset: 'kt' },
      '"skill_id". Its header has "user_id", "item_id"',
    ],
    ['unmapped.csv', 'who,when,what\n', { mapping: MAPPING }, 'not so: "right"'],
  ] as const)('says what is wrong with %s', async (name, content, options, words) => {
    const path = content === undefined ? join(directory, name) : await file(name, content);
    await expect(read(path, options)).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['a,b\n1,2\n', {}, 'no preset (kt, lkt, oulad, fsrs)'],
    [KT, { preset: 'kt', mapping: MAPPING }, 'either a preset or a mapping'],
    [STATEMENT, { preset: 'kt' }, 'the file holds JSON'],
  ] as const)('asks for what is missing or contradicts itself: %j %j', async (content, options, words) => {
    await expect(read(await file('usage', content), options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(words),
    });
  });
});

describe('detectFormat', () => {
  it.each([
    ['own', '{"collection":"users","document":{}}\n', { kind: 'documents' }],
    ['lines', `${STATEMENT}\n`, { kind: 'statements', layout: 'lines' }],
    ['array', `[${STATEMENT}]`, { kind: 'statements', layout: 'array' }],
    ['kt', KT, { kind: 'table', preset: 'kt' }],
    ['fsrs', 'card_id,review_rating,review_time\n', { kind: 'table', preset: 'fsrs' }],
    ['other', 'a,b\n', { kind: 'table', preset: undefined, columns: ['a', 'b'] }],
  ])('recognises %s', async (name, content, format) => {
    expect(await detectFormat(await file(name, gzipSync(content)))).toMatchObject(format);
  });
});
