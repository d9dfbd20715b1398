import type { AgeGroup, LegalBasis } from '../intake/import/request.ts';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';
import { invariant } from '../std/assert.ts';

/** The values the schema declares for a choice. */
function choicesOf<T extends string>(collection: string, path: string): readonly T[] {
  const resolved = SCHEMA.collections[collection];
  const field = resolved && findField(resolved.root, path)?.field;
  invariant(field?.kind === 'choice', `${collection}.${path} is no choice`);
  return field.values as readonly T[];
}

/** Grounds an import can declare. */
export const LEGAL_BASES = choicesOf<LegalBasis>('users', 'origin.legal_basis');

/** Age groups an import can declare. */
export const AGE_GROUPS = choicesOf<AgeGroup>('users', 'origin.age_group');
