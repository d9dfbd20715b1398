import { type Db, type Document, ObjectId } from 'mongodb';
import { conditionsOf } from '../schema/resolve-query.ts';
import type { ResolvedCollection, ResolvedQuery, Schema } from '../schema/resolved.ts';
import { hours, seconds } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import { valueBelow } from '../std/paths.ts';
import type { DatabaseRole } from '../stores/mongo/connection.ts';
import { reachStore } from '../stores/mongo/driver-errors.ts';
import { type Examined, examined } from '../stores/mongo/explain.ts';
import { type FindSpec, findSpec, storedPath } from '../stores/mongo/named-query.ts';

/** How one named query is served, as the server tells. Counts and names only, never a value. */
export interface QueryAudit extends Examined {
  /** The collection that is asked; for pages of growing lists, their companion collection. */
  readonly collection: string;
  readonly query: string;
  /** The index the schema declares for it. */
  readonly declaredIndex: string;
  /** `no_data`: nothing is stored that it could find, so nothing is proved. */
  readonly verdict: 'good' | 'poor' | 'no_data';
  /** Why it is poor. */
  readonly faults: readonly string[];
}

export interface IndexAuditOptions {
  /** How long the server may work on one query. */
  readonly queryMsMax?: number;
}

/** A summary reads all it is about; so much of it shows how. */
const SUMMARY_DOCUMENTS_MAX = 1_000;
const QUERY_MS_MAX = seconds(10);
const NOTHING: Examined = {
  indexes: [],
  collectionScan: false,
  sort: false,
  keys: 0,
  documents: 0,
  returned: 0,
};

/**
 * Runs every named query of the schema with `explain('executionStats')`, with values of a stored document so that there
 * is something to find, as the server plans it by itself. For operators: it acts for nobody, and no document leaves the
 * database.
 *
 * @throws MasterXError `store_unavailable`
 */
export function auditIndexes(
  database: (role: DatabaseRole) => Db,
  schema: Schema,
  { queryMsMax = QUERY_MS_MAX }: IndexAuditOptions = {},
): Promise<readonly QueryAudit[]> {
  return reachStore(async () => {
    const audits: QueryAudit[] = [];
    for (const collection of Object.values(schema.collections)) {
      const db = database(collection.declaration.database);
      for (const query of Object.values(collection.queries)) {
        audits.push(await auditQuery(db, collection, collection.name, query, queryMsMax));
      }
      for (const query of Object.values(collection.pageQueries)) {
        audits.push(await auditQuery(db, collection, collection.pages ?? '', query, queryMsMax));
      }
    }
    return audits;
  });
}

async function auditQuery(
  db: Db,
  collection: ResolvedCollection,
  container: string,
  query: ResolvedQuery,
  queryMsMax: number,
): Promise<QueryAudit> {
  const about = { collection: container, query: query.name, declaredIndex: query.index.name };
  const sample = await sampleFor(db, container, query, queryMsMax);
  if (sample === null) return { ...about, ...NOTHING, verdict: 'no_data', faults: [] };
  const spec = findSpec(collection, query, sample.values, sample.owner);
  const said = await explain(db, container, query, spec, queryMsMax);
  const faults = faultsOf(said, query);
  return { ...about, ...said, verdict: faults.length === 0 ? 'good' : 'poor', faults };
}

function faultsOf(said: Examined, query: ResolvedQuery): readonly string[] {
  const { parameters } = query;
  // A walk goes one key past its end, and to each of several values by itself.
  const beyond = Math.max(1, parameters.filter(({ many }) => many).length);
  const faults: readonly (readonly [boolean, string])[] = [
    [said.collectionScan, 'reads every document'],
    [said.sort, 'sorts in memory'],
    // Another index that begins alike may serve it as well: the counts tell.
    [said.indexes.length !== 1, `walks along ${said.indexes.length} indexes`],
    [said.keys > said.returned + beyond, `examines ${said.keys} keys for ${said.returned} documents`],
    [said.documents > said.returned, `examines ${said.documents} documents to answer with ${said.returned}`],
    [said.returned > limitOf(query), `reads ${said.returned} documents for a page of ${limitOf(query)}`],
    [said.returned === 0, 'does not find a document that fits'],
  ];
  return faults.flatMap(([holds, fault]) => (holds ? [fault] : []));
}

async function explain(
  db: Db,
  container: string,
  query: ResolvedQuery,
  { filter, sort, projection }: FindSpec,
  queryMsMax: number,
): Promise<Examined> {
  const found = db.collection(container).find(filter as Document, {
    sort,
    limit: limitOf(query),
    maxTimeMS: queryMsMax,
    ...(projection && { projection }),
  });
  return examined(await found.explain('executionStats'));
}

function limitOf({ declaration }: ResolvedQuery): number {
  if (declaration.summary) return SUMMARY_DOCUMENTS_MAX;
  return declaration.answers === 'one' ? 1 : LIMITS.answerDocumentsDefault;
}

interface Sample {
  readonly values: Readonly<Record<string, unknown>>;
  readonly owner: string | undefined;
}

/** Values with which the query finds at least one stored document; null when no document has them. */
async function sampleFor(
  db: Db,
  container: string,
  query: ResolvedQuery,
  queryMsMax: number,
): Promise<Sample | null> {
  const filters = Object.entries(query.declaration.filter).map(
    ([path, conditions]) => [storedPath(query.index, path), conditionsOf(conditions)] as const,
  );
  const found: Document | null = await db
    .collection(container)
    .findOne(Object.fromEntries(filters.map(([path]) => [path, { $ne: null }])) as Document, {
      projection: Object.fromEntries([['_id', 1], ...filters.map(([path]) => [path, 1])]),
      maxTimeMS: queryMsMax,
    });
  if (found === null) return null;
  const values: Record<string, unknown> = {};
  let owner: string | undefined;
  for (const [path, conditions] of filters) {
    const stored = firstAt(found, path.split('.'));
    if (stored === undefined) return null;
    for (const condition of conditions) {
      if ('owner' in condition) owner = String(stored);
      else values[condition.parameter] = fitting(condition.operator, stored);
    }
  }
  return { values, owner };
}

/** The value at a path; of a list on the way, that of its first element that has one. */
function firstAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const names = name === undefined ? [] : [name, ...rest];
    return value.map((element) => firstAt(element, names)).find((found) => found !== undefined);
  }
  return name === undefined ? value : firstAt(valueBelow(value, [name]), rest);
}

/** What to compare with so that the stored value fits. */
function fitting(operator: string, stored: unknown): unknown {
  switch (operator) {
    case '$in':
      return [stored];
    case '$lt':
      return beyond(stored, 1);
    case '$gt':
      return beyond(stored, -1);
    default:
      return stored;
  }
}

/** A value a little above or below; a text is followed by itself with one more letter, and preceded by nothing. */
function beyond(stored: unknown, side: 1 | -1): unknown {
  if (stored instanceof Date) return new Date(stored.getTime() + side * hours(1));
  if (typeof stored === 'number') return stored + side;
  if (stored instanceof ObjectId) return new ObjectId(Buffer.alloc(12, side === 1 ? 0xff : 0));
  return side === 1 ? `${String(stored)}a` : '';
}
