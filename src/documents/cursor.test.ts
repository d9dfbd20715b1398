import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorScope, decodeCursor, encodeCursor } from './cursor.ts';

describe('a cursor', () => {
  const value = fc.oneof(
    fc.date({ noInvalidDate: true }),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  );

  it('comes back as the place it was made of', () => {
    fc.assert(
      fc.property(value, fc.nat(), (value, skip) => {
        const scope = cursorScope('users', 'recent', { value });
        const decoded = decodeCursor(scope, encodeCursor(scope, { value, skip }));
        expect(decoded).toEqual({ value: Object.is(value, -0) ? expect.closeTo(0) : value, skip });
      }),
    );
  });

  it('is refused for anything it was not made for, and when it is garbage', () => {
    const scope = cursorScope('users', 'recent');
    const other = cursorScope('users', 'recent', 'x');
    expect(() => decodeCursor(other, encodeCursor(scope, { value: 1, skip: 0 }))).toThrow(/cursor/);
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        expect(() => decodeCursor(scope, garbage)).toThrow(/cursor/);
      }),
    );
    const forged = (place: object) => Buffer.from(JSON.stringify({ scope, ...place })).toString('base64url');
    for (const place of [
      { value: 1, skip: -1 },
      { value: 1, skip: 0.5 },
      { value: 1, skip: 1e300 },
      { value: { $gt: '' }, skip: 0 },
      { value: 1 },
    ]) {
      expect(() => decodeCursor(scope, forged(place))).toThrow(/cursor/);
    }
  });
});
