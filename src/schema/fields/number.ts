import type { FieldFacts } from './facts.ts';

/** A finite number in a stated range. */
export interface NumberField extends FieldFacts {
  readonly kind: 'number';
  readonly minimum: number;
  readonly maximum: number;
  readonly unit?: string;
}

export const number = (options: Omit<NumberField, 'kind'>): NumberField => ({ kind: 'number', ...options });

type Unranged = Omit<NumberField, 'kind' | 'minimum' | 'maximum'>;

/** A share, probability or score in [0, 1]. */
export const share = (options: Unranged): NumberField => number({ minimum: 0, maximum: 1, ...options });

/** A percentage in [0, 100]. */
export const percentage = (options: Omit<Unranged, 'unit'>): NumberField =>
  number({ minimum: 0, maximum: 100, unit: '%', ...options });

/** A signed quantity in [-1, 1]. */
export const signedShare = (options: Unranged): NumberField =>
  number({ minimum: -1, maximum: 1, ...options });
