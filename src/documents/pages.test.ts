import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../std/limits.ts';
import { distribute, type StoredElement } from './pages.ts';

const element = (bytes: number): StoredElement => ({ value: bytes, key: '', bytes, texts: [] });

describe('distributing elements over containers', () => {
  it('keeps every element, in order, within the bounds, and fills no later container before an earlier one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: LIMITS.pageBytesMax * 2 }), { maxLength: 300 }),
        fc.integer({ min: 0, max: LIMITS.pageElementsMax }),
        fc.integer({ min: 0, max: LIMITS.pageBytesMax }),
        (sizes, count, bytes) => {
          const { tail, pages } = distribute(sizes.map(element), { count, bytes });
          const all = [tail, ...pages].flatMap(({ elements }) => elements.map((one) => one.value));
          expect(all).toEqual(sizes);
          expect(tail.elements.length + count).toBeLessThanOrEqual(LIMITS.pageElementsMax);
          for (const page of pages) {
            expect(page.elements.length).toBeGreaterThan(0);
            expect(page.elements.length).toBeLessThanOrEqual(LIMITS.pageElementsMax);
            if (page.elements.length > 1) expect(page.bytes).toBeLessThanOrEqual(LIMITS.pageBytesMax);
          }
        },
      ),
    );
  });
});
