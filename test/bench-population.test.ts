import { describe, expect, it } from 'vitest';
import { documentsOf, newLearnerId, OWNED } from '../bench/population/learners.ts';
import { modelOf } from '../src/documents/model.ts';
import { elementKeyOf } from '../src/protection/sealer.ts';
import { valueAt } from '../src/std/paths.ts';
import { SeededRandom } from '../src/std/random.ts';

const random = new SeededRandom(1);

describe('the population of the bench', () => {
  it.each(OWNED.map((collection) => ({ name: collection.name, collection })))(
    'has documents of $name that the door takes',
    ({ name, collection }) => {
      for (let learner = 0; learner < 20; learner++) {
        for (const document of documentsOf(
          collection,
          newLearnerId(random),
          { documents: 3, interactions: 4 },
          random,
        )) {
          expect(modelOf(name).document.violations(document, '')).toEqual([]);
          for (const { path, field } of collection.growingLists) {
            const elements = (valueAt(document, path) ?? []) as readonly unknown[];
            const keys = elements.map((element) => elementKeyOf(field.elementKey ?? [], element));
            if (field.elementKey) expect(new Set(keys).size).toBe(keys.length);
          }
        }
      }
    },
  );
});
