import type { FieldFacts } from './facts.ts';

/** A short name of lower-case letters, digits and hyphens; display names stand in the `concepts` collection. */
export interface SlugField extends FieldFacts {
  readonly kind: 'slug';
}

export const slug = (options: Omit<SlugField, 'kind'>): SlugField => ({ kind: 'slug', ...options });
