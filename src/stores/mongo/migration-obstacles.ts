import type { Db, Document } from 'mongodb';
import type { IndexSpec } from '../../derive/index-plan.ts';
import type { MigrationPlan, MigrationStep } from '../../derive/migration-plan.ts';
import type { Connection } from './connection.ts';

/** What is stored and does not fit what is declared; found before anything is changed. */
export interface MigrationObstacle {
  readonly collection: string;
  /**
   * `invalid`: documents the validator would refuse; forced, they stay and every later change of them is refused until
   * they fit. `duplicate`: documents that a unique index would not tell apart; nothing can force that. `gap`: a unique
   * index is to be built anew over the same keys, and a server holds one of them: forced, nothing keeps values unique
   * until it is built.
   */
  readonly kind: 'invalid' | 'duplicate' | 'gap';
  /** How many documents. */
  readonly documents: number;
  /** The index they are in the way of; null for `invalid`. */
  readonly index: string | null;
}

/** Looks through what is stored for whatever would make a step of the plan fail or shut documents out. */
export async function obstaclesTo(
  connection: Connection,
  plan: MigrationPlan,
): Promise<readonly MigrationObstacle[]> {
  const found: MigrationObstacle[] = [];
  for (const step of plan.steps) {
    const obstacle = await obstacleTo(connection.database(step.database), step);
    if (obstacle) found.push(obstacle);
  }
  return found;
}

/** An obstacle in words. */
export function describeObstacle({ collection, kind, documents, index }: MigrationObstacle): string {
  switch (kind) {
    case 'invalid':
      return `${collection}: ${documents} stored documents do not fit its validator.`;
    case 'duplicate':
      return `${collection}: ${documents} stored documents share their values with another under the unique index ${index}.`;
    case 'gap':
      return `${collection}: while the unique index ${index} is built anew, nothing keeps the values of ${documents} documents unique.`;
  }
}

async function obstacleTo(db: Db, step: MigrationStep): Promise<MigrationObstacle | null> {
  const { collection } = step;
  if (step.kind === 'change_validator') {
    const documents = await db
      .collection(collection)
      .countDocuments({ $nor: [{ $jsonSchema: step.schema }] } as Document);
    return documents > 0 ? { collection, kind: 'invalid', documents, index: null } : null;
  }
  if (step.kind === 'create_index' && step.index.unique && step.overStored) {
    const documents = await duplicates(db, collection, step.index);
    return documents > 0 ? { collection, kind: 'duplicate', documents, index: step.index.name } : null;
  }
  if (step.kind === 'drop_index' && step.leavesGap) {
    const documents = await db.collection(collection).estimatedDocumentCount();
    return documents > 0 ? { collection, kind: 'gap', documents, index: step.index } : null;
  }
  return null;
}

/** How many documents share their keys with another, as the index would see them. */
async function duplicates(db: Db, collection: string, index: IndexSpec): Promise<number> {
  const paths = Object.keys(index.key);
  const keys = paths.map((path, at) => [`k${at}`, path] as const);
  const [found] = await db
    .collection(collection)
    .aggregate(
      [
        { $match: indexedBy(index) },
        // An array is indexed by its elements; one that is none passes as it is.
        ...paths.flatMap(unwound),
        // A document may repeat a key; only two documents clash.
        {
          $group: {
            _id: {
              document: '$_id',
              ...Object.fromEntries(keys.map(([name, path]) => [name, { $ifNull: [`$${path}`, null] }])),
            },
          },
        },
        {
          $group: {
            _id: Object.fromEntries(keys.map(([name]) => [name, `$_id.${name}`])),
            documents: { $sum: 1 },
          },
        },
        { $match: { documents: { $gt: 1 } } },
        { $group: { _id: null, documents: { $sum: '$documents' } } },
      ],
      { allowDiskUse: true },
    )
    .toArray();
  return Number(found?.['documents'] ?? 0);
}

/** Which documents the index holds. */
function indexedBy({ key, sparse, partialFilterExpression }: IndexSpec): Document {
  if (partialFilterExpression) return partialFilterExpression;
  if (!sparse) return {};
  return { $or: Object.keys(key).map((path) => ({ [path]: { $exists: true } })) };
}

function unwound(path: string): readonly Document[] {
  const parts = path.split('.');
  return parts.map((_, at) => ({
    $unwind: { path: `$${parts.slice(0, at + 1).join('.')}`, preserveNullAndEmptyArrays: true },
  }));
}
