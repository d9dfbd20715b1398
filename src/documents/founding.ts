import type { Keyring, NewLearner } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import { CONSENTS, type ConsentName } from '../schema/vocabulary/consents.ts';
import { BASES_BESIDE_CONSENT } from '../schema/vocabulary/legal-bases.ts';
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
          CONSENT_NAMES.map((name) => [
            name,
            isAllowed(document, name, founds.legalBasis && valueAt(document, founds.legalBasis)),
          ]),
        ),
      }),
    ),
  );
}

const CONSENT_NAMES = Object.keys(CONSENTS) as ConsentName[];

/** What may be done from the start: what the person chose, and what an import declared another ground for. */
function isAllowed(document: Fields, consent: ConsentName, basis: unknown): boolean {
  const { setting } = CONSENTS[consent];
  const bases: readonly unknown[] = BASES_BESIDE_CONSENT[consent];
  return bases.includes(basis) || (setting !== null && valueAt(document, setting) === true);
}
