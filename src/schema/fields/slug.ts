import type { FieldFacts } from './facts.ts';

/** What a slug looks like: fit to be a key of a document, a part of a path and of a URL. */
export const SLUG_PATTERN = '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$';

/** Characters of the longest slug. */
export const SLUG_LENGTH_MAX = 64;

/** A short name of lower-case letters, digits and hyphens; display names stand in the `concepts` collection. */
export interface SlugField extends FieldFacts {
  readonly kind: 'slug';
}

export const slug = (options: Omit<SlugField, 'kind'>): SlugField => ({ kind: 'slug', ...options });
