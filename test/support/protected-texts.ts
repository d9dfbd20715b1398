import type { ResolvedCollection, ResolvedField, ResolvedLeaf } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { eachField } from '../../src/schema/walk.ts';
import { withLeaves } from './leaves.ts';

/** Whether a value of the field reaches the database only inside a ciphertext. */
const isProtected = ({ storage }: ResolvedField) => storage.kind !== 'plain';

const isText = (field: ResolvedField): field is ResolvedLeaf => field.kind === 'text';

/** `collection.path` of every text that the declaration protects. */
export function protectedTexts(collections: Iterable<ResolvedCollection>): string[] {
  return [...collections].flatMap(({ name, root }) =>
    [...eachField(root)]
      .filter((field) => isProtected(field) && isText(field))
      .map(({ path }) => `${name}.${path}`),
  );
}

/** The collections that have any. */
export const PROTECTED_COLLECTIONS = Object.values(SCHEMA.collections).filter(
  (collection) => protectedTexts([collection]).length > 0,
);

/**
 * A copy of a value of the field in which every protected text is another one.
 *
 * @param replace makes the text for a field.
 */
export function withProtectedTexts(
  field: ResolvedField,
  value: unknown,
  replace: (field: ResolvedLeaf) => string,
): unknown {
  return withLeaves(field, value, (leaf, inside) =>
    isText(leaf) && isProtected(leaf) ? replace(leaf) : inside,
  );
}
