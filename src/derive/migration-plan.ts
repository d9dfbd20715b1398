import { createHash } from 'node:crypto';
import type { CollectionDeclaration } from '../schema/define.ts';
import type { Schema } from '../schema/resolved.ts';
import { type BsonSchema, bsonSchemaOf, pageSchemaOf } from './bson-schema.ts';
import { type IndexSpec, indexPlan } from './index-plan.ts';

type Database = CollectionDeclaration['database'];

/** A collection as the schema wants it stored. */
export interface DeclaredCollection {
  readonly database: Database;
  readonly name: string;
  readonly schema: BsonSchema;
  readonly indexes: readonly IndexSpec[];
}

/** A collection as the server says it is. */
export interface LiveCollection {
  readonly database: Database;
  readonly name: string;
  /** The validator's whole filter; null when there is none. */
  readonly validator: unknown;
  readonly validationLevel: string | null;
  readonly validationAction: string | null;
  readonly indexes: readonly LiveIndex[];
}

export interface LiveIndex {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression: unknown;
  /** Names of further options that change what it holds or how long, such as `expireAfterSeconds`. */
  readonly otherOptions: readonly string[];
}

interface Place {
  readonly database: Database;
  readonly collection: string;
}

/** One step of a migration. Each can be repeated, and what is left after any of them is planned again. */
export type MigrationStep =
  | (Place & { readonly kind: 'create_collection'; readonly schema: BsonSchema })
  | (Place & { readonly kind: 'change_validator'; readonly schema: BsonSchema })
  | (Place & {
      readonly kind: 'drop_index';
      readonly index: string;
      readonly why: 'changed' | 'undeclared';
      /** It keeps values unique, and so will the one that is built in its place: in between nothing does. */
      readonly leavesGap: boolean;
    })
  | (Place & {
      readonly kind: 'create_index';
      readonly index: IndexSpec;
      /** Whether documents may be there already. */
      readonly overStored: boolean;
    });

export interface MigrationPlan {
  /** In the order they are to be done. Empty when everything is as declared. */
  readonly steps: readonly MigrationStep[];
  /** Collections that are stored and not declared. They are never dropped: they may hold data. */
  readonly undeclared: readonly Place[];
}

/** How every declared collection is to be stored, in the order of declaration. */
export function declaredState(schema: Schema): readonly DeclaredCollection[] {
  const schemas = new Map<string, BsonSchema>();
  for (const collection of Object.values(schema.collections)) {
    schemas.set(collection.name, bsonSchemaOf(collection));
    if (collection.pages !== null) schemas.set(collection.pages, pageSchemaOf(collection));
  }
  return indexPlan(schema).map(({ database, collection, indexes }) => ({
    database,
    name: collection,
    schema: schemas.get(collection) ?? {},
    indexes,
  }));
}

/** A name for a declared state: SHA-256 of its canonical JSON, in hexadecimal. */
export function fingerprintOf(declared: readonly DeclaredCollection[]): string {
  const byName = [...declared].sort((a, b) => (a.name < b.name ? -1 : 1));
  // The order of an index's keys is part of what it is; everywhere else order says nothing.
  const stated = byName.map(({ indexes, ...collection }) => ({
    ...collection,
    indexes: indexes.map((index) => ({ ...index, key: Object.entries(index.key) })),
  }));
  return createHash('sha256').update(canonical(stated)).digest('hex');
}

/** What leads from the live state to the declared one. */
export function migrationPlan(
  declared: readonly DeclaredCollection[],
  live: readonly LiveCollection[],
): MigrationPlan {
  const collections: MigrationStep[] = [];
  const validators: MigrationStep[] = [];
  const indexes: MigrationStep[] = [];
  const surplus: MigrationStep[] = [];
  for (const wanted of declared) {
    const place = { database: wanted.database, collection: wanted.name };
    const found = live.find((candidate) => isSame(candidate, wanted));
    if (!found) collections.push({ ...place, kind: 'create_collection', schema: wanted.schema });
    else if (!isEnforced(wanted, found)) {
      validators.push({ ...place, kind: 'change_validator', schema: wanted.schema });
    }
    const replaced = new Set<string>();
    for (const index of wanted.indexes) {
      const stored = found?.indexes.find(({ name }) => name === index.name);
      if (stored && indexIs(index, stored)) continue;
      // A server holds one index of a name and one over the same keys, so what stands in the way goes first.
      for (const other of found?.indexes ?? []) {
        const inTheWay = other.name === index.name || orderedKeys(other.key) === orderedKeys(index.key);
        if (inTheWay && !replaced.has(other.name)) {
          replaced.add(other.name);
          const leavesGap = other.unique && index.unique === true;
          indexes.push({ ...place, kind: 'drop_index', index: other.name, why: 'changed', leavesGap });
        }
      }
      indexes.push({ ...place, kind: 'create_index', index, overStored: found !== undefined });
    }
    for (const { name } of found?.indexes ?? []) {
      const isDeclared = wanted.indexes.some((index) => index.name === name);
      if (!isDeclared && !replaced.has(name)) {
        surplus.push({ ...place, kind: 'drop_index', index: name, why: 'undeclared', leavesGap: false });
      }
    }
  }
  return {
    steps: [...collections, ...validators, ...indexes, ...surplus],
    undeclared: live
      .filter((candidate) => !declared.some((wanted) => isSame(candidate, wanted)))
      .map(({ database, name }) => ({ database, collection: name })),
  };
}

/** A step in words, for the plan that is printed and the record that is kept. */
export function describeStep(step: MigrationStep): string {
  const where = `${step.collection} (${step.database})`;
  switch (step.kind) {
    case 'create_collection':
      return `create the collection ${where} with its validator`;
    case 'change_validator':
      return `change the validator of ${where}`;
    case 'create_index':
      return `create the ${step.index.unique ? 'unique ' : ''}index ${step.index.name} of ${where}`;
    case 'drop_index':
      return `drop the index ${step.index} of ${where}, ${
        step.why === 'changed' ? 'which is declared differently' : 'which is not declared'
      }`;
  }
}

/** JSON with the names of every object in order, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isSame(live: LiveCollection, declared: DeclaredCollection): boolean {
  return live.database === declared.database && live.name === declared.name;
}

function isEnforced({ schema }: DeclaredCollection, live: LiveCollection): boolean {
  return (
    canonical(live.validator) === canonical({ $jsonSchema: schema }) &&
    live.validationLevel === 'strict' &&
    live.validationAction === 'error'
  );
}

function indexIs(declared: IndexSpec, live: LiveIndex): boolean {
  return (
    live.name === declared.name &&
    orderedKeys(live.key) === orderedKeys(declared.key) &&
    live.unique === (declared.unique ?? false) &&
    live.sparse === (declared.sparse ?? false) &&
    canonical(live.partialFilterExpression ?? null) === canonical(declared.partialFilterExpression ?? null) &&
    live.otherOptions.length === 0
  );
}

const orderedKeys = (key: Readonly<Record<string, unknown>>): string => JSON.stringify(Object.entries(key));
