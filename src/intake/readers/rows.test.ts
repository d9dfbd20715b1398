import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READ_LIMITS } from './limits.ts';
import { rowsOf } from './rows.ts';

async function* inChunks(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

type Found = { readonly line: number; readonly fields?: readonly string[]; readonly reason?: string };

async function rows(text: string | Buffer, delimiter = ',', size = 5): Promise<Found[]> {
  const found: Found[] = [];
  for await (const row of rowsOf(inChunks(text, size), delimiter)) found.push(row);
  return found;
}

const fields = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[a",\n\t;]{0,6}$/),
);
const tables = fc
  .record({ width: fc.integer({ min: 1, max: 5 }), delimiter: fc.constantFrom(',', '\t', ';') })
  .chain(({ width, delimiter }) =>
    fc.record({
      delimiter: fc.constant(delimiter),
      end: fc.constantFrom('\n', '\r\n'),
      table: fc.array(
        fc.array(
          fields.map((field) => field.replace(/[\r\uFEFF]/g, '')),
          { minLength: width, maxLength: width },
        ),
        { minLength: 1 },
      ),
    }),
  );

/** As a careful program writes it: quotes wherever they are needed or a row would be blank. */
function written(table: readonly (readonly string[])[], delimiter: string, end: string): string {
  const field = (text: string): string =>
    /["\n]|^$/.test(text) || text.includes(delimiter) ? quoted(text) : text;
  return table.map((row) => row.map(field).join(delimiter) + end).join('');
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('rowsOf', () => {
  it('keeps quotes, delimiters and line breaks within quotes', async () => {
    expect(await rows('a,"b ""c"", d\ne"\r\n,""\n')).toEqual([
      { line: 1, fields: ['a', 'b "c", d\ne'] },
      { line: 3, fields: ['', ''] },
    ]);
  });

  it('passes over lines without any character', async () => {
    expect(await rows('a,b\n\n\r\nc,d')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 4, fields: ['c', 'd'] },
    ]);
  });

  it('gives back any table that was written, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 40 }), async ({ table, delimiter, end }, size) => {
        const found = await rows(written(table, delimiter, end), delimiter, size);
        expect(found.map((row) => row.fields)).toEqual(table);
      }),
    );
  });

  it('reads what csv-parse reads', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ table, delimiter }) => {
        const text = written(table, delimiter, '\n');
        const found = await rows(text, delimiter);
        expect(found.map((row) => row.fields)).toEqual(parse(text, { delimiter, skip_empty_lines: true }));
      }),
    );
  });

  it.each(['x"y,z', '"x"y,z', '"x,z'])('lets a stray quote in %j cost its own row only', async (broken) => {
    const found = await rows(`h,i\na,b\n${broken}\nc,d\ne,"f"\n`);
    expect(found.map((row) => row.fields ?? row.line)).toEqual([
      ['h', 'i'],
      ['a', 'b'],
      3,
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('gives up on an open quote after a bounded number of lines', async () => {
    const lines = READ_LIMITS.rowLinesMax * 2;
    const found = await rows(`"x,z\n${'c,d\n'.repeat(lines)}`, ',', 1000);
    expect(found).toHaveLength(lines + 1);
    expect(found.filter((row) => row.reason)).toEqual([
      { line: 1, reason: 'a quote is opened and not closed' },
    ]);
  });

  it('tells a row that is too long or not text, and reads on', async () => {
    const text = Buffer.concat([
      Buffer.from(`a,b\n${'x'.repeat(READ_LIMITS.rowBytesMax + 1)}\n`),
      Buffer.from([0xff, 0x2c, 0x61, 0x0a]),
      Buffer.from('c,d\n'),
    ]);
    expect(await rows(text, ',', 65_536)).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, reason: 'longer than 1 MiB' },
      { line: 3, reason: 'not utf8 text' },
      { line: 4, fields: ['c', 'd'] },
    ]);
  });
});
