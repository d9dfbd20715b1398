import type { FieldFacts } from './facts.ts';

/** Binary data, such as a wrapped key or a hash. */
export interface BytesField extends FieldFacts {
  readonly kind: 'bytes';
  readonly maxBytes: number;
}

export const bytes = (options: Omit<BytesField, 'kind'>): BytesField => ({ kind: 'bytes', ...options });
