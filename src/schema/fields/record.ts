import type { ChoiceField } from './choice.ts';
import type { FieldFacts } from './facts.ts';
import type { Field } from './field.ts';
import type { SlugField } from './slug.ts';

/** Values by key. Keys are of a closed set, each optional, or slugs: never with a dot or a dollar. */
export interface RecordField extends FieldFacts {
  readonly kind: 'record';
  readonly keys: ChoiceField | SlugField;
  readonly of: Field;
  readonly maxKeys: number;
}

export const record = (
  keys: RecordField['keys'],
  of: Field,
  options: Omit<RecordField, 'kind' | 'keys' | 'of'>,
): RecordField => ({ kind: 'record', keys, of, ...options });
