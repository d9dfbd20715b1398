import type { BlindIndex } from '../schema/fields/facts.ts';
import type { FieldKind } from '../schema/fields/field.ts';
import type { ResolvedCollection, ResolvedField, ResolvedSearchTokens } from '../schema/resolved.ts';
import { childrenOf, eachField } from '../schema/walk.ts';

/** BSON types that encrypted values have. */
export type SealedType = 'string' | 'int' | 'double' | 'bool' | 'date' | 'array' | 'object' | 'binData';

/**
 * One step of the way from a logical document to a stored one. Only what differs between the two has a step:
 * - `seal`: the value becomes an envelope at its own path;
 * - `objectId`, `bytes`: the value takes the driver's type;
 * - `group`, `list`, `record`: go on inside.
 */
export type StorageStep =
  | { readonly step: 'seal'; readonly name: string; readonly bsonType: SealedType; readonly version: number }
  | { readonly step: 'objectId' | 'bytes'; readonly name: string }
  | { readonly step: 'group'; readonly name: string; readonly inside: readonly StorageStep[] }
  | {
      readonly step: 'list';
      readonly name: string;
      /** Names that tell an element apart; an envelope inside is bound to their values. */
      readonly elementKey: readonly string[];
      readonly element: StorageStep;
    }
  | { readonly step: 'record'; readonly name: string; readonly value: StorageStep };

/** Fields that share one envelope of the document. */
export interface SharedEnvelope {
  readonly name: string;
  readonly version: number;
  /** Logical paths, through groups only. */
  readonly paths: readonly (readonly string[])[];
}

/** How a collection's logical documents and its stored ones differ. */
export interface ProtectionPlan {
  readonly collection: string;
  readonly steps: readonly StorageStep[];
  /** The steps inside one element of each growing list, by the list's path. */
  readonly lists: Readonly<Record<string, Extract<StorageStep, { step: 'list' }> | null>>;
  readonly envelopes: readonly SharedEnvelope[];
  readonly blindIndexes: readonly {
    readonly path: readonly string[];
    readonly storedPath: string;
    readonly blindIndex: BlindIndex;
  }[];
  /** Null where no encrypted text is searched. */
  readonly searchTokens: ResolvedSearchTokens | null;
  /** Whether any value of a document is under a learner's key. */
  readonly needsKey: boolean;
}

const SEALED_TYPES: Readonly<Record<FieldKind, SealedType>> = {
  text: 'string',
  slug: 'string',
  uuid: 'string',
  objectId: 'string',
  choice: 'string',
  integer: 'int',
  number: 'double',
  boolean: 'bool',
  instant: 'date',
  bytes: 'binData',
  list: 'array',
  group: 'object',
  record: 'object',
};

/** Derives the plan of a collection from its declaration. */
export function protectionPlanOf(collection: ResolvedCollection): ProtectionPlan {
  const all = [...eachField(collection.root)];
  const envelopes = collection.envelopes.map((name): SharedEnvelope => {
    const fields = all.filter(({ storage }) => storage.kind === 'envelope' && storage.name === name);
    return {
      name,
      version: Math.max(...fields.map(versionOf)),
      paths: fields.map(({ path }) => path.split('.')),
    };
  });
  return Object.freeze({
    collection: collection.name,
    steps: stepsInside(collection.root),
    lists: Object.fromEntries(
      collection.growingLists.map((list) => {
        const step = stepOf(list);
        return [list.path, step?.step === 'list' ? step : null];
      }),
    ),
    envelopes,
    blindIndexes: collection.blindIndexes.map(({ path, storedPath, blindIndex }) => ({
      path: path.split('.'),
      storedPath,
      blindIndex,
    })),
    searchTokens: collection.searchTokens,
    needsKey: envelopes.length > 0 || all.some(({ storage }) => storage.kind === 'ciphertext'),
  });
}

function stepsInside(field: ResolvedField): readonly StorageStep[] {
  return childrenOf(field).flatMap((child) => stepOf(child) ?? []);
}

function stepOf(field: ResolvedField): StorageStep | null {
  const { name } = field;
  if (field.storage.kind === 'envelope') return null;
  if (field.storage.kind === 'ciphertext') {
    return { step: 'seal', name, bsonType: SEALED_TYPES[field.kind], version: versionOf(field) };
  }
  switch (field.kind) {
    case 'objectId':
    case 'bytes':
      return { step: field.kind, name };
    case 'group': {
      const inside = stepsInside(field);
      return inside.length > 0 ? { step: 'group', name, inside } : null;
    }
    case 'list': {
      const element = stepOf(field.element);
      return element && { step: 'list', name, elementKey: field.field.elementKey ?? [], element };
    }
    case 'record': {
      const value = stepOf(field.value);
      return value && { step: 'record', name, value };
    }
    default:
      return null;
  }
}

function versionOf({ facts: { protection } }: ResolvedField): number {
  return protection.kind === 'encrypted' ? protection.version : 0;
}
