import Type, { type TSchema } from 'typebox';
import { componentSchemas, type JsonSchema } from '../derive/json-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import { LIMITS } from '../std/limits.ts';
import { valueBelow } from '../std/paths.ts';
import { HTTP_LIMITS } from './bounds.ts';

/** The logical documents of the schema, by the name of their type. */
export const DOCUMENTS = componentSchemas(SCHEMA);

/** A schema that stands among the components; its values have the type `T`. */
export const component = <T>(name: string) => Type.Unsafe<T>({ $ref: `#/components/schemas/${name}` });

/** RFC 3339; a `Date` to whoever handles it. */
export const instant = (description: string) =>
  Type.Unsafe<Date>({ type: 'string', format: 'date-time', description });

/** One page of a list. */
export const pageOf = (item: TSchema) =>
  Type.Object(
    {
      items: Type.Array(item),
      next_cursor: Type.Union([Type.String(), Type.Null()], {
        description: 'Give it as `cursor` to read on; null when nothing follows.',
      }),
    },
    { additionalProperties: false },
  );

/** The query parameters of every list that goes on. */
export const PAGING = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: LIMITS.answerDocumentsMax,
      description: `How many to answer at most; ${LIMITS.answerDocumentsDefault} unless given.`,
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: HTTP_LIMITS.cursorLengthMax,
      description: 'The `next_cursor` of the page before.',
    }),
  ),
};

/** The schema of a property, by the names that lead to it; `[]` stands for the element of a list. */
export function schemaAt(schema: JsonSchema | undefined, ...path: readonly string[]): JsonSchema {
  const found = valueBelow(
    schema,
    path.flatMap((name) => (name === '[]' ? ['items'] : ['properties', name])),
  );
  if (found === undefined) throw new RangeError(`the schema has no ${path.join('.')}`);
  return found as JsonSchema;
}

/** The part of an object schema that a projection of these paths answers. */
export function projected(schema: JsonSchema, paths: readonly string[]): JsonSchema {
  const properties: Record<string, unknown> = {};
  for (const [name, inside] of Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)) {
    const deeper = paths.filter((path) => path.startsWith(`${name}.`));
    if (paths.includes(name)) properties[name] = inside;
    else if (deeper.length > 0) {
      properties[name] = projected(
        inside,
        deeper.map((path) => path.slice(name.length + 1)),
      );
    }
  }
  const required = ((schema['required'] ?? []) as readonly string[]).filter((name) => name in properties);
  return { ...schema, properties, required };
}

/** The schema of what a named query answers. */
export function answerSchema(collection: string, query: string): JsonSchema {
  const resolved = SCHEMA.collections[collection];
  const paths = resolved?.queries[query]?.paths;
  const document = DOCUMENTS[resolved?.declaration.typeName ?? ''];
  if (!document || paths === undefined)
    throw new RangeError(`the schema has no query ${collection}.${query}`);
  return paths === null ? document : projected(document, paths);
}
