import type { ResolvedField, ResolvedGroup } from '../schema/resolved.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';

/**
 * The JSON Schema of a merge patch (RFC 7396) of a group: every field that people may set, none of them needed, null
 * where the value may be taken away. What only the platform sets is not in it.
 */
export function editSchemaOf(group: ResolvedGroup): JsonSchema {
  const properties = group.fields.flatMap((field): [string, JsonSchema][] => {
    const schema = ofField(field);
    return schema === null ? [] : [[field.name, schema]];
  });
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

/** What a merge patch takes away although the document must have it: such a value is null in the document. */
export function withNulls(
  group: ResolvedGroup,
  merged: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const missing = group.fields.filter(
    ({ name, required, nullable }) => required && nullable && merged[name] === undefined,
  );
  return { ...merged, ...Object.fromEntries(missing.map(({ name }) => [name, null])) };
}

function ofField(field: ResolvedField): JsonSchema | null {
  if (field.facts.guarded || field.field.managed) return null;
  const isRemovable = !field.required || field.nullable;
  if (field.kind !== 'group') {
    const schema = jsonSchemaOf(field);
    return isRemovable && !field.nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
  }
  const { properties, ...inside } = editSchemaOf(field);
  if (Object.keys(properties as object).length === 0) return null;
  const described = { ...inside, properties, description: field.field.description };
  return isRemovable ? { ...described, type: ['object', 'null'] } : described;
}
