import type { Schema } from '../schema/resolved.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import { PURPOSES, type PurposeName } from '../schema/vocabulary/purposes.ts';
import type { RetentionName } from '../schema/vocabulary/retention.ts';
import { subtreesBy } from './subtrees.ts';

/** Data processed for a purpose: a part of a collection under one consent and one retention rule. */
export interface ProcessedData {
  readonly collection: string;
  /** Empty for the whole document. */
  readonly path: string;
  readonly consent: ConsentName | null;
  readonly retention: RetentionName;
}

/** One entry of the register of processing (GDPR Art. 30). */
export interface RegisterEntry {
  readonly purpose: PurposeName;
  readonly description: string;
  readonly legalBasis: string;
  readonly data: readonly ProcessedData[];
}

/** The register of processing: every purpose, its legal basis, and the data of people it is for. */
export function processingRegister(schema: Schema): readonly RegisterEntry[] {
  const data = Object.values(schema.collections)
    .filter(({ owner }) => owner !== null)
    .flatMap(({ name, root }) =>
      subtreesBy(root, ({ facts }) => `${facts.purpose} ${facts.consent} ${facts.retention}`).map(
        ({ field: { path, facts } }) => ({
          purpose: facts.purpose,
          entry: { collection: name, path, consent: facts.consent, retention: facts.retention },
        }),
      ),
    );
  return Object.entries(PURPOSES).map(([purpose, { description, legalBasis }]) => ({
    purpose: purpose as PurposeName,
    description,
    legalBasis,
    data: data.filter((part) => part.purpose === purpose).map(({ entry }) => entry),
  }));
}
