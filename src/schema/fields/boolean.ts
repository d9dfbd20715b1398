import type { FieldFacts } from './facts.ts';

/** True or false. */
export interface BooleanField extends FieldFacts {
  readonly kind: 'boolean';
}

export const boolean = (options: Omit<BooleanField, 'kind'>): BooleanField => ({
  kind: 'boolean',
  ...options,
});
