import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArrayCutOff, elementsOf } from './json-array.ts';

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function elements(text: string, size = 3, bytesMax = 1000): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { line, bytes } of elementsOf(inChunks(text, size), bytesMax)) {
    expect(line).toBe(found.length + 1);
    found.push(bytes?.toString().trim());
  }
  return found;
}

describe('elementsOf', () => {
  it('gives back any array, however it is spaced and cut', async () => {
    const spaces = fc.constantFrom(undefined, 1, '\t');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        spaces,
        fc.integer({ min: 1, max: 9 }),
        async (array, space, size) => {
          const found = await elements(JSON.stringify(array, null, space), size, 100_000);
          expect(found.map((text) => JSON.parse(text ?? ''))).toEqual(JSON.parse(JSON.stringify(array)));
        },
      ),
    );
  });

  it('finds the array within an answer of a record store', async () => {
    expect(await elements('{"statements": [{"a": "]"}, {"b": [1, 2]}], "more": ""}')).toEqual([
      '{"a": "]"}',
      '{"b": [1, 2]}',
    ]);
  });

  it('lets a broken element spoil no other', async () => {
    expect(await elements('[{"a": 1}, {oops}, , {"b": 2}]')).toEqual(['{"a": 1}', '{oops}', '', '{"b": 2}']);
  });

  it('passes over an element that is too long', async () => {
    expect(await elements(`[1, "${'x'.repeat(2000)}", 3]`, 64)).toEqual(['1', undefined, '3']);
  });

  it('says when the array does not end', async () => {
    await expect(elements('[1, 2')).rejects.toThrow(ArrayCutOff);
  });
});
