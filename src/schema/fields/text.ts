import type { FieldFacts } from './facts.ts';

/** Unicode text. */
export interface TextField extends FieldFacts {
  readonly kind: 'text';
  /** In Unicode code points. */
  readonly maxLength: number;
  readonly minLength?: number;
  /** A regular expression, understood alike by JavaScript and PCRE2. */
  readonly pattern?: string;
}

export const text = (options: Omit<TextField, 'kind'>): TextField => ({ kind: 'text', ...options });
