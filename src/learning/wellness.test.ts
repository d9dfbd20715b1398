import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONAL_STATES } from '../schema/vocabulary/emotions.ts';
import { emotionalStability, type Felt, weightedMean, wellness } from './wellness.ts';

const felt = fc.record({
  emotion: fc.constantFrom(...EMOTIONAL_STATES),
  intensity: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('wellness', () => {
  it('is within [0, 1], 0.5 for neutral, better for pleasant states', () => {
    fc.assert(
      fc.property(felt, (state) => {
        expect(wellness(state)).toBeGreaterThanOrEqual(0);
        expect(wellness(state)).toBeLessThanOrEqual(1);
      }),
    );
    expect(wellness({ emotion: 'neutral', intensity: 1 })).toBe(0.5);
    expect(wellness({ emotion: 'proud', intensity: 1 })).toBeCloseTo(0.9);
    expect(wellness({ emotion: 'frustrated', intensity: 1 })).toBeCloseTo(0.15);
  });
});

describe('emotional stability', () => {
  it('is within [0, 1] and 1 for whoever stays in one state', () => {
    fc.assert(
      fc.property(fc.array(fc.array(felt, { maxLength: 10 }), { maxLength: 5 }), felt, (runs, state) => {
        expect(emotionalStability(runs)).toBeGreaterThanOrEqual(0);
        expect(emotionalStability(runs)).toBeLessThanOrEqual(1);
        expect(emotionalStability([[state, state, state]])).toBe(1);
      }),
    );
  });

  it('falls with every swing, and looks at no step between two sessions', () => {
    const high: Felt = { emotion: 'excited', intensity: 1 };
    const low: Felt = { emotion: 'frustrated', intensity: 1 };
    expect(emotionalStability([[high, low]])).toBeCloseTo(1 - 1.5 / 2);
    expect(emotionalStability([[high], [low]])).toBe(1);
  });
});

describe('a weighted mean', () => {
  it('is unknown without weight', () => {
    expect(weightedMean([])).toBeUndefined();
    expect(weightedMean([{ value: 3, weight: 0 }])).toBeUndefined();
    expect(
      weightedMean([
        { value: 1, weight: 1 },
        { value: 4, weight: 2 },
      ]),
    ).toBe(3);
  });
});
