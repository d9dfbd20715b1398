import { describe, expect, it } from 'vitest';
import { isMatched } from './etag.ts';

const etags = (answer: unknown) => `"${JSON.stringify(answer).length}"`;

describe('If-Match', () => {
  it('lets through what is still there', () => {
    for (const given of [null, '*', ' * ', '"2"', '"1", "2"', '"1","2"']) {
      expect(isMatched(given, etags, {})).toBe(true);
    }
    for (const given of ['"1"', 'W/"2"', '"2 "', '""']) {
      if (given === '"2 "') expect(() => isMatched(given, etags, {})).toThrow('If-Match');
      else expect(isMatched(given, etags, {})).toBe(false);
    }
    for (const given of ['', '2', '"2', '"2" "3"', '*, "2"']) {
      expect(() => isMatched(given, etags, {})).toThrow('If-Match');
    }
  });
});
