import { Binary, BSON, type Db, type Document } from 'mongodb';
import { hashOf } from '../../src/documents/blind-indexes.ts';
import type { Platform } from '../../src/platform.ts';
import { ENVELOPE_OVERHEAD_BYTES } from '../../src/protection/envelope.ts';
import { LIMITS } from '../../src/std/limits.ts';
import type { Find } from '../../src/stores/documents/port.ts';
import { type Examined, examined } from '../../src/stores/mongo/explain.ts';
import { findSpec, summaryPipeline } from '../../src/stores/mongo/named-query.ts';
import type { Question } from '../population/questions.ts';

/** A question as it reaches the server: what somebody would write who uses the driver and knows the indexes. */
export type RawQuery =
  | { readonly kind: 'find'; readonly collection: string; readonly what: Find }
  | {
      readonly kind: 'summary';
      readonly collection: string;
      readonly stages: readonly Document[];
    };

/**
 * Translates a question once, outside of what is measured. It asks for the same documents as the platform does, the
 * one that tells whether there is a next page included.
 */
export async function rawQuery(platform: Platform, question: Question, limit: number): Promise<RawQuery> {
  const { collection, query, learner } = question;
  const values: Record<string, unknown> = { ...question.values };
  for (const { name, field } of query.parameters) {
    const blind = collection.blindIndexes.find(({ path }) => path === field.path);
    if (blind) {
      values[name] = await hashOf(
        platform.keyring,
        collection.name,
        blind.path,
        blind.blindIndex,
        String(values[name]),
      );
    }
  }
  if (query.declaration.summary) {
    const stages = [
      ...summaryPipeline(collection, query, values, learner),
      { $limit: LIMITS.summaryRowsMax },
    ];
    return { kind: 'summary', collection: collection.name, stages };
  }
  const { filter, sort, projection } = findSpec(collection, query, values, learner);
  const what = {
    filter,
    sort,
    ...(projection && { projection }),
    limit: query.declaration.answers === 'one' ? 1 : limit + 1,
  };
  return { kind: 'find', collection: collection.name, what };
}

function cursorOf(db: Db, raw: RawQuery) {
  if (raw.kind === 'summary') {
    return db.collection(raw.collection).aggregate([...raw.stages]);
  }
  const { filter, sort, projection, limit } = raw.what;
  return db.collection(raw.collection).find(filter as Document, {
    ...(sort && Object.keys(sort).length > 0 && { sort }),
    ...(projection && { projection }),
    limit,
    batchSize: limit + 1,
  });
}

/** Asks with the driver alone. */
export const askRaw = (db: Db, raw: RawQuery): Promise<Document[]> => cursorOf(db, raw).toArray();

/** What the server did for it, by its own account. */
export async function explainRaw(db: Db, raw: RawQuery): Promise<Examined> {
  return examined(await cursorOf(db, raw).explain('executionStats'));
}

export const bytesOf = (documents: readonly Document[]): number =>
  documents.reduce((sum, document) => sum + BSON.calculateObjectSize(document), 0);

/** How many sealed values there are; a blind index is shorter than any. */
export function envelopesIn(value: unknown): number {
  if (value instanceof Binary) return value.length() >= ENVELOPE_OVERHEAD_BYTES ? 1 : 0;
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof BSON.ObjectId)
    return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + envelopesIn(inner), 0);
}
