import { ObjectId } from 'mongodb';
import type { ResolvedCollection } from '../schema/resolved.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import { valueAt } from './paths.ts';

/** What tells a document from the others of its collection, as one text. */
export function identityOf({ identity }: ResolvedCollection, document: StoredDocument): string {
  return identity.map((path) => String(comparable(valueAt(document, path)))).join('\u0000');
}

/** The filter that finds the documents with the identities of the given ones, by the unique index over them. */
export function identityFilter(
  { identity }: ResolvedCollection,
  documents: readonly StoredDocument[],
): StoredDocument {
  const [only] = identity;
  if (identity.length === 1 && only !== undefined) {
    return { [only]: { $in: documents.map((document) => valueAt(document, only)) } };
  }
  return {
    $or: documents.map((document) =>
      Object.fromEntries(identity.map((path) => [path, valueAt(document, path)])),
    ),
  };
}

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return value instanceof ObjectId ? value.toHexString() : value;
}
