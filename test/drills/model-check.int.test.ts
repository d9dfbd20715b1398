import { expect, inject, it, onTestFinished } from 'vitest';
import { SeededRandom, seededEntropy } from '../../src/std/random.ts';
import { openTestPlatform } from '../support/platform.ts';
import { seedsOf } from '../support/seeds.ts';
import { ModelCheck } from './model-check.ts';

/**
 * A random sequence of operations against the door and against a model on plain maps: equal at each read. Covers every
 * collection of learners' documents, whatever the schema declares of them.
 */
const STEPS = 500;
it.for(seedsOf(20_260_301, 7, 4_711))(
  'the door answers as the model does, seed %i',
  { timeout: 900_000 },
  async (seed) => {
    const random = new SeededRandom(seed);
    const entropy = seededEntropy(random.fork('entropy'));
    const test = await openTestPlatform(inject('mongodbUri'), { entropy });
    onTestFinished(() => test.close());
    const check = new ModelCheck(test, random.fork('operations'), `model-${seed}`);
    await check.begin();
    for (let step = 1; step <= STEPS; step++) {
      await check.step().catch((thrown: unknown) => {
        throw new Error(`seed ${seed}, step ${step}: ${check.doing}`, { cause: thrown });
      });
    }
    await check.readEverything();
    expect(Object.keys(check.done).sort()).toEqual([
      'append',
      'conflicting append',
      'conflicting insert',
      'elements',
      'insert',
      'query',
      'repeated insert',
      'revise',
    ]);
  },
);
