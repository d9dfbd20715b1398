import type { FieldFacts } from './facts.ts';

/** A moment, to the millisecond: a BSON date, an RFC 3339 text in JSON. */
export interface InstantField extends FieldFacts {
  readonly kind: 'instant';
}

export const instant = (options: Omit<InstantField, 'kind'>): InstantField => ({
  kind: 'instant',
  ...options,
});
