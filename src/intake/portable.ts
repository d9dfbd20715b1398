import { fromJson, type Recoding, toJson } from '../derive/json-codec.ts';
import { type Validator, validatorOf } from '../derive/validator.ts';
import { modelOf } from '../documents/model.ts';
import type { ResolvedCollection, ResolvedField, ResolvedQuery } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';

/** A collection as export writes and import reads it. */
export interface Portable {
  readonly collection: ResolvedCollection;
  readonly document: Validator;
  readonly fromJson: Recoding;
  readonly toJson: Recoding;
  /** Of the elements of a growing list, by its path. */
  readonly elements: ReadonlyMap<string, { readonly fromJson: Recoding; readonly toJson: Recoding }>;
  /** What tells a document from others, its learner included; each with what its values must fit. */
  readonly identity: ReadonlyMap<string, { readonly fromJson: Recoding; readonly validator: Validator }>;
}

const portables = new Map<string, Portable>(
  Object.values(SCHEMA.collections)
    .filter(isPortable)
    .map((collection) => [collection.name, portableOf(collection)]),
);

/**
 * By declaration: what is in a learner's export, and what can be learned. Neither keys, trails nor bookkeeping, nor what
 * a running service needs of somebody, such as who is signed in where.
 */
function isPortable({ declaration, owner }: ResolvedCollection): boolean {
  if (declaration.database !== 'data') return false;
  return owner === null ? declaration.purpose === 'learning' : declaration.export;
}

/** The collections of the project's own format: what is nobody's first, then accounts, then what belongs to them. */
export function portableCollections(): readonly Portable[] {
  const rank = ({ collection: { owner, declaration } }: Portable): number =>
    owner === null ? 0 : declaration.founds ? 1 : 2;
  return [...portables.values()].sort((one, other) => rank(one) - rank(other));
}

export function portableNamed(name: string): Portable | undefined {
  return portables.get(name);
}

function portableOf(collection: ResolvedCollection): Portable {
  const { root, growingLists, identity, owner } = collection;
  const names = [...new Set([...identity, ...(owner === null ? [] : [owner])])];
  return {
    collection,
    document: modelOf(collection.name).document,
    fromJson: fromJson(root),
    toJson: toJson(root),
    elements: new Map(
      growingLists.map(({ path, element }) => [
        path,
        { fromJson: fromJson(element), toJson: toJson(element) },
      ]),
    ),
    identity: new Map(
      names.flatMap((name) => {
        const field = findField(root, name);
        return field ? [[name, { fromJson: fromJson(field), validator: validatorOf(field) }]] : [];
      }),
    ),
  };
}

/** A query of a collection that gives every document, and the lowest values of its parameters. */
export interface OpenQuery {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * The query to walk a collection with: of one learner where that is asked, else of everybody; and nothing in its filter
 * but lower bounds, which are then set as low as their fields go.
 */
export function openQueryOf(
  { collection }: Portable,
  wanted: { readonly ofOwner: boolean; readonly whole: boolean },
): OpenQuery | undefined {
  const query = Object.values(collection.queries).find(
    (one) =>
      one.ofOwner === wanted.ofOwner &&
      !one.declaration.summary &&
      (one.declaration.projection === 'whole') === wanted.whole &&
      (wanted.ofOwner || one.declaration.answers === 'page') &&
      conditionsOf(one).every((condition) => 'owner' in condition || condition.operator === '$gte'),
  );
  if (!query) return undefined;
  return {
    name: query.name,
    parameters: Object.fromEntries(query.parameters.map(({ name, field }) => [name, lowest(field)])),
  };
}

function conditionsOf({ declaration }: ResolvedQuery) {
  return Object.values(declaration.filter).flat();
}

/** A value at or below every value of the field. */
function lowest({ field }: ResolvedField): unknown {
  switch (field.kind) {
    case 'instant':
      return new Date('0001-01-01T00:00:00Z');
    case 'integer':
    case 'number':
      return field.minimum;
    default:
      return '0';
  }
}
