import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cut } from './texts.ts';

it('cuts a text to at most a length, and between characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(12), (text, lengthMax) => {
      const kept = cut(text, lengthMax);
      expect(text.startsWith(kept)).toBe(true);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(lengthMax);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(text.length, lengthMax) - 1);
    }),
  );
});
