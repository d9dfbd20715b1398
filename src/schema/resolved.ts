import type { CollectionDeclaration, IndexKeys, QueryDeclaration } from './define.ts';
import type { BlindIndex, Protection, SearchTokens } from './fields/facts.ts';
import type { LeafField } from './fields/field.ts';
import type { GroupField } from './fields/group.ts';
import type { ListField } from './fields/list.ts';
import type { RecordField } from './fields/record.ts';
import type { ConsentName } from './vocabulary/consents.ts';
import type { PurposeName } from './vocabulary/purposes.ts';
import type { RetentionName } from './vocabulary/retention.ts';

/** What holds for a field once everything it inherits is worked out. */
export interface ResolvedFacts {
  readonly purpose: PurposeName;
  readonly retention: RetentionName;
  readonly consent: ConsentName | null;
  readonly protection: Protection;
  readonly export: boolean;
  /** Whether only operations of the platform set the value. */
  readonly guarded: boolean;
  /** Reason the field is not in the specification, of the field or of a group around it. */
  readonly extension: string | null;
}

/**
 * How a field reaches the database: as it is; as one envelope at its own path; inside a named envelope of the
 * document; or not by itself, because a field around it is encrypted.
 */
export type Storage =
  | { readonly kind: 'plain' }
  | { readonly kind: 'ciphertext' }
  | { readonly kind: 'envelope'; readonly name: string }
  | { readonly kind: 'enclosed' };

interface Common {
  /** Last part of the path; empty for an element of a list or the value of a record. */
  readonly name: string;
  /** From the document down: `interactions[].user_input`, `emotion_distribution{}.percentage`. */
  readonly path: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly facts: ResolvedFacts;
  readonly storage: Storage;
}

export interface ResolvedLeaf extends Common {
  readonly kind: LeafField['kind'];
  readonly field: LeafField;
}

export interface ResolvedGroup extends Common {
  readonly kind: 'group';
  readonly field: GroupField;
  readonly fields: readonly ResolvedField[];
}

export interface ResolvedList extends Common {
  readonly kind: 'list';
  readonly field: ListField;
  readonly element: ResolvedField;
}

export interface ResolvedRecord extends Common {
  readonly kind: 'record';
  readonly field: RecordField;
  readonly value: ResolvedField;
}

/** A field as everything after the declaration sees it. */
export type ResolvedField = ResolvedLeaf | ResolvedGroup | ResolvedList | ResolvedRecord;

export interface ResolvedIndex {
  /** Name by the logical paths, as queries refer to it. */
  readonly logicalName: string;
  /** Name in the database, by the stored paths. */
  readonly name: string;
  readonly logicalKeys: IndexKeys;
  readonly keys: IndexKeys;
  readonly unique: boolean;
  /** Stored paths that must exist for a document to be indexed. */
  readonly partialOn: readonly string[];
  readonly why: string;
  readonly extension: string | null;
}

export interface ResolvedParameter {
  readonly name: string;
  /** The field it is compared with; decides its type. */
  readonly field: ResolvedLeaf;
  readonly many: boolean;
}

export interface ResolvedQuery {
  readonly name: string;
  readonly declaration: QueryDeclaration;
  readonly index: ResolvedIndex;
  readonly parameters: readonly ResolvedParameter[];
  /** Whether it is asked for one learner, the one the caller is scoped to. */
  readonly ofOwner: boolean;
  /** Logical paths it returns; null for all. Growing lists are left out of a `header`. */
  readonly paths: readonly string[] | null;
  readonly answer: readonly ResolvedField[] | null;
}

/** A blind index: where it stands and of which field. */
export interface ResolvedBlindIndex {
  readonly path: string;
  readonly storedPath: string;
  readonly blindIndex: BlindIndex;
}

/** The search tokens of a collection: of which texts, under whose key, and where they stand. */
export interface ResolvedSearchTokens {
  /** In the document, or in each container of the growing list. */
  readonly storedPath: string;
  readonly key: SearchTokens['key'];
  /** Path of the growing list whose elements hold the texts; null where the document itself does. */
  readonly list: string | null;
  /** Logical paths of the texts, from the document or from one element down. */
  readonly paths: readonly string[];
  /** One token, as look-ups compare it. */
  readonly token: ResolvedLeaf;
}

export interface ResolvedCollection {
  readonly name: string;
  readonly declaration: CollectionDeclaration;
  /** The document itself. */
  readonly root: ResolvedGroup;
  readonly owner: string | null;
  readonly identity: readonly string[];
  readonly indexes: readonly ResolvedIndex[];
  readonly queries: Readonly<Record<string, ResolvedQuery>>;
  /** Lists that go on in pages, by path. */
  readonly growingLists: readonly ResolvedList[];
  /** Name of the companion collection that holds the pages; null when nothing grows. */
  readonly pages: string | null;
  /** Queries asked of that companion collection; what they filter by stands in pages as in documents. */
  readonly pageQueries: Readonly<Record<string, ResolvedQuery>>;
  readonly blindIndexes: readonly ResolvedBlindIndex[];
  /** Null where no encrypted text is searched. */
  readonly searchTokens: ResolvedSearchTokens | null;
  /** Names of the envelopes that hold several fields. */
  readonly envelopes: readonly string[];
}

/** The whole schema, checked and frozen. */
export interface Schema {
  readonly collections: Readonly<Record<string, ResolvedCollection>>;
}
