import type { FieldFacts } from './facts.ts';
import type { Field } from './field.ts';

/** A sub-document with named fields. */
export interface GroupField extends FieldFacts {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, Field>>;
}

export const group = (
  fields: Readonly<Record<string, Field>>,
  options: Omit<GroupField, 'kind' | 'fields'>,
): GroupField => ({ kind: 'group', fields, ...options });
