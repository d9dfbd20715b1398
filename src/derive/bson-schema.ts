import { UUID_LENGTH } from '../schema/fields/uuid.ts';
import type { ResolvedCollection, ResolvedField, ResolvedList } from '../schema/resolved.ts';
import { LIMITS } from '../std/limits.ts';
import { SLUG_LENGTH_MAX, SLUG_PATTERN } from '../std/slugs.ts';
import { type Processors, visitor } from './visit.ts';

/** A part of MongoDB's `$jsonSchema`. */
export interface BsonSchema {
  readonly bsonType?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, BsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, BsonSchema>>;
  readonly additionalProperties?: boolean;
  readonly items?: BsonSchema;
  readonly oneOf?: readonly BsonSchema[];
}

const BINARY: BsonSchema = { bsonType: 'binData' };

/** One hash, or one for each epoch of the key while it is rotated. */
const BLIND_INDEX: BsonSchema = {
  bsonType: ['binData', 'array'],
  items: BINARY,
  maxItems: LIMITS.indexEpochsMax,
};

/** Tokens under each epoch of the key; of a container that has none, nothing. */
const SEARCH_TOKENS: BsonSchema = {
  bsonType: 'array',
  items: BINARY,
  maxItems: LIMITS.searchTokensMax * LIMITS.indexEpochsMax,
};

/**
 * The stored form of each kind of field, when it is not encrypted. Of texts the server checks the length; their pattern
 * is checked at the door alone, since an embedded engine compiles it again for every value.
 */
const processors: Processors<BsonSchema> = {
  text: ({ field }) => ({
    bsonType: 'string',
    maxLength: field.maxLength,
    ...(field.minLength !== undefined && { minLength: field.minLength }),
  }),
  slug: () => ({ bsonType: 'string', minLength: 1, maxLength: SLUG_LENGTH_MAX }),
  uuid: () => ({ bsonType: 'string', minLength: UUID_LENGTH, maxLength: UUID_LENGTH }),
  objectId: () => ({ bsonType: 'objectId' }),
  integer: ({ field }) => ({ bsonType: ['int', 'long'], minimum: field.minimum, maximum: field.maximum }),
  number: ({ field }) => ({
    bsonType: ['double', 'int', 'long'],
    minimum: field.minimum,
    maximum: field.maximum,
  }),
  boolean: () => ({ bsonType: 'bool' }),
  instant: () => ({ bsonType: 'date' }),
  choice: ({ field }) => ({ bsonType: 'string', enum: field.values }),
  bytes: () => BINARY,
  list: ({ element, field }, visit) => ({
    bsonType: 'array',
    items: visit(element),
    maxItems: field.maxItems ?? LIMITS.pageElementsMax,
  }),
  group: ({ fields }, visit) => {
    const stored = fields.filter(({ storage }) => storage.kind !== 'envelope');
    return {
      bsonType: 'object',
      properties: Object.fromEntries(stored.map((child) => [child.name, visit(child)])),
      ...requiredOf(stored),
      additionalProperties: false,
    };
  },
  record: ({ field, value }, visit) => {
    const values = visit(value);
    return {
      bsonType: 'object',
      ...(field.keys.kind === 'choice'
        ? { properties: Object.fromEntries(field.keys.values.map((key) => [key, values])) }
        : { patternProperties: { [SLUG_PATTERN]: values } }),
      maxProperties: field.maxKeys,
      additionalProperties: false,
    };
  },
};

/** The stored form of a field: an envelope where it is encrypted, null allowed where it may be null. */
const storedSchema = visitor(processors, (field, process) => {
  const schema = field.storage.kind === 'ciphertext' ? BINARY : process();
  return field.nullable ? orNull(schema) : schema;
});

function orNull(schema: BsonSchema): BsonSchema {
  const types = Array.isArray(schema.bsonType) ? schema.bsonType : [schema.bsonType as string];
  return {
    ...schema,
    bsonType: [...types, 'null'],
    ...(schema.enum && { enum: [...schema.enum, null] }),
  };
}

function requiredOf(fields: readonly ResolvedField[]): Pick<BsonSchema, 'required'> {
  const names = fields.filter(({ required }) => required).map(({ name }) => name);
  return names.length > 0 ? { required: names } : {};
}

/** How far a growing list has come; kept beside the document so that an append need not read it. */
const PAGING_OF_LIST: BsonSchema = {
  bsonType: 'object',
  properties: {
    /** Elements in all. */
    total: { bsonType: ['int', 'long'], minimum: 0 },
    /** Pages in the companion collection. */
    pages: { bsonType: ['int', 'long'], minimum: 0 },
    /** Size of the elements that stand in the document itself. */
    bytes: { bsonType: ['int', 'long'], minimum: 0 },
  },
  required: ['total', 'pages', 'bytes'],
  additionalProperties: false,
};

/** The `$jsonSchema` of a collection's stored documents: strict, unknown fields refused. */
export function bsonSchemaOf(collection: ResolvedCollection): BsonSchema {
  const root = storedSchema(collection.root);
  const required = [...(root.required ?? [])];
  const properties: Record<string, BsonSchema> = { ...root.properties };
  for (const { storedPath } of collection.blindIndexes) properties[storedPath] = BLIND_INDEX;
  if (collection.searchTokens) properties[collection.searchTokens.storedPath] = SEARCH_TOKENS;
  for (const envelope of collection.envelopes) {
    properties[envelope] = BINARY;
    required.push(envelope);
  }
  if (collection.pages) {
    properties['paging'] = {
      bsonType: 'object',
      properties: Object.fromEntries(collection.growingLists.map(({ name }) => [name, PAGING_OF_LIST])),
      required: collection.growingLists.map(({ name }) => name),
      additionalProperties: false,
    };
    required.push('paging');
  }
  return { ...root, properties, required };
}

/** The `$jsonSchema` of the companion collection that holds the further pages of a collection's growing lists. */
export function pageSchemaOf(collection: ResolvedCollection): BsonSchema {
  const owner = collection.root.fields.find(({ name }) => name === collection.owner);
  const region = collection.root.fields.find(({ name }) => name === 'region');
  const properties: Record<string, BsonSchema> = {
    _id: { bsonType: 'objectId' },
    ...(region && { region: storedSchema(region) }),
    ...(owner && { [owner.name]: storedSchema(owner) }),
    parent: { bsonType: 'objectId' },
    list: { enum: collection.growingLists.map(({ name }) => name) },
    page: { bsonType: ['int', 'long'], minimum: 1 },
    count: { bsonType: ['int', 'long'], minimum: 1, maximum: LIMITS.pageElementsMax },
    bytes: { bsonType: ['int', 'long'], minimum: 0 },
    keys: { bsonType: 'array', items: { bsonType: 'string' }, maxItems: LIMITS.pageElementsMax },
    elements: { bsonType: 'array', maxItems: LIMITS.pageElementsMax },
  };
  const { searchTokens } = collection;
  return {
    bsonType: 'object',
    properties: { ...properties, ...(searchTokens?.list && { [searchTokens.storedPath]: SEARCH_TOKENS }) },
    required: Object.keys(properties),
    additionalProperties: false,
    oneOf: collection.growingLists.map((list: ResolvedList) => ({
      properties: {
        list: { enum: [list.name] },
        elements: { bsonType: 'array', items: storedSchema(list.element) },
      },
    })),
  };
}
