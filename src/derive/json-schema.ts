import { OBJECT_ID_PATTERN } from '../schema/fields/object-id.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { ResolvedField, Schema } from '../schema/resolved.ts';
import { EMOTIONAL_STATES } from '../schema/vocabulary/emotions.ts';
import { SLUG_PATTERN } from '../std/slugs.ts';
import { type Processors, visitor } from './visit.ts';

/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const processors: Processors<JsonSchema> = {
  text: ({ field }) => ({
    type: 'string',
    maxLength: field.maxLength,
    ...(field.minLength !== undefined && { minLength: field.minLength }),
    ...(field.pattern !== undefined && { pattern: field.pattern }),
  }),
  slug: () => ({ type: 'string', pattern: SLUG_PATTERN }),
  uuid: () => ({ type: 'string', format: 'uuid', pattern: UUID_PATTERN }),
  objectId: () => ({ type: 'string', pattern: OBJECT_ID_PATTERN }),
  integer: ({ field }) => ({ type: 'integer', minimum: field.minimum, maximum: field.maximum }),
  number: ({ field }) => ({ type: 'number', minimum: field.minimum, maximum: field.maximum }),
  boolean: () => ({ type: 'boolean' }),
  instant: () => ({ type: 'string', format: 'date-time' }),
  choice: ({ field }) =>
    field.named ? { $ref: `#/components/schemas/${field.named}` } : { type: 'string', enum: field.values },
  bytes: ({ field }) => ({
    type: 'string',
    contentEncoding: 'base64',
    maxLength: Math.ceil(field.maxBytes / 3) * 4,
  }),
  list: ({ element, field }, visit) => ({
    type: 'array',
    items: visit(element),
    ...(field.maxItems !== undefined && { maxItems: field.maxItems }),
  }),
  group: ({ fields }, visit) => {
    const required = fields.filter((child) => child.required).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map((child) => [child.name, visit(child)])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  },
  record: ({ field, value }, visit) => ({
    type: 'object',
    ...(field.keys.kind === 'choice'
      ? { propertyNames: { enum: field.keys.values } }
      : { propertyNames: { pattern: SLUG_PATTERN } }),
    additionalProperties: visit(value),
    maxProperties: field.maxKeys,
  }),
};

/** What a declaration says besides the type, as `x-` keywords; only where it differs from what is around. */
function annotations(field: ResolvedField): JsonSchema {
  const { protection } = field.facts;
  return {
    description: field.field.description,
    ...('unit' in field.field && field.field.unit && { 'x-unit': field.field.unit }),
    ...(field.field.extension && { 'x-extension': field.field.extension }),
    ...(field.field.identifies && { 'x-identifies': true }),
    ...(protection.kind !== 'none' && { 'x-protection': protection.kind }),
    ...(field.storage.kind === 'envelope' && { 'x-envelope': field.storage.name }),
    ...(field.field.managed && { readOnly: true }),
    ...(field.field.purpose && { 'x-purpose': field.field.purpose }),
    ...(field.field.consent && { 'x-consent': field.field.consent }),
    ...(field.field.retention && { 'x-retention': field.field.retention }),
    ...(field.kind === 'list' && field.field.growing && { 'x-growing': true }),
    ...(typeof field.field.nullable === 'string' && { 'x-nullable': field.field.nullable }),
  };
}

/** The logical form of a field in JSON: dates as RFC 3339 texts, identifiers as texts. */
export const jsonSchemaOf = visitor(processors, (field, process) => {
  const schema = { ...process(), ...annotations(field) };
  if (!field.nullable) return schema;
  return typeof schema['type'] === 'string' && !('enum' in schema)
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
});

/** The component schemas of OpenAPI: every collection's logical document, and the types they share. */
export function componentSchemas(schema: Schema): Readonly<Record<string, JsonSchema>> {
  return {
    EmotionalState: { type: 'string', enum: EMOTIONAL_STATES, description: 'How a learner feels.' },
    ...Object.fromEntries(
      Object.values(schema.collections)
        .filter(({ declaration }) => declaration.database === 'data')
        .map(({ declaration, root }) => [declaration.typeName, jsonSchemaOf(root)]),
    ),
  };
}
