import type { Keyring, NewLearner } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import { CONSENTS } from '../schema/vocabulary/consents.ts';
import { valueAt } from '../std/paths.ts';
import type { Model } from './model.ts';

/**
 * Gives the learners of new accounts their data keys and contexts, durable before any document of theirs is. Learners
 * who have them keep them, so this can be repeated.
 */
export async function foundLearners(
  keyring: Keyring,
  model: Model,
  documents: readonly Fields[],
  region: string,
): Promise<void> {
  const { founds } = model.collection.declaration;
  const { owner } = model.collection;
  if (!founds || owner === null) return;
  await keyring.createFor(
    documents.map(
      (document): NewLearner => ({
        userId: document[owner] as string,
        region,
        age_class: valueAt(document, founds.ageGroup) as NewLearner['age_class'],
        consents: Object.fromEntries(
          Object.entries(CONSENTS).map(([name, { setting }]) => [name, valueAt(document, setting) === true]),
        ),
      }),
    ),
  );
}
