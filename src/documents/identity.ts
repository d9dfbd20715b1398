import { createHash } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { MasterXError } from '../errors/error.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import { valueAt } from '../std/paths.ts';
import type { StoredDocument } from '../stores/documents/port.ts';

/** What tells a document from the others of its collection, as one text. */
export function identityOf({ identity }: ResolvedCollection, document: StoredDocument): string {
  return identity.map((path) => String(comparable(valueAt(document, path)))).join('\u0000');
}

/**
 * The `_id` of a document whose identity takes several values: 96 bits of a hash over them. So a batch of such
 * documents is found by `_id` alone, which every engine serves from an index, as it does not serve an `$or`. Null where
 * one value tells documents apart: it has a unique index by itself.
 */
export function derivedId(collection: ResolvedCollection, document: StoredDocument): ObjectId | null {
  if (collection.identity.length < 2) return null;
  const name = `${collection.name}\u0000${identityOf(collection, document)}`;
  return new ObjectId(createHash('sha256').update(name).digest().subarray(0, 12));
}

/**
 * Refuses what does not name one document: half an identity, or something else than values.
 *
 * @throws MasterXError `validation_failed`
 */
export function assertIdentity({ identity, name }: ResolvedCollection, given: StoredDocument): void {
  const violations = identity
    .filter((path) => !isScalar(valueAt(given, path)))
    .map((path) => ({ path, message: `must be given: it tells documents of ${name} apart` }));
  if (violations.length > 0) throw new MasterXError('validation_failed', { violations });
}

/** The filter that finds the documents with the identities of the given ones, by one index. */
export function identityFilter(
  collection: ResolvedCollection,
  documents: readonly StoredDocument[],
): StoredDocument {
  for (const document of documents) assertIdentity(collection, document);
  const [only = '_id'] = collection.identity;
  const [path, values] =
    collection.identity.length < 2
      ? [only, documents.map((document) => valueAt(document, only))]
      : ['_id', documents.map((document) => derivedId(collection, document))];
  return { [path]: values.length === 1 ? values[0] : { $in: values } };
}

function isScalar(value: unknown): boolean {
  if (value instanceof Date || value instanceof ObjectId) return true;
  return typeof value === 'string' || typeof value === 'number';
}

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return value instanceof ObjectId ? value.toHexString() : value;
}
