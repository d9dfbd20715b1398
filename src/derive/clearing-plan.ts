import type { ResolvedField, Schema } from '../schema/resolved.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import { childrenOf } from '../schema/walk.ts';

/** What goes from one collection when a consent is withdrawn. */
export interface ClearingPlanRow {
  readonly collection: string;
  /** Whole documents, or these outermost parts of them. */
  readonly how: 'documents' | 'parts';
  readonly paths: readonly string[];
}

/** What is kept under a consent, collection by collection: derived from the declaration alone. */
export function clearingPlan(schema: Schema, consent: ConsentName): readonly ClearingPlanRow[] {
  return Object.values(schema.collections)
    .filter(({ owner, declaration }) => owner !== null && declaration.database === 'data')
    .flatMap(({ name, root }): ClearingPlanRow[] => {
      if (root.facts.consent === consent) return [{ collection: name, how: 'documents', paths: ['*'] }];
      const paths = partsUnder(root, consent);
      return paths.length === 0 ? [] : [{ collection: name, how: 'parts', paths }];
    });
}

function partsUnder(field: ResolvedField, consent: ConsentName): readonly string[] {
  return childrenOf(field).flatMap((child) =>
    child.facts.consent === consent ? [child.path] : partsUnder(child, consent),
  );
}
