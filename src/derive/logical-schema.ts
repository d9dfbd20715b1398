import type { CollectionDeclaration, IndexKeys, QueryDeclaration } from '../schema/define.ts';
import type { BlindIndex, SearchTokens } from '../schema/fields/facts.ts';
import type { FieldKind } from '../schema/fields/field.ts';
import type {
  ResolvedCollection,
  ResolvedField,
  ResolvedIndex,
  ResolvedQuery,
  ResolvedSearchTokens,
  Schema,
  Storage,
} from '../schema/resolved.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import type { PurposeName } from '../schema/vocabulary/purposes.ts';
import type { RetentionName } from '../schema/vocabulary/retention.ts';
import { eachField } from '../schema/walk.ts';
import { type FieldShape, fieldShapeOf } from './field-shape.ts';

/** One field and everything that holds for it, inherited or not. */
export interface LogicalField extends FieldShape {
  /** From the document down; `[]` stands for an element of a list, `{}` for a value of a record. */
  readonly path: string;
  readonly kind: FieldKind;
  readonly description: string;
  readonly required: boolean;
  /** Why the value may be null; null when it may not. */
  readonly nullable: string | null;
  /** Why the field is there although it is not in the specification; null when it is. */
  readonly extension: string | null;
  /** The platform itself sets it. */
  readonly managed: boolean;
  readonly identifies: boolean;
  readonly protection: 'none' | 'encrypted' | 'digest';
  readonly storage: Storage;
  readonly blindIndex: BlindIndex | null;
  readonly searchTokens: SearchTokens | null;
  readonly purpose: PurposeName;
  readonly consent: ConsentName | null;
  readonly retention: RetentionName;
  readonly export: boolean;
}

export interface LogicalQuery extends QueryDeclaration {
  /** Name of the index in the database. */
  readonly storedIndex: string;
  readonly parameters: readonly { readonly name: string; readonly path: string; readonly many: boolean }[];
  readonly ofOwner: boolean;
}

/** One collection, with every field, index and query. */
export interface LogicalCollection
  extends Pick<
    CollectionDeclaration,
    'typeName' | 'description' | 'specification' | 'database' | 'owner' | 'identity' | 'datedBy'
  > {
  readonly extension: string | null;
  readonly shardKey: IndexKeys | null;
  /** What holds for the document, and for each field that says nothing else. */
  readonly defaults: Pick<LogicalField, 'purpose' | 'consent' | 'retention' | 'export'>;
  readonly fields: readonly LogicalField[];
  readonly indexes: readonly ResolvedIndex[];
  readonly textSearch: CollectionDeclaration['textSearch'] | null;
  readonly queries: Readonly<Record<string, LogicalQuery>>;
  /** Paths of the lists that go on in pages, and the collection that holds the pages. */
  readonly growingLists: readonly string[];
  readonly pages: string | null;
  /** Binary fields of the stored document that hold several logical fields. */
  readonly envelopes: readonly string[];
  /** What encrypted texts are found by; null where none are searched. */
  readonly searchTokens: Omit<ResolvedSearchTokens, 'token'> | null;
}

/** The schema as one plain value: what `masterx schema show --json` prints. */
export interface LogicalSchema {
  readonly collections: Readonly<Record<string, LogicalCollection>>;
}

/** Everything the schema says, as one value that JSON can hold. */
export function logicalSchema(schema: Schema): LogicalSchema {
  return {
    collections: Object.fromEntries(
      Object.values(schema.collections).map((collection) => [collection.name, logicalCollection(collection)]),
    ),
  };
}

function logicalCollection(collection: ResolvedCollection): LogicalCollection {
  const { typeName, description, specification, database, owner, identity, datedBy } = collection.declaration;
  const { extension = null, shardKey, textSearch = null } = collection.declaration;
  const { purpose, consent, retention, export: exported } = collection.root.facts;
  return {
    ...{ typeName, description, specification, extension, database, owner, identity, datedBy, shardKey },
    defaults: { purpose, consent, retention, export: exported },
    fields: [...eachField(collection.root)].map(logicalField),
    indexes: collection.indexes,
    textSearch,
    queries: Object.fromEntries(
      Object.values(collection.queries).map((query) => [query.name, logicalQuery(query)]),
    ),
    growingLists: collection.growingLists.map(({ path }) => path),
    pages: collection.pages,
    envelopes: collection.envelopes,
    searchTokens: collection.searchTokens && tokensWithoutLeaf(collection.searchTokens),
  };
}

function logicalField(resolved: ResolvedField): LogicalField {
  const { path, kind, required, storage, field, facts } = resolved;
  const { protection } = facts;
  const encrypted = protection.kind === 'encrypted' ? protection : null;
  return {
    path,
    kind,
    description: field.description,
    ...fieldShapeOf(resolved),
    required,
    nullable: field.nullable ?? null,
    extension: facts.extension,
    managed: field.managed ?? false,
    identifies: field.identifies ?? false,
    protection: protection.kind,
    storage,
    blindIndex: encrypted?.blindIndex ?? null,
    searchTokens: encrypted?.searchTokens ?? null,
    purpose: facts.purpose,
    consent: facts.consent,
    retention: facts.retention,
    export: facts.export,
  };
}

function logicalQuery({ declaration, index, parameters, ofOwner }: ResolvedQuery): LogicalQuery {
  return {
    ...declaration,
    storedIndex: index.name,
    parameters: parameters.map(({ name, field, many }) => ({ name, path: field.path, many })),
    ofOwner,
  };
}

function tokensWithoutLeaf({ storedPath, key, list, paths }: ResolvedSearchTokens) {
  return { storedPath, key, list, paths };
}
