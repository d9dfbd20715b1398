import type { FieldFacts } from './facts.ts';

/** RFC 9562 text form, lower case, any version. */
export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

/** Characters of a UUID in its text form. */
export const UUID_LENGTH = 36;

/** A random identifier for references from outside. */
export interface UuidField extends FieldFacts {
  readonly kind: 'uuid';
}

export const uuid = (options: Omit<UuidField, 'kind'>): UuidField => ({ kind: 'uuid', ...options });
