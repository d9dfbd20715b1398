import type { FieldKind, LeafField } from '../schema/fields/field.ts';
import type {
  ResolvedField,
  ResolvedGroup,
  ResolvedLeaf,
  ResolvedList,
  ResolvedRecord,
} from '../schema/resolved.ts';

type LeafOf<K extends LeafField['kind']> = ResolvedLeaf & { readonly field: Extract<LeafField, { kind: K }> };

/** A resolved field of one kind. */
export type ResolvedOf<K extends FieldKind> = K extends 'group'
  ? ResolvedGroup
  : K extends 'list'
    ? ResolvedList
    : K extends 'record'
      ? ResolvedRecord
      : K extends LeafField['kind']
        ? LeafOf<K>
        : never;

/** One processor for each kind of field; `visit` goes on into a child. */
export type Processors<T> = {
  readonly [K in FieldKind]: (field: ResolvedOf<K>, visit: (child: ResolvedField) => T) => T;
};

/**
 * Makes a derivation of a table of processors: the one way anything is derived from a field. `around` sees every field
 * first and decides what to make of it, with `process()` for what the table says.
 */
export function visitor<T>(
  processors: Processors<T>,
  around: (field: ResolvedField, process: () => T) => T = (_, process) => process(),
): (field: ResolvedField) => T {
  const visit = (field: ResolvedField): T => {
    // The table has a processor for just this kind; the compiler cannot follow the correlation.
    const process = processors[field.kind] as (field: ResolvedField, visit: (child: ResolvedField) => T) => T;
    return around(field, () => process(field, visit));
  };
  return visit;
}
