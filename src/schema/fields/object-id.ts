import type { FieldFacts } from './facts.ts';

/** MongoDB's own identifier: 24 hexadecimal digits to callers, an ObjectId in the database. */
export interface ObjectIdField extends FieldFacts {
  readonly kind: 'objectId';
}

export const OBJECT_ID_PATTERN = '^[0-9a-f]{24}$';

export const objectId = (options: Omit<ObjectIdField, 'kind'>): ObjectIdField => ({
  kind: 'objectId',
  ...options,
});
