import type { ResolvedCollection } from '../../src/schema/resolved.ts';
import { CONSENTS } from '../../src/schema/vocabulary/consents.ts';
import { findField } from '../../src/schema/walk.ts';
import { withValueAt } from '../../src/std/paths.ts';
import type { Fields } from './document-model.ts';

/** The document with every consent it can hold given, so that the door withholds nothing of the learner. */
export function agreeing(collection: ResolvedCollection, document: Fields): Fields {
  return consentPaths(collection).reduce((agreed, path) => withValueAt(agreed, path, true), document);
}

/** Where consents stand in documents of the collection. */
export function consentPaths({ root }: ResolvedCollection): readonly string[] {
  return Object.values(CONSENTS).flatMap(({ setting }) =>
    setting !== null && findField(root, setting) ? [setting] : [],
  );
}
