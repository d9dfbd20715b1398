import type { FieldFacts } from './facts.ts';

/** One of a closed set of names. */
export interface ChoiceField extends FieldFacts {
  readonly kind: 'choice';
  readonly values: readonly string[];
  /** Name of the union type, where several fields share it. */
  readonly named?: string;
}

export const choice = (
  values: readonly string[],
  options: Omit<ChoiceField, 'kind' | 'values'>,
): ChoiceField => ({
  kind: 'choice',
  values,
  ...options,
});
