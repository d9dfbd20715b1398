import type { Field } from './fields/field.ts';
import type { ConsentName } from './vocabulary/consents.ts';
import type { PurposeName } from './vocabulary/purposes.ts';
import type { RelationScope } from './vocabulary/relations.ts';
import type { RetentionName } from './vocabulary/retention.ts';

/** What a declaration may say of a collection. `resolve.ts` checks it and works out what follows from it. */
export interface CollectionDeclaration {
  readonly name: string;
  /** Name of the document's TypeScript type. */
  readonly typeName: string;
  readonly description: string;
  /** Section of the specification, or null for a support collection, which then gives its `extension` reason. */
  readonly specification: string | null;
  readonly extension?: string;
  /** Where it is stored: beside the learners' data, or in the key vault, which is no part of any data backup. */
  readonly database: 'data' | 'vault';
  /** The field that holds the learner whose document this is; null when it belongs to nobody. */
  readonly owner: string | null;
  /**
   * Where a document of this collection makes a person known to the platform: before the first one is stored, the
   * learner gets a data key and a context, made of the values at these paths.
   */
  readonly founds?: {
    readonly ageGroup: string;
    /** The ground an import declared, where it did. */
    readonly legalBasis?: string;
  };
  /** Where documents of this collection open their learners' data to another person, while they are in force. */
  readonly relates?: RelationDeclaration;
  /** The fields that tell one document from another, for idempotent writes: sent twice, stored once. */
  readonly identity: readonly string[];
  /** The date that retention periods count from. */
  readonly datedBy: string;
  /** What fields inherit unless they or a group around them say otherwise. */
  readonly purpose?: PurposeName;
  readonly retention?: RetentionName;
  readonly consent?: ConsentName;
  /** Only operations of the platform make or change its documents. */
  readonly setBy?: 'platform';
  /** Whether its fields are in a person's export. */
  readonly export: boolean;
  readonly fields: Readonly<Record<string, Field>>;
  readonly indexes: readonly IndexDeclaration[];
  /** Full-text search over paths, and what makes them searchable where they are encrypted. */
  readonly textSearch?: TextSearchDeclaration;
  readonly queries: Readonly<Record<string, QueryDeclaration>>;
  /** Keys of the sharded deployment. Per-learner collections lead with the region. */
  readonly shardKey: IndexKeys | null;
}

/** How the documents are found that make a person something to learners. */
export interface RelationDeclaration {
  readonly scope: RelationScope;
  /** The named query that answers those in force. */
  readonly query: string;
  /** Its parameter that names the person. */
  readonly person: string;
  /** Its other parameters: what is in force. */
  readonly values: Readonly<Record<string, string | boolean>>;
}

/** Paths and directions, in order. */
export type IndexKeys = Readonly<Record<string, 1 | -1>>;

/** An index, by the logical paths it is over; an encrypted path stands for its blind index. */
export interface IndexDeclaration {
  readonly keys: IndexKeys;
  /** Why it exists. */
  readonly why: string;
  readonly unique?: true;
  /** Only documents that have all of these paths are indexed. */
  readonly partialOn?: readonly string[];
  /** Why it is not in the specification. */
  readonly extension?: string;
}

export interface TextSearchDeclaration {
  readonly paths: readonly string[];
  readonly why: string;
}

/** How long and how often: what the specification promises of a query. */
export interface ServiceLevel {
  /** 95 in 100 answers come within this time (specification 3.1, 7.1, 8.1), in milliseconds. */
  readonly slaMs: number;
  readonly frequency: 'very high' | 'high' | 'medium' | 'daily' | 'low';
  /** The greatest age a cached answer may have, in seconds. */
  readonly cacheSeconds?: number;
}

/** A condition on one path: compared with what the caller gives under a parameter's name, or with the actor's learner. */
export type Condition =
  | { readonly operator: '$eq' | '$gte' | '$gt' | '$lte' | '$lt' | '$in'; readonly parameter: string }
  | { readonly operator: '$eq'; readonly owner: true };

/** A query the platform asks, by name. Whatever is asked of a collection stands here, so that its index can be proved. */
export interface QueryDeclaration {
  /** What it answers. In the specification's words where it has them. */
  readonly why: string;
  /** Name in the specification's SLA or analytics table, where it has one. */
  readonly specification?: string;
  readonly filter: Readonly<Record<string, Condition | readonly Condition[]>>;
  readonly sort?: IndexKeys;
  /** `whole`: every field but growing lists beyond their first page; `header`: no growing lists; or just these paths. */
  readonly projection: 'whole' | 'header' | readonly string[];
  /** How many documents it may answer. */
  readonly answers: 'one' | 'page';
  /** The index it must use, by name. */
  readonly index: string;
  readonly promise: ServiceLevel;
  /** For a summary: the stages after the filter, and what each answer holds. `{{name}}` stands for a parameter. */
  readonly summary?: SummaryDeclaration;
}

export interface SummaryDeclaration {
  readonly stages: readonly Readonly<Record<string, unknown>>[];
  readonly answer: Readonly<Record<string, Field>>;
  /**
   * The field of each answer that counts distinct learners. Who sees nothing but figures over many is told only those
   * that have one, and only where it is not small.
   */
  readonly learners?: string;
}

export const collection = (declaration: CollectionDeclaration): CollectionDeclaration => declaration;

export const index = (keys: IndexKeys, options: Omit<IndexDeclaration, 'keys'>): IndexDeclaration => ({
  keys,
  ...options,
});

export const query = (declaration: QueryDeclaration): QueryDeclaration => declaration;

/** Conditions, as a sentence reads: `started_at: from('since')`. */
export const ofOwner = (): Condition => ({ operator: '$eq', owner: true });
export const equals = (parameter: string): Condition => ({ operator: '$eq', parameter });
export const from = (parameter: string): Condition => ({ operator: '$gte', parameter });
export const upTo = (parameter: string): Condition => ({ operator: '$lte', parameter });
export const before = (parameter: string): Condition => ({ operator: '$lt', parameter });
export const among = (parameter: string): Condition => ({ operator: '$in', parameter });

/** MongoDB's own way to name an index: `user_id_1_started_at_-1`. */
export function indexName(keys: IndexKeys): string {
  return Object.entries(keys)
    .map(([path, direction]) => `${path}_${direction}`)
    .join('_');
}
