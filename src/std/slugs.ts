/** What a slug looks like: fit to be a key of a document, a part of a path and of a URL. */
export const SLUG_PATTERN = '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$';

/** Characters of the longest slug. */
export const SLUG_LENGTH_MAX = 64;
