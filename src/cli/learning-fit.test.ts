import { describe, expect, it } from 'vitest';
import type { MasteryFit } from '../insight/fit-mastery.ts';
import { qualityOf } from '../learning/evaluation/metrics.ts';
import { DEFAULT_PARAMETERS } from '../learning/mastery.ts';
import { fitLines } from './learning-fit.ts';

const quality = (sure: number) =>
  qualityOf(Float64Array.from([sure, 1 - sure, sure, 0.5]), Uint8Array.from([1, 0, 0, 1]));
const FIT: MasteryFit = {
  outcome: 'fitted',
  stored: true,
  version: 3,
  trained: { learners: 40, attempts: 1_200 },
  heldOut: { learners: 9, attempts: 300 },
  leftOut: 2,
  from: new Date('2026-01-01T00:00:00Z'),
  until: new Date('2026-02-01T00:00:00Z'),
  parameters: DEFAULT_PARAMETERS,
  quality: { fitted: quality(0.7), inForce: quality(0.8), published: quality(0.9) },
};

describe('a fit in words', () => {
  it('has its figures beside the others, its weights, its calibration and what became of it', () => {
    const text = fitLines(FIT).join('\n');
    expect(text).toContain('1,200 attempts of 40 learners to fit to, 300 of 9 to judge by');
    expect(text).toContain('2 learners were left out');
    expect(text).toMatch(/^Fitted +0\.\d{4} +0\.\d{4} +0\.\d{4} +0\.\d{4}$/m);
    expect(text).toMatch(/^recentWrong +-0\.500$/m);
    expect(text).toMatch(/^ +0\.700 +0\.500 +2 +0?·/m);
    expect(text).toMatch(/Version 3 is in force\.$/);
  });

  it('says why nothing changed', () => {
    const last = (fit: Partial<MasteryFit>) => fitLines({ ...FIT, stored: false, ...fit }).at(-1);
    expect(last({ outcome: 'kept', version: 2 })).toMatch(/not better.*version 2 stays/);
    expect(last({})).toBe('It is better; nothing was stored.');
    expect(last({ outcome: 'too-few', quality: null, parameters: null, version: 0 })).toMatch(/too few/);
  });
});
