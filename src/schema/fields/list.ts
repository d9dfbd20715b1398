import type { FieldFacts } from './facts.ts';
import type { Field } from './field.ts';

/**
 * Several values in order. Either bounded by `maxItems`, or growing: then the first ones stand in the document and the
 * others in bounded pages of a companion collection (`LIMITS.pageElementsMax`, `LIMITS.pageBytesMax`).
 */
export interface ListField extends FieldFacts {
  readonly kind: 'list';
  readonly of: Field;
  readonly maxItems?: number;
  readonly growing?: true;
  /**
   * The names that tell an element apart within its list. An element sent twice is stored once; an encrypted value
   * inside the element is bound to them.
   */
  readonly elementKey?: readonly string[];
}

/** A list of at most `maxItems`. */
export const list = (
  of: Field,
  options: Omit<ListField, 'kind' | 'of' | 'growing'> & { maxItems: number },
): ListField => ({
  kind: 'list',
  of,
  ...options,
});

/** A list without an end, kept in pages. */
export const growingList = (
  of: Field,
  options: Omit<ListField, 'kind' | 'of' | 'growing' | 'maxItems'>,
): ListField => ({
  kind: 'list',
  of,
  growing: true,
  ...options,
});
