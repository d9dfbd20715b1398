import { type Collection, type Db, type Document, MongoServerError } from 'mongodb';
import { type DeclaredCollection, declaredState } from '../../derive/migration-plan.ts';
import type { Schema } from '../../schema/resolved.ts';
import type { Connection, DatabaseRole } from './connection.ts';
import { reachStore } from './driver-errors.ts';
import { declaredFingerprint, type LatestMigration, latestMigration } from './migration-record.ts';
import { ID_INDEX } from './named-query.ts';

/** One of the two databases, and the schema it was brought to. */
export interface DatabaseStatus {
  readonly role: DatabaseRole;
  readonly name: string;
  /** The latest migration; null before the first. */
  readonly applied: LatestMigration | null;
  /** The fingerprint of the schema of this version. */
  readonly declared: string;
}

/** One stored collection. */
export interface CollectionStatus {
  readonly database: DatabaseRole;
  readonly name: string;
  readonly isDeclared: boolean;
  /** About how many documents it holds. */
  readonly documents: number;
  /** Bytes of its documents before compression; null where the server does not say. */
  readonly bytes: number | null;
  /** Bytes of its indexes; null where the server does not say. */
  readonly indexBytes: number | null;
  /** Names of its indexes besides the one over `_id`. */
  readonly indexes: readonly string[];
}

export interface StoreStatus {
  readonly databases: readonly DatabaseStatus[];
  /** Declared collections in the order of declaration, then others by name. */
  readonly collections: readonly CollectionStatus[];
}

const ROLES: readonly DatabaseRole[] = ['data', 'vault'];

/**
 * What is stored, in numbers, and which schema it has.
 *
 * @throws MasterXError `store_unavailable`
 */
export function storeStatus(connection: Connection, schema: Schema): Promise<StoreStatus> {
  return reachStore(async () => {
    const declared = declaredState(schema);
    const databases = await Promise.all(
      ROLES.map(async (role) => ({
        role,
        name: connection.database(role).databaseName,
        applied: await latestMigration(connection.database(role), schema, role),
        declared: declaredFingerprint(declared, role),
      })),
    );
    const collections = await Promise.all(
      ROLES.map((role) => collectionsOf(connection.database(role), role, declared)),
    );
    return { databases, collections: collections.flat() };
  });
}

async function collectionsOf(
  db: Db,
  role: DatabaseRole,
  declared: readonly DeclaredCollection[],
): Promise<readonly CollectionStatus[]> {
  const order = declared.filter(({ database }) => database === role).map(({ name }) => name);
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  const names = listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const isDeclared = (name: string) => order.includes(name);
  names.sort(
    (a, b) =>
      Number(isDeclared(b)) - Number(isDeclared(a)) ||
      order.indexOf(a) - order.indexOf(b) ||
      (a < b ? -1 : 1),
  );
  return Promise.all(
    names.map(async (name) => {
      const collection = db.collection(name);
      const [documents, sizes, indexes] = await Promise.all([
        collection.estimatedDocumentCount(),
        sizesOf(collection),
        collection.listIndexes().toArray(),
      ]);
      return {
        database: role,
        name,
        isDeclared: isDeclared(name),
        documents,
        ...sizes,
        indexes: indexes
          .map((index: Document) => String(index['name']))
          .filter((index) => index !== ID_INDEX),
      };
    }),
  );
}

async function sizesOf(collection: Collection): Promise<Pick<CollectionStatus, 'bytes' | 'indexBytes'>> {
  try {
    const parts = await collection.aggregate([{ $collStats: { storageStats: {} } }]).toArray();
    return { bytes: sum(parts, 'size'), indexBytes: sum(parts, 'totalIndexSize') };
  } catch (thrown) {
    // A server that keeps no such statistics says so; being away is another matter.
    if (!(thrown instanceof MongoServerError)) throw thrown;
    return { bytes: null, indexBytes: null };
  }
}

/** Over the shards, where there are several. */
function sum(parts: readonly Document[], name: string): number | null {
  const values = parts.map((part): unknown => part['storageStats']?.[name]);
  return values.length > 0 && values.every((value) => typeof value === 'number' || typeof value === 'bigint')
    ? values.reduce<number>((total, value) => total + Number(value), 0)
    : null;
}
