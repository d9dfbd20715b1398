import type { ResolvedField } from '../schema/resolved.ts';
import { childrenOf } from '../schema/walk.ts';

/** A field from which on something else holds than around it. */
export interface Subtree<T> {
  readonly field: ResolvedField;
  readonly fact: T;
  /** What holds around it; undefined for the document itself. */
  readonly around: T | undefined;
}

/**
 * Where a fact begins: the field itself first, then every field below whose fact differs from that of the field around
 * it. So a fact of a whole document is one entry, however many fields it has.
 */
export function subtreesBy<T>(
  field: ResolvedField,
  factOf: (field: ResolvedField) => T,
): readonly Subtree<T>[] {
  const differing = (inside: ResolvedField, around: T): readonly Subtree<T>[] =>
    childrenOf(inside).flatMap((child) => {
      const fact = factOf(child);
      const below = differing(child, fact);
      return fact === around ? below : [{ field: child, fact, around }, ...below];
    });
  const fact = factOf(field);
  return [{ field, fact, around: undefined }, ...differing(field, fact)];
}
