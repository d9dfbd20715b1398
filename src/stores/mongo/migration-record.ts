import type { Db, Document, ObjectId } from 'mongodb';
import { type DeclaredCollection, fingerprintOf } from '../../derive/migration-plan.ts';
import type { ResolvedCollection, Schema } from '../../schema/resolved.ts';
import { schema_migrations, vault_migrations } from '../../schema/support/operations.ts';
import { invariant } from '../../std/assert.ts';
import type { DatabaseRole } from './connection.ts';
import { findSpec } from './named-query.ts';

/** Where each database keeps its own record: they are backed up and restored apart. */
const RECORDS = { data: schema_migrations.name, vault: vault_migrations.name } as const;

/** Which migration was the latest, and the fingerprint it led to. */
export interface LatestMigration {
  readonly seq: number;
  readonly fingerprint: string;
}

/** What is recorded of a migration, besides its number and the fingerprint it led to. */
export interface MigrationRecord {
  readonly _id: ObjectId;
  readonly steps: readonly string[];
  readonly started_at: Date;
  readonly finished_at: Date;
}

/** The latest migration of a database, as it was recorded; null before the first. One read. */
export async function latestMigration(
  db: Db,
  schema: Schema,
  role: DatabaseRole,
): Promise<LatestMigration | null> {
  return latestOf(db, recordsOf(schema, role));
}

/** What a database of this schema is recorded under when it is as declared. */
export function declaredFingerprint(declared: readonly DeclaredCollection[], role: DatabaseRole): string {
  return fingerprintOf(within(declared, role));
}

/** Whether the latest migration of a database led to just this declared state. One read. */
export async function isRecorded(
  db: Db,
  schema: Schema,
  role: DatabaseRole,
  declared: readonly DeclaredCollection[],
): Promise<boolean> {
  const latest = await latestOf(db, recordsOf(schema, role));
  return latest?.fingerprint === declaredFingerprint(declared, role);
}

/** Records that a database is as declared now, unless the latest record says so and nothing was done. */
export async function recordMigration(
  db: Db,
  schema: Schema,
  role: DatabaseRole,
  declared: readonly DeclaredCollection[],
  record: MigrationRecord,
): Promise<void> {
  const collection = recordsOf(schema, role);
  const fingerprint = declaredFingerprint(declared, role);
  const latest = await latestOf(db, collection);
  if (latest?.fingerprint === fingerprint && record.steps.length === 0) return;
  const { _id, ...rest } = record;
  await db.collection(collection.name).insertOne({ _id, seq: (latest?.seq ?? 0) + 1, fingerprint, ...rest });
}

async function latestOf(db: Db, collection: ResolvedCollection): Promise<LatestMigration | null> {
  const query = collection.queries['latest_migration'];
  invariant(query, `${collection.name} has no query latest_migration`);
  const { filter, sort, projection } = findSpec(collection, query, { seq: 1 });
  const found: Document | null = await db.collection(collection.name).findOne(filter, {
    sort,
    projection: projection ?? {},
  });
  return found && { seq: Number(found['seq']), fingerprint: String(found['fingerprint']) };
}

function recordsOf(schema: Schema, role: DatabaseRole): ResolvedCollection {
  const collection = schema.collections[RECORDS[role]];
  invariant(collection, `the schema has no ${RECORDS[role]}`);
  return collection;
}

function within(declared: readonly DeclaredCollection[], role: DatabaseRole): readonly DeclaredCollection[] {
  return declared.filter(({ database }) => database === role);
}
