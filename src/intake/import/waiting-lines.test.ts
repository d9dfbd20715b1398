import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WaitingLines } from './waiting-lines.ts';

describe('lines that wait', () => {
  it('come back from their runs, without those that are decided', () => {
    const lines = fc.uniqueArray(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 9 }), fc.nat(5_000), (some, stride, run) => {
        const all = [...new Set([...some, ...Array.from({ length: run }, (_, at) => 1_000_000 + at)])];
        all.sort((a, b) => a - b);
        const waiting = new WaitingLines();
        for (const line of all) waiting.add(line);
        const decided = new Set(all.filter((line) => line % stride === 0));
        const left = all.filter((line) => !decided.has(line));
        const from = (left[0] ?? 1) - 1;
        const back = WaitingLines.decoded(waiting.encodedBut(decided, from), from);
        expect(back.size).toBe(left.length);
        expect(left.every((line) => back.has(line))).toBe(true);
        expect(waiting.firstBut(decided)).toBe(left[0]);
      }),
      { numRuns: 60 },
    );
  });

  it('take two bytes for any number of adjacent lines', () => {
    const waiting = new WaitingLines();
    for (let line = 101; line <= 20_100; line++) waiting.add(line);
    expect(waiting.encodedBut(new Set(), 100).byteLength).toBeLessThanOrEqual(4);
  });
});
