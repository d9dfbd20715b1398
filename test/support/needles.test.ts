import { expect, it } from 'vitest';
import { Needles } from './needles.ts';

const TEXTS = ['q0123456789abcdefghi', 'qzyxwvutsrqponmlkjih'];
const needles = new Needles(TEXTS);
const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256));

it.each(['utf8', 'utf16le', 'hex', 'base64', 'base64url'] as const)('finds a text as %s', (encoding) => {
  for (const text of TEXTS) {
    for (const before of ['', 'x', 'xy', 'xyz']) {
      const coded =
        encoding === 'utf16le'
          ? Buffer.from(`${before}${text}`, encoding)
          : Buffer.from(Buffer.from(`${before}${text}, and more`).toString(encoding));
      const found = needles.in(Buffer.concat([noise, coded, noise]));
      expect(new Set(found.map((one) => one.text))).toEqual(new Set([text]));
    }
  }
});

it('finds nothing where nothing is', () => {
  expect(needles.in(noise)).toEqual([]);
  expect(needles.in(Buffer.from(TEXTS.map((text) => text.slice(1)).join(' ')))).toEqual([]);
});
