import type { FieldFacts } from './facts.ts';

/** A whole number within the 32 bits that every client writes as a BSON int. */
export interface IntegerField extends FieldFacts {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly unit?: string;
}

/** The largest value an integer field may allow. */
export const INTEGER_MAX = 2 ** 31 - 1;

export const integer = (options: Omit<IntegerField, 'kind'>): IntegerField => ({
  kind: 'integer',
  ...options,
});

/** A whole number of things, from none. */
export const count = (
  options: Omit<IntegerField, 'kind' | 'minimum' | 'maximum'> & { maximum?: number },
): IntegerField => integer({ minimum: 0, maximum: INTEGER_MAX, ...options });
