import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './lines.ts';

/** The text in chunks of `size` bytes, so that everything is cut somewhere. */
async function* inChunks(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function lines(text: string | Buffer, size = 3, bytesMax = 100): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { line, bytes } of linesOf(inChunks(text, size), bytesMax)) {
    expect(line).toBe(found.length + 1);
    found.push(bytes?.toString());
  }
  return found;
}

describe('linesOf', () => {
  it('takes LF and CRLF, and a last line without an end', async () => {
    expect(await lines('a\r\nbb\n\nc')).toEqual(['a', 'bb', '', 'c']);
    expect(await lines('a\n')).toEqual(['a']);
    expect(await lines('')).toEqual([]);
  });

  it('drops a byte order mark', async () => {
    expect(await lines('\uFEFFa\nb', 1)).toEqual(['a', 'b']);
  });

  it('passes over a line that is too long, and goes on behind it', async () => {
    expect(await lines(`a\n${'x'.repeat(101)}\nb\n${'y'.repeat(100)}`)).toEqual([
      'a',
      undefined,
      'b',
      'y'.repeat(100),
    ]);
  });

  it('finds the same lines however the bytes are cut', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n\uFEFF]/g, '')));
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 7 }), async (expected, size) => {
        expect(await lines(expected.map((line) => `${line}\n`).join(''), size, 10_000)).toEqual(expected);
      }),
    );
  });
});
