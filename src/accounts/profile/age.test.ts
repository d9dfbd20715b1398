import { describe, expect, it } from 'vitest';
import { type Aged, agesToEnter, isChild, leastAge } from './age.ts';

const of = (
  age: number | undefined,
  recorded = '2026-03-01T00:00:00Z',
  age_group: Aged['origin']['age_group'] = 'unknown',
): Aged => ({
  profile: age === undefined ? {} : { age, age_recorded_at: new Date(recorded) },
  origin: { age_group },
});
const at = (moment: string) => new Date(moment);

describe('an age', () => {
  it('grows with whole years', () => {
    expect(leastAge(of(12), at('2027-02-28T23:59:59Z'))).toBe(12);
    expect(leastAge(of(12), at('2027-03-01T00:00:00Z'))).toBe(13);
    expect(leastAge(of(12, '2024-02-29T00:00:00Z'), at('2025-02-28T00:00:00Z'))).toBe(12);
    expect(leastAge(of(12), at('2025-01-01T00:00:00Z'))).toBe(12);
    expect(leastAge(of(undefined), at('2027-01-01T00:00:00Z'))).toBeNull();
  });

  it('that nobody knows is a child’s, unless an import or a registration said otherwise', () => {
    const now = at('2026-06-01T00:00:00Z');
    expect(isChild(of(12), now)).toBe(true);
    expect(isChild(of(13), now)).toBe(false);
    expect(isChild(of(12), at('2027-06-01T00:00:00Z'))).toBe(false);
    expect(isChild(of(undefined), now)).toBe(true);
    expect(isChild(of(undefined, undefined, 'child'), now)).toBe(true);
    expect(isChild(of(undefined, undefined, 'adult'), now)).toBe(false);
    // What was recorded of the person goes before what was said of a whole import.
    expect(isChild(of(12, undefined, 'adult'), now)).toBe(true);
  });

  it('is entered by oneself only within what it was', () => {
    const now = at('2026-06-01T00:00:00Z');
    expect(agesToEnter(of(12), now)).toBeNull();
    expect(agesToEnter(of(undefined), now)).toBeNull();
    expect(agesToEnter(of(15), now)).toEqual({ least: 13, most: 15 });
    expect(agesToEnter(of(40), now)).toEqual({ least: 18, most: 120 });
    expect(agesToEnter(of(undefined, undefined, 'teen'), now)).toEqual({ least: 13, most: 17 });
  });
});
