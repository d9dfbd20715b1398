import { describe, expect, it } from 'vitest';
import { SeededRandom } from './random.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean distance of neighbours: a third, for independent uniform numbers. */
const meanStep = (values: readonly number[]) =>
  mean(values.slice(1).map((value, at) => Math.abs(value - (values[at] ?? 0))));

describe('a seeded stream', () => {
  it('is the same for the same seed', () => {
    const draw = (seed: number) => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('does not show its seed in its first numbers', () => {
    for (const nth of [0, 1, 2, 3]) {
      const drawn = Array.from({ length: 2000 }, (_, seed) => {
        const random = new SeededRandom(seed);
        return Array.from({ length: 4 }, () => random.next())[nth] ?? 0;
      });
      expect(mean(drawn)).toBeCloseTo(1 / 2, 1);
      expect(meanStep(drawn)).toBeCloseTo(1 / 3, 1);
    }
  });

  it('forks into streams that do not resemble each other', () => {
    const firsts = Array.from({ length: 2000 }, (_, at) => new SeededRandom(1).fork(`part ${at}`).next());
    expect(mean(firsts)).toBeCloseTo(1 / 2, 1);
    expect(meanStep(firsts)).toBeCloseTo(1 / 3, 1);
  });
});
